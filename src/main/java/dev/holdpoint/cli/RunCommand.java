package dev.holdpoint.cli;

import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code holdpoint run FILE}: begins a run and opens the console on it. */
final class RunCommand implements Callable<Integer> {
    static final Verb VERB = Verb.of("run", "Begins a run of a checklist.", RunCommand::new)
            .operands("FILE", 1, 1)
            .with(StateFolder.OPTIONS)
            .with(GivenValues.OPTIONS)
            .with(Look.OPTIONS);

    private final StateFolder state;
    private final GivenValues values;
    private final Look look;
    private final Path file;

    RunCommand(Words words) {
        state = new StateFolder(words);
        values = new GivenValues(words);
        look = new Look(words);
        file = Path.of(words.operand(0));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var registry = Registry.ofAll();
        var checklist = Checklists.read(file, registry, System.err);
        var digest = HeadStart.beside(() -> RunFolder.digest(checklist.sources()));
        var plan = Checklists.toBegin(checklist, registry, System.err);
        var given = Checklists.given(checklist, values, System.err);
        look.mustHaveTerminal();
        var paths = RunFolder.make(state.path(), file, checklist);
        var folder = file.toAbsolutePath().getParent();
        var run = new Drive(state.path(), registry, look)
                .along(plan, digest)
                .begin(paths, checklist, folder == null ? Path.of("/") : folder, given, false);
        return Farewell.say(run, paths, look.line);
    }
}
