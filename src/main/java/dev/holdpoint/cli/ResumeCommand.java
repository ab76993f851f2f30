package dev.holdpoint.cli;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.journal.JournalReader;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Event;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
        var found = run == null ? only(folder) : Found.in(RunFolder.named(folder, run));
        var paths = found.paths();
        if (RunFolder.over(found.ends())) {
            throw new Trouble(Exit.NOT_VALID, RunFolder.over(paths));
        }
        var started = RunFolder.started(paths, found.ends());
        var registry = Registry.ofAll();
        var checklist = Checklists.read(RunFolder.frozen(paths), registry, System.err);
        RunFolder.mustBeAsBegun(paths, checklist, started);
        var given = Checklists.given(checklist, values, System.err);
        look.mustHaveTerminal();
        return started.rehearsal()
                ? Rehearsal.resume(folder, paths, checklist, given, registry, look)
                : again(folder, paths, checklist, registry, given);
    }

    private int again(Path folder, RunPaths paths, Checklist checklist, Registry registry, Map<String, String> given)
            throws IOException, InterruptedException {
        var left = new Drive(folder, registry, look).resume(paths, checklist, given);
        return Farewell.say(left, paths, look.line);
    }

    /** A run, and what both ends of its journal say: looked at once. */
    private record Found(RunPaths paths, JournalReader.Ends<Event> ends) {
        static Found in(RunPaths paths) throws IOException {
            return new Found(paths, RunFolder.ends(paths));
        }

        boolean goesOn() {
            return ends.first().isPresent() && !RunFolder.over(ends) && !gone();
        }

        private boolean gone() {
            return RunFolder.started(paths, ends).rehearsal() && Rehearsal.gone(paths);
        }
    }

    private static Found only(Path folder) throws IOException {
        var going = RunFolder.all(folder).stream()
                .flatMap(ResumeCommand::readable)
                .filter(Found::goesOn)
                .toList();
        // Only where there is a choice are they read whole: they may be long.
        var sound =
                going.size() > 1 ? going.stream().filter(ResumeCommand::isSound).toList() : going;
        if (sound.size() > 1) {
            throw new Trouble(
                    Exit.NOT_VALID,
                    "more than one run can be resumed: name it, for example "
                            + Comeback.command(sound.get(1).paths()) + " ("
                            + Comeback.command("runs", folder) + " lists them)");
        }
        return sound.stream()
                .findFirst()
                .orElseThrow(() -> new Trouble(Exit.NOT_VALID, "no run can be resumed in " + RunPaths.runs(folder)));
    }

    /** A journal that cannot be read is told of, and keeps no other run from being resumed. */
    private static Stream<Found> readable(RunPaths paths) {
        try {
            return Stream.of(Found.in(paths));
        } catch (IOException | IllegalArgumentException e) {
            leaveOut(paths, e);
            return Stream.empty();
        }
    }

    private static boolean isSound(Found found) {
        try {
            RunFolder.past(found.paths());
            return true;
        } catch (IOException e) {
            leaveOut(found.paths(), e);
            return false;
        }
    }

    private static void leaveOut(RunPaths paths, Exception why) {
        System.err.println("holdpoint: left out: " + RunFolder.unreadable(paths, why));
    }
}
