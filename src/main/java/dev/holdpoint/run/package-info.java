/**
 * What happens: {@link dev.holdpoint.run.Decide} turns what somebody wants into {@link dev.holdpoint.run.Event}s, and a
 * {@link dev.holdpoint.run.Run} is nothing but its events folded. Start at {@code Decide}. May import {@code checklist} and {@code step}.
 */
@NullMarked
package dev.holdpoint.run;

import org.jspecify.annotations.NullMarked;
