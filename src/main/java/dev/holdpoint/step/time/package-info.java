/**
 * Steps that only let time pass: {@link dev.holdpoint.step.time.Wait}. May import {@code step} and {@code checklist}.
 */
@NullMarked
package dev.holdpoint.step.time;

import org.jspecify.annotations.NullMarked;
