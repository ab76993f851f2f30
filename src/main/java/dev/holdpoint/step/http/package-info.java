/**
 * One HTTP request, to do something or to look. Start at {@link dev.holdpoint.step.http.Request}. May import {@code step} and
 * {@code checklist}.
 */
@NullMarked
package dev.holdpoint.step.http;

import org.jspecify.annotations.NullMarked;
