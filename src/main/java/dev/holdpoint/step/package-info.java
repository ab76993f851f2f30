/**
 * What a step can do: {@link dev.holdpoint.step.Action} changes something, {@link dev.holdpoint.step.Check} looks. One class for
 * each kind in the packages below; {@code Kinds} lists them all. May import {@code target} and {@code checklist}.
 */
@NullMarked
package dev.holdpoint.step;

import org.jspecify.annotations.NullMarked;
