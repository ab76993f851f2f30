/**
 * Files of hosts: {@link dev.holdpoint.step.file.Edit} changes one in place; and the disk of this machine. May import {@code step},
 * {@code target} and {@code checklist}.
 */
@NullMarked
package dev.holdpoint.step.file;

import org.jspecify.annotations.NullMarked;
