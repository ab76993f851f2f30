package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.run.Traits.UndoPart;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** An undo of several parts: each is done once, whoever dies when. */
final class UndoingTest {
    private final Workshop shop = new Workshop();
    private final CountDownLatch second = new CountDownLatch(1);

    private static Walk done() {
        return Walk.over(step("a").undoable().undoneBy(Afterlife.REATTACH, Afterlife.REATTACH, Afterlife.REATTACH))
                .starts("a")
                .done("a");
    }

    @Test
    void whoeverComesBackGoesOnWithThePartThatRan() throws InterruptedException {
        shop.act = reports -> {
            if (shop.opened.size() == 2) {
                reports.begins(shop.opened.getLast() + ".job", "boot");
                second.countDown();
                new CountDownLatch(1).await();
            }
            return Outcome.done("fine");
        };
        Run left;
        try (var conductor = shop.conductor(done())) {
            conductor.want(new Intent.UndoStep("a", "wrong")).join();
            second.await();
            left = conductor.run();
        }
        shop.act = reports -> Outcome.done("fine");
        try (var conductor = shop.conductor(left)) {
            conductor.comeBack(new Conductor.Who("bob", "h")).join();
            Workshop.awaitState(conductor, "a", StepState.UNDONE);
        }
        assertThat(shop.opened).containsExactly("a-1.undo.1.1", "a-1.undo.2.1", "a-1.undo.2.1+", "a-1.undo.3.1");
    }

    @Test
    void aNewTryBeginsWithThePartThatFailed() {
        shop.act = reports -> shop.opened.size() == 2 ? Outcome.failed("broke", "mend it") : Outcome.done("fine");
        try (var conductor = shop.conductor(done())) {
            conductor.want(new Intent.UndoStep("a", "wrong")).join();
            Workshop.awaitState(conductor, "a", StepState.FAILED);
            conductor.want(new Intent.UndoStep("a", "mended")).join();
            Workshop.awaitState(conductor, "a", StepState.UNDONE);
        }
        assertThat(shop.opened).containsExactly("a-1.undo.1.1", "a-1.undo.2.1", "a-1.undo.2.2", "a-1.undo.3.2");
    }

    @Test
    void aPartByHandIsNotTickedBeforeItIsReached() {
        var walk = Walk.over(step("a").undoneBy(UndoPart.by(Afterlife.REATTACH), UndoPart.BY_HAND, UndoPart.BY_HAND));
        var tick = new Intent.TickStep("a", Map.of());
        walk.starts("a").done("a").does(new Intent.UndoStep("a", "wrong"));
        assertThat(walk.refusal(tick)).isEqualTo("a is being undone by the program");
        walk.hears(new Signal.Remembered("a", "parts undone of 1", "1")).does(tick);
        walk.hears(new Signal.Remembered("a", "parts undone of 1", "3"));
        assertThat(walk.refusal(tick)).isEqualTo("a is being undone by the program");
    }

    /** The same kind as the step's own, with the same names for its facts. */
    @Test
    void whatAPartRemembersIsItsOwn() {
        shop.act = reports -> {
            var before = reports.remembered("transaction");
            reports.remember("transaction", "5");
            return before.isEmpty() ? Outcome.done("fine") : Outcome.failed("took it for its own", "");
        };
        var walk = Walk.over(step("a").undoable().undoneBy(Afterlife.REPEAT, Afterlife.REPEAT));
        walk.starts("a").hears(new Signal.Remembered("a", "transaction", "4")).done("a");
        try (var conductor = shop.conductor(walk)) {
            conductor.want(new Intent.UndoStep("a", "wrong")).join();
            Workshop.awaitState(conductor, "a", StepState.UNDONE);
        }
    }

    /** What an earlier attempt has begun does not stand for a release of this one. */
    @Test
    void aHoldPointThatHadNotBegunDoesNotBeginOnReturn() {
        shop.act = reports ->
                reports.barred("flip-2.job").isEmpty() ? Outcome.done("began") : Outcome.failed("not again", "");
        var walk = Walk.over(step("flip").hold(0));
        release(walk);
        walk.hears(new Signal.Remembered("flip", "job flip-1.job", "boot")).fails("flip");
        release(walk);
        try (var conductor = shop.conductor(walk)) {
            conductor.comeBack(new Conductor.Who("bob", "h")).join();
            Workshop.awaitState(conductor, "flip", StepState.FAILED);
        }
    }

    /** What a kind makes ready before its first job is remembered, and may be much. */
    @Test
    void nothingIsSaidToBeUndoneOnReturnWhereSomethingWasMadeReady() {
        for (var fact : List.of("", "place/db")) {
            var walk = Walk.over(step("flip").hold(0));
            release(walk);
            if (!fact.isEmpty()) {
                walk.hears(new Signal.Remembered("flip", fact, "FULL"));
            }
            try (var conductor = shop.conductor(walk)) {
                conductor.comeBack(new Conductor.Who("bob", "h")).join();
                Workshop.awaitState(conductor, "flip", StepState.FAILED);
                assertThat(conductor.run().status("flip").says())
                        .isEqualTo(
                                fact.isEmpty()
                                        ? "the program ended before it began, nothing was done"
                                        : "the program ended before any job of it had begun;"
                                                + " what it had made ready stands in its output");
            }
        }
    }

    @Test
    void aStoppedPartThatNobodyCanKnowOfIsToBeLookedAt() throws InterruptedException {
        var begun = new java.util.concurrent.CountDownLatch(1);
        shop.act = reports -> {
            begun.countDown();
            new java.util.concurrent.CountDownLatch(1).await();
            return Outcome.done("never");
        };
        var walk = Walk.over(step("a").undoable().undoneBy(Afterlife.ASK));
        walk.starts("a").done("a");
        try (var conductor = shop.conductor(walk)) {
            conductor.want(new Intent.UndoStep("a", "wrong")).join();
            begun.await();
            conductor.want(new Intent.CancelStep("a")).join();
            Workshop.awaitState(conductor, "a", StepState.FAILED);
            assertThat(conductor.run().status("a").says())
                    .isEqualTo("undo failed: stopped by alice, and nobody knows whether it came to pass");
            assertThat(conductor.run().status("a").remedy()).startsWith("look whether it was taken back");
        }
    }

    private static void release(Walk walk) {
        walk.does(new Intent.ArmHold("flip"))
                .senses("flip")
                .does(new Intent.TypePhrase("flip", "go"))
                .after(dev.holdpoint.checklist.Hold.COUNTDOWN.plusSeconds(1))
                .ticks()
                .senses("flip");
        assertThat(walk.state("flip")).isEqualTo(StepState.RUNNING);
    }
}
