/**
 * What a run leaves on disk: its journal ({@link dev.holdpoint.journal.JournalFile}), its output files
 * ({@link dev.holdpoint.journal.OutputWriter}), its lock, and where they stand ({@link dev.holdpoint.journal.RunPaths}, the class to
 * start from). May import {@code run}, for its events, and {@code checklist}, for its masker.
 */
@NullMarked
package dev.holdpoint.journal;

import org.jspecify.annotations.NullMarked;
