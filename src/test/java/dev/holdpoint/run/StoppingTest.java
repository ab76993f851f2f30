package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of a step that is stopped. */
final class StoppingTest {
    private final Workshop shop = new Workshop();
    private final CountDownLatch begun = new CountDownLatch(1);

    @Test
    void whatCouldNotBeStoppedHasAnUnknownOutcome() throws InterruptedException {
        shop.act = this::runsForEver;
        shop.left = List.of("job a-1.job could not be stopped: no way to the host");
        try (var conductor = shop.conductor(Walk.over(step("a")))) {
            conductor.want(new Intent.StartStep("a")).join();
            begun.await();
            conductor.want(new Intent.CancelStep("a")).join();
            Workshop.awaitState(conductor, "a", StepState.UNKNOWN);
            assertThat(conductor.run().status("a").says())
                    .isEqualTo("stopped by alice, but job a-1.job could not be stopped: no way to the host");
            assertThat(shop.stopped).containsExactly("a-1.job");
        }
    }

    @Test
    void nothingBeginsOnceItIsBeingStopped() throws InterruptedException {
        shop.act = reports -> {
            begun.countDown();
            while (!reports.stopping()) {
                Thread.onSpinWait();
            }
            return Outcome.failed("stopped before a-1.job began", "");
        };
        try (var conductor = shop.conductor(Walk.over(step("a")))) {
            conductor.want(new Intent.StartStep("a")).join();
            begun.await();
            conductor.want(new Intent.CancelStep("a")).join();
            Workshop.awaitState(conductor, "a", StepState.FAILED);
            assertThat(conductor.run().status("a").says()).isEqualTo("stopped by alice; stopped before a-1.job began");
        }
    }

    @Test
    void whatIsDoneBeforeTheStopReachesItIsDone() throws InterruptedException {
        shop.act = reports -> ends(reports, Outcome.done("committed"));
        stopped(step("a"), StepState.DONE, "committed");
    }

    /** Its verify is looked at as ever, and can be stopped as ever. */
    @Test
    void theLookAtItCanBeStopped() throws InterruptedException {
        shop.act = reports -> ends(reports, Outcome.done("committed"));
        shop.look = () -> {
            new CountDownLatch(1).await();
            return Evidence.green("never", "never", Instant.now());
        };
        try (var conductor = shop.conductor(Walk.over(step("a").verifiedBy(1)))) {
            stop(conductor);
            Workshop.awaitState(conductor, "a", StepState.VERIFYING);
            assertThat(conductor.want(new Intent.CancelStep("a")).join()).isInstanceOf(Decision.Events.class);
            Workshop.awaitState(conductor, "a", StepState.FAILED);
            assertThat(conductor.run().status("a").retryAt()).isNull();
        }
    }

    @Test
    void whatNobodyKnowsIsNotCalledFailed() throws InterruptedException {
        shop.act = reports -> ends(reports, Outcome.unknown("nobody knows whether it was committed"));
        stopped(step("a"), StepState.UNKNOWN, "nobody knows whether it was committed");
        shop.act = reports -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return Outcome.done("never");
        };
        stopped(
                step("a").afterlife(Afterlife.ASK),
                StepState.UNKNOWN,
                "stopped by alice, and nobody knows whether it came to pass");
    }

    /** A program that is told to end may end with status 0. */
    @Test
    void whatIsDoneByAJobThatWasEndedIsNotDone() throws InterruptedException {
        shop.act = reports -> {
            reports.begins("a-1.job", "boot");
            return ends(reports, Outcome.done("exit 0"));
        };
        stopped(step("a"), StepState.FAILED, "stopped by alice");
    }

    private Outcome ends(Workplace.Reports reports, Outcome outcome) {
        begun.countDown();
        while (!reports.stopping()) {
            Thread.onSpinWait();
        }
        return outcome;
    }

    private void stopped(StepDraft step, StepState state, String says) throws InterruptedException {
        try (var conductor = shop.conductor(Walk.over(step))) {
            stop(conductor);
            Workshop.awaitState(conductor, "a", state);
            assertThat(conductor.run().status("a").says()).isEqualTo(says);
        }
    }

    private void stop(Conductor conductor) throws InterruptedException {
        conductor.want(new Intent.StartStep("a")).join();
        begun.await();
        conductor.want(new Intent.CancelStep("a")).join();
    }

    @Test
    void aStopThatTheProgramDidNotLiveToSeeIsCarriedOutOnReturn() {
        shop.act = this::runsForEver;
        var walk = Walk.over(step("a")).starts("a");
        walk.hears(new Signal.Remembered("a", "job a-1.job", "boot")).does(new Intent.CancelStep("a"));
        try (var conductor = shop.conductor(walk)) {
            conductor.comeBack(new Conductor.Who("bob", "h")).join();
            Workshop.awaitState(conductor, "a", StepState.FAILED);
            assertThat(conductor.run().status("a").says()).isEqualTo("stopped by bob");
            assertThat(shop.stopped).containsExactly("a-1.job");
        }
    }

    /** A time that was over when the program came back rings before anything is started. */
    @Test
    void whatIsLetGoBeforeItIsStartedDoesNotRunForEver() {
        var walk = Walk.over(step("a")).starts("a");
        var over = new CompletableFuture<String>();
        try (var conductor = shop.conductor(walk)) {
            var stop = walk.run().plan().stop("a");
            var task = new Task(conductor, stop, walk.run().status("a"), Values.NONE, "act", shop);
            task.letGo();
            task.start(null, it -> new CountDownLatch(1).await(), why -> {}, () -> over.complete("over"));
            assertThat(over.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo("over");
        }
    }

    /** It only asks, and the answer is what the operator needs. */
    @Test
    void whatFindsOutOnReturnIsNotKeptFromIt() {
        shop.act = reports -> reports.stopping()
                ? Outcome.unknown("kept from asking")
                : Outcome.done("committed before the program died");
        var walk = Walk.over(step("a").afterlife(Afterlife.FIND_OUT)).starts("a");
        walk.does(new Intent.CancelStep("a"));
        try (var conductor = shop.conductor(walk)) {
            conductor.comeBack(new Conductor.Who("bob", "h")).join();
            Workshop.awaitState(conductor, "a", StepState.DONE);
        }
    }

    @Test
    void whatWouldBeRepeatedOnReturnIsNotBegunWhereItWasBeingStopped() {
        var walk = Walk.over(step("a").afterlife(Afterlife.REPEAT)).starts("a");
        walk.hears(new Signal.Remembered("a", "job a-1.job", "boot")).does(new Intent.CancelStep("a"));
        try (var conductor = shop.conductor(walk)) {
            conductor.comeBack(new Conductor.Who("bob", "h")).join();
            Workshop.awaitState(conductor, "a", StepState.FAILED);
            assertThat(conductor.run().status("a").says()).isEqualTo("stopped by bob");
        }
        assertThat(shop.opened).isEmpty();
        assertThat(shop.stopped).containsExactly("a-1.job");
    }

    @Test
    void neitherIsThePartOfAnUndo() {
        var walk = Walk.over(step("a").undoable().undoneBy(Afterlife.REPEAT));
        walk.starts("a").done("a").does(new Intent.UndoStep("a", "r")).does(new Intent.CancelStep("a"));
        try (var conductor = shop.conductor(walk)) {
            conductor.comeBack(new Conductor.Who("bob", "h")).join();
            Workshop.awaitState(conductor, "a", StepState.FAILED);
            assertThat(conductor.run().status("a").says()).isEqualTo("undo failed: stopped by bob");
        }
        assertThat(shop.opened).isEmpty();
    }

    private Outcome runsForEver(Workplace.Reports reports) throws InterruptedException {
        reports.begins("a-1.job", "boot");
        begun.countDown();
        new CountDownLatch(1).await();
        return Outcome.done("never");
    }
}
