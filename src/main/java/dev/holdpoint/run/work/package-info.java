/**
 * Where attempts are carried out for real: jobs of this machine, kinds of the registry, looked-up values. Start at
 * {@link dev.holdpoint.run.work.HostWorkplace}. May import {@code checklist}, {@code step} and {@code target}.
 */
@NullMarked
package dev.holdpoint.run.work;

import org.jspecify.annotations.NullMarked;
