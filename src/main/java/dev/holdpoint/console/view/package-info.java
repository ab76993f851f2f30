/**
 * The picture: pure functions of what one person is looking at to cells.
 *
 * <p>Start at {@link dev.holdpoint.console.view.ScreenView}. May import {@code run}, {@code step}, {@code checklist} and
 * {@code console.model}, {@code console.keys}, {@code console.terminal}.
 */
@NullMarked
package dev.holdpoint.console.view;

import org.jspecify.annotations.NullMarked;
