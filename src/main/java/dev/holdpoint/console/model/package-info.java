/**
 * What one person is looking at: the run's last picture, the row under the cursor, the panel that is open, the text being typed.
 *
 * <p>Start at {@link dev.holdpoint.console.model.Looking}. All of it belongs to the loop's thread. May import {@code run},
 * {@code checklist}, {@code step} and {@code console.terminal}.
 */
@NullMarked
package dev.holdpoint.console.model;

import org.jspecify.annotations.NullMarked;
