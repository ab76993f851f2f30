/**
 * Mistakes that others have made before, found in a checklist that the loader has passed. Start at
 * {@link dev.holdpoint.checklist.lint.Lint}; every trap stands in {@link dev.holdpoint.checklist.lint.Traps}. Imports only the checklist
 * room.
 */
@NullMarked
package dev.holdpoint.checklist.lint;

import org.jspecify.annotations.NullMarked;
