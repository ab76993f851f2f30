/**
 * What an author writes: the records of a checklist, its loader, schema, variables and lint.
 * Start at {@link dev.holdpoint.checklist.Checklist}. Imports no other room.
 */
@NullMarked
package dev.holdpoint.checklist;

import org.jspecify.annotations.NullMarked;
