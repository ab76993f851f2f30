package dev.holdpoint.cli;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdpoint resume [RUN]}: comes back to a run. */
@Command(name = "resume", description = "Comes back to a run that was left, or whose program died.")
final class ResumeCommand implements Callable<Integer> {
    @Mixin
    private final StateFolder state = new StateFolder();

    @Mixin
    private final GivenValues values = new GivenValues();

    @Mixin
    private final Look look = new Look();

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description = "The run's id; may be left out where only one is left.")
    private @Nullable String run;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = state.path();
        var paths = run == null ? only(folder) : RunFolder.named(folder, run);
        var past = RunFolder.past(paths);
        if (RunFolder.over(past)) {
            throw new Trouble(Exit.NOT_VALID, paths.id() + " is over: it can be read, not resumed");
        }
        var started = RunFolder.started(paths, past);
        var registry = Registry.ofAll();
        var checklist = Checklists.read(RunFolder.frozen(paths), registry, System.err);
        RunFolder.mustBeAsBegun(paths, checklist, started);
        var given = Checklists.given(checklist, values);
        look.mustHaveTerminal();
        return started.rehearsal()
                ? Rehearsal.resume(folder, paths, checklist, given, registry, look)
                : again(folder, paths, checklist, registry, given);
    }

    private int again(Path folder, RunPaths paths, Checklist checklist, Registry registry, Map<String, String> given)
            throws IOException, InterruptedException {
        var left = new Drive(folder, registry, look).resume(paths, checklist, given);
        return Farewell.say(left, paths);
    }

    private static RunPaths only(Path folder) throws IOException {
        RunPaths found = null;
        for (var paths : RunFolder.all(folder)) {
            if (!goesOn(paths)) {
                continue;
            }
            if (found != null) {
                throw new Trouble(
                        Exit.NOT_VALID,
                        "more than one run can be resumed: name it, for example " + Comeback.command(found)
                                + " (holdpoint runs lists them)");
            }
            found = paths;
        }
        if (found == null) {
            throw new Trouble(Exit.NOT_VALID, "no run can be resumed in " + RunPaths.runs(folder));
        }
        return found;
    }

    /** A journal that cannot be read is told of, and keeps no other run from being resumed. */
    private static boolean goesOn(RunPaths paths) {
        try {
            var past = RunFolder.past(paths);
            return !past.entries().isEmpty() && !RunFolder.over(past);
        } catch (IOException e) {
            System.err.println("holdpoint: left out: " + RunFolder.unreadable(paths, e));
            return false;
        }
    }
}
