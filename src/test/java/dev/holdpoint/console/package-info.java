/** The console under test: a run that is played, keys, and pictures. */
@org.jspecify.annotations.NullMarked
package dev.holdpoint.console;
