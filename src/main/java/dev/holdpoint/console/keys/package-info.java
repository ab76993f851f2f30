/**
 * Which key means what, as data: footer, help screen and {@code docs/keys.md} are made from it.
 *
 * <p>Start at {@link dev.holdpoint.console.keys.Keymap}. May import {@code run} and {@code console.model}, {@code console.terminal}.
 */
@NullMarked
package dev.holdpoint.console.keys;

import org.jspecify.annotations.NullMarked;
