/**
 * Files and disks of this machine. May import {@code step} and {@code checklist}.
 */
@NullMarked
package dev.holdpoint.step.file;

import org.jspecify.annotations.NullMarked;
