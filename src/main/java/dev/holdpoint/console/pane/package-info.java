/**
 * What a step printed, as rows of cells: a small terminal model that takes any bytes and never more memory than it was
 * given. Output is untrusted; what comes out of here holds no character that a terminal would obey.
 *
 * <p>Start at {@link dev.holdpoint.console.pane.Pane}; {@link dev.holdpoint.console.pane.Scroll} is where somebody
 * looks at it. May import {@code console.terminal} for cells and styles. {@link dev.holdpoint.operator.SafeText}
 * needs nothing.
 */
@NullMarked
package dev.holdpoint.console.pane;

import org.jspecify.annotations.NullMarked;
