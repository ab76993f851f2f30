package dev.holdpoint.cli;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.journal.Past;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Event;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** {@code holdpoint resume [RUN]}: comes back to a run. */
final class ResumeCommand implements Callable<Integer> {
    static final Verb VERB = Verb.of(
                    "resume",
                    "Comes back to a run that was left, whose program died, or whose terminal is gone. RUN may be left out where"
                            + " only one can be resumed.",
                    ResumeCommand::new)
            .operands("[RUN]", 0, 1)
            .with(StateFolder.OPTIONS)
            .with(GivenValues.OPTIONS)
            .with(Look.OPTIONS);

    private final StateFolder state;
    private final GivenValues values;
    private final Look look;
    private final @Nullable String run;

    ResumeCommand(Words words) {
        state = new StateFolder(words);
        values = new GivenValues(words);
        look = new Look(words);
        run = words.only();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = state.path();
        var found = run == null ? only(folder) : found(RunFolder.named(folder, run));
        var paths = found.paths();
        var past = found.past();
        if (RunFolder.over(past)) {
            throw new Trouble(Exit.NOT_VALID, RunFolder.over(paths));
        }
        var started = RunFolder.started(paths, past);
        var registry = Registry.ofAll();
        var checklist = Checklists.read(RunFolder.frozen(paths), registry, System.err);
        RunFolder.mustBeAsBegun(paths, checklist, started);
        var given = Checklists.given(checklist, values);
        look.mustHaveTerminal();
        return started.rehearsal()
                ? Rehearsal.resume(folder, paths, past, checklist, given, registry, look)
                : again(folder, found, checklist, registry, given);
    }

    private int again(Path folder, Found found, Checklist checklist, Registry registry, Map<String, String> given)
            throws IOException, InterruptedException {
        var left = new Drive(folder, registry, look).resume(found.paths(), found.past(), checklist, given);
        return Farewell.say(left, found.paths(), look.line);
    }

    /** A run, and its journal, which is read once: it may be long. */
    private record Found(RunPaths paths, Past<Event> past) {
        boolean goesOn() {
            return !past.entries().isEmpty() && !RunFolder.over(past);
        }
    }

    private static Found found(RunPaths paths) throws IOException {
        return new Found(paths, RunFolder.past(paths));
    }

    private static Found only(Path folder) throws IOException {
        Found found = null;
        for (var paths : RunFolder.all(folder)) {
            var next = readable(paths);
            if (next == null || !next.goesOn()) {
                continue;
            }
            if (found != null) {
                throw new Trouble(
                        Exit.NOT_VALID,
                        "more than one run can be resumed: name it, for example " + Comeback.command(found.paths())
                                + " (holdpoint runs lists them)");
            }
            found = next;
        }
        if (found == null) {
            throw new Trouble(Exit.NOT_VALID, "no run can be resumed in " + RunPaths.runs(folder));
        }
        return found;
    }

    /** A journal that cannot be read is told of, and keeps no other run from being resumed. */
    private static @Nullable Found readable(RunPaths paths) {
        try {
            return found(paths);
        } catch (IOException e) {
            System.err.println("holdpoint: left out: " + RunFolder.unreadable(paths, e));
            return null;
        }
    }
}
