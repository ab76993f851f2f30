/**
 * What the full screen and line mode both know about the person at the keys: commands and their words, questions for reasons, text that
 * is safe to show, typing told from pasting, and where the eyes should be. No terminal, no layout.
 *
 * <p>Start at {@link dev.holdpoint.operator.Command}. May import {@code run}, {@code checklist} and {@code step}.
 */
@NullMarked
package dev.holdpoint.operator;

import org.jspecify.annotations.NullMarked;
