/**
 * Backups of hosts as evidence for what follows: {@link dev.holdpoint.step.backup.Backup}. May import {@code step}, {@code target} and
 * {@code checklist}.
 */
@NullMarked
package dev.holdpoint.step.backup;

import org.jspecify.annotations.NullMarked;
