package dev.holdpoint.pair;

import dev.holdpoint.checklist.Checklist.SourceFile;
import dev.holdpoint.run.RunFeed;
import java.nio.file.Path;
import java.util.List;

/**
 * The run as its guests see it: to look at, and to approve.
 *
 * @param run its id
 * @param sources the frozen files of its checklist, the main one first
 * @param journal its journal: what happened before a guest came
 * @param driver who drives it
 * @param handOver how it is taken over
 */
public record Host(
        String run,
        RunFeed feed,
        Door.Approver approver,
        List<SourceFile> sources,
        Path journal,
        Reviewers reviewers,
        Person driver,
        Door.HandOver handOver) {
    public Host {
        sources = List.copyOf(sources);
    }
}
