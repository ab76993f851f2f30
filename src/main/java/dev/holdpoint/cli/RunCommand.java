package dev.holdpoint.cli;

import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdpoint run FILE}: begins a run and opens the console on it. */
@Command(name = "run", description = "Begins a run of a checklist.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final StateFolder state = new StateFolder();

    @Mixin
    private final GivenValues values = new GivenValues();

    @Mixin
    private final Look look = new Look();

    @Parameters(index = "0", paramLabel = "FILE", description = "The checklist.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        var registry = Registry.ofAll();
        var checklist = Checklists.read(file, registry, System.err);
        var given = Checklists.given(checklist, values);
        look.mustHaveTerminal();
        var paths = RunFolder.make(state.path(), file, checklist);
        var folder = file.toAbsolutePath().getParent();
        var run = new Drive(state.path(), registry, look)
                .begin(paths, checklist, folder == null ? Path.of("/") : folder, given, false);
        return Farewell.say(run, paths);
    }
}
