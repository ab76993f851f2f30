package dev.holdpoint.cli;

import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Readiness;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunControl;
import dev.holdpoint.run.RunFeed;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Registry;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** A program of its own that comes back to a run and walks it to its end, in order to be killed on the way. */
final class Walker {
    static final int GATE_WAS_OPEN = 42;
    private static final Set<StepState> ON_ITS_WAY = EnumSet.of(StepState.RUNNING, StepState.VERIFYING, StepState.DONE);

    private Walker() {}

    /** @param args the state folder, the run's id, a step that is a hold point with the phrase {@code go}, and how it dies, if it shall */
    public static void main(String[] args) throws Exception {
        var state = Path.of(args[0]);
        var paths = RunPaths.of(state, args[1]);
        var registry = Registry.ofAll();
        var checklist = Checklists.read(RunFolder.frozen(paths), registry, System.err);
        var run = new Drive(state, registry, (feed, control) -> walk(feed, control, args[2]))
                .writing(journal -> args.length > 3 ? Mortal.as(args[3], journal, paths.journal()) : journal)
                .resume(paths, checklist, Map.of());
        System.exit(Exit.of(run));
    }

    private static void walk(RunFeed feed, RunControl control, String hold) throws InterruptedException {
        var robot = new Robot(feed, control);
        var begun = robot.await("a run", it -> true);
        if (begun.steps().stream().anyMatch(it -> !(it.gate() instanceof Gate.Locked))) {
            System.exit(GATE_WAS_OPEN);
        }
        System.out.println("up");
        for (; ; ) {
            var run = robot.await("rest", it -> !it.active() && !it.runningOn());
            // What a full disk refuses is wanted again.
            if (run.complete()) {
                if (accepts(robot, new Intent.Leave())) {
                    return;
                }
                continue;
            }
            if (due(run, hold)) {
                release(robot, hold);
            } else {
                // Refused where it runs on already; where a step has failed or nobody knows, there is nothing to wait
                // for.
                robot.wants(new Intent.RunOn());
                if (run.steps().stream()
                        .anyMatch(it -> it.state() == StepState.FAILED || it.state() == StepState.UNKNOWN)) {
                    System.exit(Exit.FAILED);
                }
            }
        }
    }

    private static boolean due(Run run, String hold) {
        var stop = run.plan().stop(hold);
        var state = run.status(stop).state();
        // It fails where the program was killed between its release and its job: then it is released again.
        return (state == StepState.TO_DO || state == StepState.FAILED)
                && Readiness.missing(run, stop).isEmpty();
    }

    private static void release(Robot robot, String hold) throws InterruptedException {
        if (accepts(robot, new Intent.ArmHold(hold))) {
            robot.await("armed", it -> it.status(hold).gate() instanceof Gate.Armed);
            if (accepts(robot, new Intent.TypePhrase(hold, "go"))) {
                robot.await(
                        "released", it -> ON_ITS_WAY.contains(it.status(hold).state()));
            }
        }
    }

    private static boolean accepts(Robot robot, Intent intent) {
        return robot.wants(intent) instanceof Decision.Events;
    }
}
