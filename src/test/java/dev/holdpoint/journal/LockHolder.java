package dev.holdpoint.journal;

import java.nio.file.Path;
import java.time.Instant;

/** A program that takes the lock of a run, says so, and keeps it until it is killed: DIRECTORY. */
final class LockHolder {
    static final Instant SINCE = Instant.parse("2026-11-21T02:00:00Z");

    private LockHolder() {}

    public static void main(String[] arguments) throws Exception {
        RunPaths run = new RunPaths(Path.of(arguments[0]));
        var answer = RunLock.take(
                run, new RunLock.Holder("alice", ProcessHandle.current().pid(), "bastion", "/dev/pts/3", SINCE));
        System.out.println(answer instanceof RunLock.Taken ? "taken" : "held");
        Thread.sleep(Long.MAX_VALUE);
    }
}
