/**
 * Line mode: the same run as a conversation, for serial consoles, screen readers and {@code script(1)}. Nothing is drawn, nothing that
 * was said is changed, and every state is said in words.
 *
 * <p>Start at {@link dev.holdpoint.line.LineMode}. All of it belongs to one thread; {@link dev.holdpoint.line.News} and
 * {@link dev.holdpoint.line.Keys} are what others put something into. May import {@code run}, {@code checklist}, {@code step},
 * {@code operator}, and of {@code console.terminal} the terminal.
 */
@NullMarked
package dev.holdpoint.line;

import org.jspecify.annotations.NullMarked;
