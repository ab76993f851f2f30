package dev.holdpoint.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A whole start of a run for the JVM to learn from, journal and first frames included, in a folder that goes away again. The launcher
 * calls it once for each build and keeps what the JVM wrote down. What it leaves out is only slower the first time.
 */
final class Train implements Callable<Integer> {
    /** Long enough for the first frames, and for the clock's too; nothing depends on how many there are. */
    private static final int SHOWN_MILLIS = 1500;

    static final Verb VERB = Verb.of("train", "Begins a run of each checklist, draws it, and forgets it.", Train::new)
            .operands("FILE...", 1, Integer.MAX_VALUE)
            .out();

    private final List<Path> files;

    private Train(Words words) {
        files = words.operands().stream().map(Path::of).toList();
    }

    @Override
    public Integer call() throws IOException {
        for (var file : files) {
            learn(file);
        }
        return Exit.DONE;
    }

    private static void learn(Path file) throws IOException {
        var state = Files.createTempDirectory("holdpoint-train");
        var learner = Thread.currentThread();
        try (var bell = Executors.newSingleThreadScheduledExecutor()) {
            // The console's loop ends in order when its thread is interrupted.
            var leave = bell.schedule(learner::interrupt, SHOWN_MILLIS, TimeUnit.MILLISECONDS);
            HeadStart.take("run");
            Main.execute("run", "--state", state.toString(), file.toString());
            leave.cancel(false);
        } finally {
            boolean ignored = Thread.interrupted();
            delete(state);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
