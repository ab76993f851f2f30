package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Readiness;
import dev.holdpoint.run.Rollback.Stage;
import dev.holdpoint.run.RollingBack;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.Soaking;
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.StepStatus;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes a run forward step by step, and all of it back, as an operator does for whom everything goes well. */
final class WholeWay {
    private final Robot robot;
    private final Hands hands;

    /** What a person does before a step, or before saying that something is taken back by hand. */
    interface Hands {
        void atWork(String step, boolean back) throws IOException, InterruptedException;
    }

    WholeWay(Robot robot, Hands hands) {
        this.robot = robot;
        this.hands = hands;
    }

    /** Until it is there, or until none of the wanted steps is left. */
    void forward(Predicate<Plan.Stop> wanted, Predicate<Run> there) throws IOException, InterruptedException {
        for (; ; ) {
            var run = robot.await("rest", it -> !it.active() && !it.runningOn());
            failed(run).ifPresent(it -> {
                throw new AssertionError(it.id() + " failed: " + run.status(it).says()
                        + run.status(it).evidence());
            });
            var next = next(run, wanted);
            if (next.isEmpty() || there.test(run)) {
                return;
            }
            hands.atWork(next.get().id(), false);
            go(next.get());
        }
    }

    private void go(Plan.Stop stop) throws InterruptedException {
        robot.await(stop.id() + " soaked", it -> Soaking.obstacle(it, stop).isEmpty());
        if (stop.isHold()) {
            robot.does(new Intent.ArmHold(stop.id()));
            var armed = robot.await(
                    stop.id() + " armed", it -> !(it.status(stop.id()).gate() instanceof Gate.Sensing));
            if (!(armed.status(stop.id()).gate() instanceof Gate.Armed gate)) {
                throw new AssertionError(
                        stop.id() + " is locked: " + armed.status(stop.id()).gate());
            }
            robot.does(new Intent.TypePhrase(stop.id(), gate.phrase()));
            robot.await(stop.id() + " released", it -> it.status(stop.id()).state() != StepState.TO_DO);
        }
        if (stop.traits().byHand()) {
            robot.does(new Intent.TickStep(stop.id(), Map.of()));
        } else if (!stop.isHold()) {
            assertThat(robot.wants(new Intent.StartStep(stop.id()))).isInstanceOf(Decision.Events.class);
        }
    }

    private static Optional<Plan.Stop> next(Run run, Predicate<Plan.Stop> wanted) {
        return run.plan().walk().stream()
                .filter(it -> run.status(it).state() == StepState.TO_DO && wanted.test(it))
                .filter(it -> Readiness.missing(run, it).isEmpty())
                .findFirst();
    }

    private static Optional<Plan.Stop> failed(Run run) {
        return run.plan().stops().stream()
                .filter(it -> run.status(it).state() == StepState.FAILED
                        || run.status(it).state() == StepState.UNKNOWN)
                .findFirst();
    }

    /** Until the source is seen to serve. */
    void back() throws IOException, InterruptedException {
        robot.does(new Intent.RollBack("rehearsed", RollingBack.PHRASE));
        for (var seen = robot.await("the way back", it -> it.rollback().bars()); ; ) {
            for (var stop : seen.plan().stops()) {
                if (seen.status(stop).state() == StepState.UNDOING) {
                    hands.atWork(stop.id(), true);
                    // Refused where the program takes it back.
                    robot.wants(new Intent.TickStep(stop.id(), Map.of()));
                }
            }
            if (seen.rollback().stage() == Stage.OVER) {
                return;
            }
            if (!seen.rollback().going()) {
                throw new AssertionError("the way back stops: "
                        + seen.rollback().waits()
                        + failed(seen).map(seen::status).map(StepStatus::says).orElse("")
                        + seen.rollback().proof());
            }
            var last = seen;
            seen = robot.await("what comes next on the way back", it -> !it.equals(last));
        }
    }
}
