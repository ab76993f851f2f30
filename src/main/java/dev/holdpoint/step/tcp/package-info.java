/**
 * Whether a port answers. May import {@code step} and {@code checklist}.
 */
@NullMarked
package dev.holdpoint.step.tcp;

import org.jspecify.annotations.NullMarked;
