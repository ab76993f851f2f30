package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Nothing that hangs holds a step for ever: looks are ended, and the time of a step counts from its start. */
final class BoundsTest {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Conductor.Who WHO = new Conductor.Who("bob", "h");

    private final Workshop shop = new Workshop();

    @Test
    void aVerifyThatHangsIsEndedWithItsTime() {
        shop.look = BoundsTest::hangs;
        ended(step("a").verifiedBy(2).within(SOON), "tcp: no answer within " + Spans.shortly(SOON) + " (and 1 more)");
    }

    @Test
    void aVerifyThatIsLookedAtOnceHasTheTimeOfTheStep() {
        shop.look = BoundsTest::hangs;
        ended(
                step("a").verifiedBy(1).within(Duration.ZERO).timeout(SOON),
                "tcp: no answer within " + Spans.shortly(SOON));
    }

    /** What was seen before says more than that the last look was not waited for. */
    @Test
    void aLookThatIsCutOffDoesNotCount() {
        var first = new CountDownLatch(1);
        shop.look = () -> {
            if (first.getCount() == 0) {
                hangs();
            }
            first.countDown();
            return Evidence.red("check", "connection refused", Walk.START);
        };
        ended(step("a").verifiedBy(1).within(Duration.ofSeconds(1)), "check: connection refused");
    }

    private void ended(StepDraft draft, String says) {
        try (var conductor = shop.conductor(Walk.over(draft))) {
            conductor.want(new Intent.StartStep("a")).join();
            Workshop.awaitState(conductor, "a", StepState.FAILED);
            assertThat(conductor.run().status("a").says()).isEqualTo(says);
        }
    }

    @Test
    void aGateCheckThatHangsIsRed() {
        shop.look = BoundsTest::hangs;
        try (var conductor = shop.conductor(Walk.over(step("flip").hold(1).timeout(SOON)))) {
            conductor.want(new Intent.ArmHold("flip")).join();
            Workshop.awaitRun(
                    conductor,
                    "locked",
                    run -> run.status("flip").gate() instanceof Gate.Locked locked
                            && locked.reason().equals("1 check is red"));
            assertThat(conductor
                            .run()
                            .status("flip")
                            .gate()
                            .evidence()
                            .getFirst()
                            .sentence())
                    .startsWith("no answer within");
        }
    }

    @Test
    void theTimeOfAJobThatRanOnCountsFromItsStart() {
        shop.runs = true;
        shop.act = reports -> {
            hangs();
            return Outcome.done("never");
        };
        try (var conductor = shop.conductor(
                Walk.over(step("a").timeout(Duration.ofMinutes(5))).starts("a"))) {
            conductor.comeBack(WHO).join();
            Workshop.awaitState(conductor, "a", StepState.FAILED);
            assertThat(conductor.run().status("a").says()).isEqualTo("took longer than 5m");
        }
    }

    @Test
    void whatEndedInTimeWhileNobodyLookedIsDone() {
        try (var conductor = shop.conductor(
                Walk.over(step("a").timeout(Duration.ofMinutes(5))).starts("a"))) {
            conductor.comeBack(WHO).join();
            Workshop.awaitState(conductor, "a", StepState.DONE);
        }
    }

    @Test
    void anUnknownOutcomeIsLookedAtAtOnce() {
        shop.act = reports -> Outcome.unknown("the connection broke");
        try (var conductor = shop.conductor(Walk.over(step("a").verifiedBy(1)))) {
            conductor.want(new Intent.StartStep("a")).join();
            Workshop.awaitState(conductor, "a", StepState.DONE);
            assertThat(shop.written).anyMatch(Event.StepUnknown.class::isInstance);
            assertThat(conductor.run().status("a").says()).isEqualTo("it happened: fine");
        }
    }

    /** Whoever says what became of it does not wait until the look is over. */
    @Test
    void aPersonIsFasterThanTheLook() throws InterruptedException {
        var looking = new CountDownLatch(1);
        shop.act = reports -> Outcome.unknown("the connection broke");
        shop.look = () -> {
            looking.countDown();
            return hangs();
        };
        try (var conductor = shop.conductor(Walk.over(step("a").verifiedBy(1)))) {
            conductor.want(new Intent.StartStep("a")).join();
            looking.await();
            conductor.want(new Intent.MarkFailed("a", "looked myself")).join();
            shop.look = () -> Evidence.green("check", "fine", Walk.START);
            shop.act = reports -> Outcome.done("fine");
            conductor.want(new Intent.RetryStep("a", "again")).join();
            Workshop.awaitState(conductor, "a", StepState.DONE);
        }
    }

    private static Evidence hangs() throws InterruptedException {
        new CountDownLatch(1).await();
        throw new AssertionError("nobody counts it down");
    }
}
