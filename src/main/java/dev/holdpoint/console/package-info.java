/**
 * The full screen: keys in, intents out, the run as a picture.
 *
 * <p>Start at {@link dev.holdpoint.console.Console}. May import {@code run}, {@code checklist}, {@code step} and the packages below.
 */
@NullMarked
package dev.holdpoint.console;

import org.jspecify.annotations.NullMarked;
