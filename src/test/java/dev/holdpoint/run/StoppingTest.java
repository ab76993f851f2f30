package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Outcome;
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
            return Outcome.done("too late");
        };
        try (var conductor = shop.conductor(Walk.over(step("a")))) {
            conductor.want(new Intent.StartStep("a")).join();
            begun.await();
            conductor.want(new Intent.CancelStep("a")).join();
            Workshop.awaitState(conductor, "a", StepState.FAILED);
            assertThat(conductor.run().status("a").says()).isEqualTo("stopped by alice");
        }
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
