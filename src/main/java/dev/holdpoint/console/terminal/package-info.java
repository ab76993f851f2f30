/**
 * The operator's terminal: cells in, keys out, nothing of checklists or runs.
 *
 * <p>Start at {@link dev.holdpoint.console.terminal.Loop}: it takes messages from one queue, asks a program for a
 * {@link dev.holdpoint.console.terminal.Frame} and hands it to a {@link dev.holdpoint.console.terminal.Display}. Views
 * draw with {@link dev.holdpoint.console.terminal.Canvas}; the real screen is
 * {@link dev.holdpoint.console.terminal.TtyScreen}. May import Lanterna and JLine, and no other room of the house.
 */
@NullMarked
package dev.holdpoint.console.terminal;

import org.jspecify.annotations.NullMarked;
