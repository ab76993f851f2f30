/**
 * Tests of the terminal, and {@link dev.holdpoint.console.terminal.GoldenFrames} for the tests of all views.
 */
@NullMarked
package dev.holdpoint.console.terminal;

import org.jspecify.annotations.NullMarked;
