/**
 * Hosts as targets: whether they can be reached, and which machine answers. May import {@code step}, {@code target} and
 * {@code checklist}.
 */
@NullMarked
package dev.holdpoint.step.host;

import org.jspecify.annotations.NullMarked;
