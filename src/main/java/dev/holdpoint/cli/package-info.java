/**
 * The command line: one class for each command; wiring, nothing more. Start from {@link dev.holdpoint.cli.Main}.
 * May use every other package. Only this package ends the program.
 */
@NullMarked
package dev.holdpoint.cli;

import org.jspecify.annotations.NullMarked;
