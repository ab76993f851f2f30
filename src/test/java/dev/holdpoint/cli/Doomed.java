package dev.holdpoint.cli;

import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Registry;
import dev.holdpoint.target.host.ssh.SshSettings;
import java.nio.file.Path;
import java.util.Map;

/** A program of its own that comes back to a run, starts one step, says {@code runs}, and waits to be killed. */
final class Doomed {
    private Doomed() {}

    /** @param args the state folder, the run's id, the step, and what is read in place of {@code ~/.ssh/config} */
    public static void main(String[] args) throws Exception {
        var state = Path.of(args[0]);
        var paths = RunPaths.of(state, args[1]);
        var registry = Registry.ofAll();
        var checklist = Checklists.read(RunFolder.frozen(paths), registry, System.err);
        new Drive(state, registry, (feed, control) -> {
                    var robot = new Robot(feed, control);
                    robot.does(new Intent.StartStep(args[2]));
                    robot.awaits(args[2], StepState.RUNNING);
                    System.out.println("runs");
                    Thread.sleep(Long.MAX_VALUE);
                })
                .by(SshSettings.reading(Path.of(args[3])))
                .resume(paths, checklist, Map.of());
    }
}
