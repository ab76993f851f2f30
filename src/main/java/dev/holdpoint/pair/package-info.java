/**
 * Other people at a run: who they are by the kernel's word, the socket at which they watch and approve, reviewers and their spoken codes.
 *
 * <p>Start at {@link dev.holdpoint.pair.Door} (the run's side) and {@link dev.holdpoint.pair.RemoteRun} (the watcher's). May use {@code
 * run}, {@code journal}, {@code step}, {@code checklist}. Whoever watches is handed a {@link dev.holdpoint.run.RunFeed} and nothing else.
 */
@NullMarked
package dev.holdpoint.pair;

import org.jspecify.annotations.NullMarked;
