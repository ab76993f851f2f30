package dev.holdpoint.cli;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunControl;
import dev.holdpoint.run.RunFeed;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A whole start of a run for the JVM to learn from, journal and first frames included, in a folder that goes away again; where a checklist
 * asks for no values, the start of its first step too. The launcher calls it once for each build and keeps what the JVM wrote down. What
 * it leaves out is only slower the first time.
 */
final class Train implements Callable<Integer> {
    /** Long enough for the first frames, and for the clock's too; nothing depends on how many there are. */
    private static final int SHOWN_MILLIS = 1500;

    static final Verb VERB = Verb.of("train", "Begins a run of each checklist, draws it, and forgets it.", Train::new)
            .operands("FILE...", 1, Integer.MAX_VALUE)
            .out();

    private final List<Path> files;
    private final Look look;

    private Train(Words words) {
        files = words.operands().stream().map(Path::of).toList();
        look = new Look(words);
    }

    @Override
    public Integer call() throws IOException {
        var registry = Registry.ofAll();
        for (var file : files) {
            learn(state -> Main.execute("run", "--state", state.toString(), file.toString()));
            var checklist = Checklists.read(file, registry, System.err);
            if (checklist.variables().isEmpty()) {
                learn(state -> Main.guarded(() -> start(state, registry, file, checklist)));
            }
        }
        return Exit.DONE;
    }

    private int start(Path state, Registry registry, Path file, Checklist checklist) {
        try {
            new Drive(state, registry, this::starting)
                    .begin(RunFolder.make(state, file, checklist), checklist, state, Map.of(), false);
            return Exit.DONE;
        } catch (IOException | InterruptedException e) {
            return Exit.FAILED;
        }
    }

    /** The console, with a hand that starts the first step as soon as it can be. */
    private void starting(RunFeed feed, RunControl control) throws IOException, InterruptedException {
        feed.follow(new RunFeed.Listener() {
            @Override
            public void changed(Run run, List<Event> events) {
                var first = run.plan().walk().getFirst();
                if (run.variablesSet() && run.status(first).state() == StepState.TO_DO) {
                    var _ = control.want(new Intent.StartStep(first.id()));
                }
            }

            @Override
            public void moved(String step) {}
        });
        look.show(feed, control);
    }

    private static void learn(Consumer<Path> run) throws IOException {
        var state = Files.createTempDirectory("holdpoint-train");
        var learner = Thread.currentThread();
        try (var bell = Executors.newSingleThreadScheduledExecutor()) {
            // The console's loop ends in order when its thread is interrupted.
            var leave = bell.schedule(learner::interrupt, SHOWN_MILLIS, TimeUnit.MILLISECONDS);
            HeadStart.take("run");
            run.accept(state);
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
