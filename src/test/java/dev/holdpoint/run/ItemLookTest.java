package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Opening;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Who says that an item is closed is not believed where its kind can look. */
final class ItemLookTest {
    private static final String DUMP = "dump of app";

    private final Workshop shop = new Workshop();

    private static Walk dumped() {
        return Walk.over(step("dump").leaves(Opening.seen(DUMP, "delete it")))
                .starts("dump")
                .done("dump");
    }

    @Test
    void theKindLooksAndWhatItStillSeesStaysOpen() {
        try (var conductor = shop.conductor(dumped())) {
            shop.look = () -> Evidence.red(DUMP, "app.dump is still there", Instant.now());
            conductor.want(new Intent.CloseItem(DUMP, "deleted it")).join();
            Workshop.awaitRun(conductor, "a look", run -> !item(run).stays().isEmpty());
            assertThat(item(conductor.run()).stays()).isEqualTo("app.dump is still there");
            shop.look = () -> Evidence.green(DUMP, "app.dump is gone", Instant.now());
            conductor.want(new Intent.CloseItem(DUMP, "deleted it really")).join();
            Workshop.awaitRun(conductor, "closed", run -> run.openItems().isEmpty());
            assertThat(conductor.run().ledger().closed().getFirst().verified()).isTrue();
        }
        assertThat(shop.said).contains("✘ dump of app: app.dump is still there", "✔ dump of app: app.dump is gone");
    }

    @Test
    void aLookThatBreaksLeavesItOpenWithTheReason() {
        try (var conductor = shop.conductor(dumped())) {
            shop.look = () -> {
                throw new AssertionError("no such class");
            };
            conductor.want(new Intent.CloseItem(DUMP, "deleted it")).join();
            Workshop.awaitRun(conductor, "a look", run -> !item(run).stays().isEmpty());
            assertThat(item(conductor.run()).claim()).isNull();
        }
    }

    @Test
    void whoComesBackLooksAgain() throws InterruptedException {
        var looking = new CountDownLatch(1);
        Run left;
        try (var conductor = shop.conductor(dumped())) {
            shop.look = () -> {
                looking.countDown();
                new CountDownLatch(1).await();
                throw new IllegalStateException();
            };
            conductor.want(new Intent.CloseItem(DUMP, "deleted it")).join();
            looking.await();
            left = conductor.run();
        }
        assertThat(item(left).claim()).isNotNull();
        shop.look = () -> Evidence.green(DUMP, "app.dump is gone", Instant.now());
        try (var conductor = shop.conductor(left)) {
            conductor.comeBack(new Conductor.Who("bob", "h")).join();
            Workshop.awaitRun(conductor, "closed", run -> run.openItems().isEmpty());
        }
    }

    /** Its outcome is unknown, and is looked at when the job that was left behind has ended. */
    @Test
    void aLookTakesNothingFromTheStepItself() throws InterruptedException {
        shop.runs = true;
        var walk = Walk.over(step("dump")
                .leaves(Opening.seen(DUMP, "delete it"))
                .afterlife(Afterlife.ASK)
                .verifiedBy(1));
        walk.starts("dump").hears(new Signal.Remembered("dump", StepStatus.job("dump-1.main"), "boot"));
        try (var conductor = shop.conductor(walk)) {
            conductor.comeBack(new Conductor.Who("bob", "h")).join();
            Workshop.awaitState(conductor, "dump", StepState.UNKNOWN);
            conductor.want(new Intent.CloseItem(DUMP, "deleted it")).join();
            shop.runs = false;
            Workshop.awaitState(conductor, "dump", StepState.DONE);
            Workshop.awaitRun(conductor, "closed", run -> run.openItems().isEmpty());
        }
    }

    @Test
    void aStopReachesTheStepAndNotTheLook() throws InterruptedException {
        var begun = new CountDownLatch(1);
        shop.act = reports -> {
            begun.countDown();
            new CountDownLatch(1).await();
            throw new IllegalStateException();
        };
        var walk = Walk.over(
                step("dump").leaves(Opening.seen(DUMP, "delete it")).anytime(),
                step("tidy").closes(DUMP).byHand().anytime());
        try (var conductor = shop.conductor(walk)) {
            conductor.want(new Intent.StartStep("dump")).join();
            begun.await();
            conductor.want(new Intent.TickStep("tidy", Map.of())).join();
            assertThat(item(conductor.run()).claim()).isNotNull();
            conductor.want(new Intent.CancelStep("dump")).join();
            Workshop.awaitState(conductor, "dump", StepState.FAILED);
            Workshop.awaitRun(conductor, "closed", run -> run.openItems().isEmpty());
        }
    }

    private static OpenItem item(Run run) {
        return run.openItems().getOrDefault(DUMP, new OpenItem(DUMP, "", Instant.EPOCH, ""));
    }
}
