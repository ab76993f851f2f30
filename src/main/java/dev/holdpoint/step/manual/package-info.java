/**
 * What a person does and ticks off: {@link dev.holdpoint.step.manual.Manual}. May import {@code step} and {@code checklist}.
 */
@NullMarked
package dev.holdpoint.step.manual;

import org.jspecify.annotations.NullMarked;
