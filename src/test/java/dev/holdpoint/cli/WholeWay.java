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
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.StepStatus;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Takes a run forward step by step, and all of it back, as an operator does for whom everything goes well. */
final class WholeWay {
    private static final Set<StepState> TO_BE_DONE = EnumSet.of(StepState.TO_DO, StepState.UNDONE);

    private final Robot robot;
    private final Hands hands;

    /** What a person does with his own hands. */
    interface Hands {
        /** Before a step, or before saying that something is taken back by hand. */
        void atWork(Plan.Stop stop, boolean back) throws IOException, InterruptedException;

        /** Takes back what the program could not; false where nobody knows how. */
        default boolean takesBack(Plan.Stop stop) throws IOException, InterruptedException {
            return false;
        }
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
            hands.atWork(next.get(), false);
            go(next.get());
        }
    }

    /** All of it, until nothing is open any more. */
    void toTheEnd() throws IOException, InterruptedException {
        forward(it -> true, it -> false);
        robot.await("the end", Run::complete);
    }

    private void go(Plan.Stop stop) throws InterruptedException {
        robot.await(
                stop.id() + " may be begun", it -> Readiness.obstacle(it, stop).isEmpty());
        if (stop.isHold()) {
            robot.does(new Intent.ArmHold(stop.id()));
            var armed = robot.await(
                    stop.id() + " armed", it -> !(it.status(stop.id()).gate() instanceof Gate.Sensing));
            if (!(armed.status(stop.id()).gate() instanceof Gate.Armed gate)) {
                throw new AssertionError(
                        stop.id() + " is locked: " + armed.status(stop.id()).gate());
            }
            robot.does(new Intent.TypePhrase(stop.id(), gate.phrase()));
            robot.await(
                    stop.id() + " released",
                    it -> !TO_BE_DONE.contains(it.status(stop.id()).state()));
        }
        if (stop.traits().byHand()) {
            robot.does(new Intent.TickStep(stop.id(), Map.of()));
        } else if (!stop.isHold()) {
            assertThat(robot.wants(new Intent.StartStep(stop.id()))).isInstanceOf(Decision.Events.class);
        }
    }

    private static Optional<Plan.Stop> next(Run run, Predicate<Plan.Stop> wanted) {
        return run.plan().walk().stream()
                .filter(it -> TO_BE_DONE.contains(run.status(it).state()) && wanted.test(it))
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
                    hands.atWork(stop, true);
                    // Refused where the program takes it back.
                    robot.wants(new Intent.TickStep(stop.id(), Map.of()));
                }
            }
            if (seen.rollback().stage() == Stage.OVER) {
                return;
            }
            if (!seen.rollback().going()) {
                takenBack(seen);
            }
            var last = seen;
            seen = robot.await("what comes next on the way back", it -> !it.equals(last));
        }
    }

    /** The undo that has failed is done by hand, or this is as far as it goes. */
    private void takenBack(Run run) throws IOException, InterruptedException {
        var undone = failed(run);
        if (undone.isEmpty() || !hands.takesBack(undone.get())) {
            throw new AssertionError("the way back stops: "
                    + run.rollback().waits()
                    + undone.map(run::status).map(StepStatus::says).orElse("")
                    + run.rollback().proof());
        }
        robot.does(new Intent.MarkDone(undone.get().id(), "it was brought back by hand", Map.of()));
    }

    /** After the way back: what was undone may be done again. */
    void again() {
        robot.does(new Intent.GoForward("a false alarm"));
    }
}
