/**
 * The embedded lab of {@code holdpoint rehearse}: real servers and a stand-in for the applications, on this machine, for one
 * rehearsal. Start at {@link dev.holdpoint.rehearsal.Lab}. May import {@code target} and {@code checklist}.
 */
@NullMarked
package dev.holdpoint.rehearsal;

import org.jspecify.annotations.NullMarked;
