/**
 * How a checklist is read: parts put in, {@code for_each} spread out, names resolved, every mistake told at once.
 * Start at {@link dev.holdpoint.checklist.load.ChecklistReader}. Imports only the checklist room.
 */
@NullMarked
package dev.holdpoint.checklist.load;

import org.jspecify.annotations.NullMarked;
