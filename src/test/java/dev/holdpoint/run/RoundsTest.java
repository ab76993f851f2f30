package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.run.Senses.Colour;
import dev.holdpoint.step.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Looks that nobody waits for, with the threads that really look. */
@Timeout(30)
final class RoundsTest {
    private static final Duration OFTEN = Duration.ofMillis(5);

    private final Workshop workshop = new Workshop();
    private volatile boolean green = true;

    @Test
    void aKeptStepIsLookedAtAgain() throws Exception {
        workshop.look = this::seen;
        try (var conductor = workshop.conductor(kept())) {
            conductor.want(new Intent.StartStep("quiet")).get();
            Workshop.awaitState(conductor, "quiet", StepState.DONE);
            green = false;
            Workshop.awaitRun(conductor, "red", it -> colour(it) == Colour.RED);
            green = true;
            Workshop.awaitRun(conductor, "green", it -> colour(it) == Colour.GREEN);
            assertThat(conductor.seen("quiet")).isNotEmpty();
        }
    }

    @Test
    void itIsLookedAtAgainAfterAReturn() throws Exception {
        workshop.look = this::seen;
        green = false;
        var walk = kept();
        walk.starts("quiet").verified("quiet", walk.green());
        try (var conductor = workshop.conductor(walk)) {
            conductor.comeBack(new Conductor.Who("bob", "h")).get();
            Workshop.awaitRun(conductor, "red", it -> colour(it) == Colour.RED);
        }
    }

    /** Its next look is an hour away. */
    @Test
    void whatIsRedIsLookedAtAtOnceWhenAStepHasEnded() throws Exception {
        workshop.look = this::seen;
        green = false;
        var walk = Walk.over(step("quiet").keep(Duration.ofHours(1)), step("other"));
        walk.starts("quiet").verified("quiet", walk.green());
        try (var conductor = workshop.conductor(walk)) {
            conductor.comeBack(new Conductor.Who("bob", "h")).get();
            Workshop.awaitRun(conductor, "red", it -> colour(it) == Colour.RED);
            green = true;
            conductor.want(new Intent.StartStep("other")).get();
            Workshop.awaitState(conductor, "other", StepState.DONE);
            Workshop.awaitRun(conductor, "green", it -> colour(it) == Colour.GREEN);
        }
    }

    /** Its next look is an hour away by a timer that stands still while the machine sleeps; the clock on the wall does not. */
    @Test
    void whatWasNotLookedAtInTimeIsGreenNoMore() throws Exception {
        var again = new CountDownLatch(1);
        workshop.look = this::seen;
        try (var conductor = workshop.conductor(Walk.over(step("quiet").keep(Duration.ofHours(1))))) {
            conductor.want(new Intent.StartStep("quiet")).get();
            Workshop.awaitState(conductor, "quiet", StepState.DONE);
            // Answered behind what came before it: by then the next look waits.
            conductor.want(new Intent.AddNote(null, "lunch")).get();
            workshop.look = () -> {
                again.await();
                return seen();
            };
            workshop.clock = InstantSource.offset(InstantSource.system(), Duration.ofHours(9));
            Workshop.awaitRun(conductor, "red", it -> colour(it) == Colour.RED);
            assertThat(Keeping.said(conductor.run().senses().kept().get("quiet").evidence()))
                    .startsWith("quiet: its look is overdue by ");
            again.countDown();
            Workshop.awaitRun(conductor, "green", it -> colour(it) == Colour.GREEN);
        }
    }

    @Test
    void aRedJournalKeepsNobodyFromLooking() throws Exception {
        workshop.look = this::seen;
        try (var conductor = workshop.conductor(kept())) {
            conductor.want(new Intent.StartStep("quiet")).get();
            Workshop.awaitState(conductor, "quiet", StepState.DONE);
            workshop.full = true;
            green = false;
            while (conductor.seen("quiet").stream().allMatch(Evidence::green)) {
                Thread.onSpinWait();
            }
            assertThat(colour(conductor.run())).isEqualTo(Colour.GREEN);
            workshop.full = false;
            Workshop.awaitRun(conductor, "red", it -> colour(it) == Colour.RED);
        }
    }

    @Test
    void noLookBesideItself() throws Exception {
        var at = new AtomicInteger();
        var most = new AtomicInteger();
        var first = new CountDownLatch(1);
        var stuck = new CountDownLatch(1);
        var looks = new AtomicInteger();
        workshop.look = () -> {
            if (looks.getAndIncrement() == 0) {
                return seen();
            }
            most.accumulateAndGet(at.incrementAndGet(), Math::max);
            first.countDown();
            while (stuck.getCount() > 0) {
                // Deaf to interrupts, as a driver in native code is.
                Thread.onSpinWait();
            }
            at.decrementAndGet();
            return seen();
        };
        try (var conductor =
                workshop.conductor(Walk.over(step("quiet").keep(OFTEN).timeout(Duration.ofMillis(50))))) {
            conductor.want(new Intent.StartStep("quiet")).get();
            Workshop.awaitState(conductor, "quiet", StepState.DONE);
            first.await();
            Workshop.awaitRun(conductor, "red", it -> colour(it) == Colour.RED);
            assertThat(conductor
                            .run()
                            .senses()
                            .kept()
                            .get("quiet")
                            .evidence()
                            .getFirst()
                            .sentence())
                    .contains("no answer within");
            stuck.countDown();
            Workshop.awaitRun(conductor, "green", it -> colour(it) == Colour.GREEN);
        }
        assertThat(most).hasValue(1);
    }

    private Evidence seen() {
        return new Evidence(green, "check", green ? "fine" : "broken", Instant.now(), java.util.List.of());
    }

    private static Colour colour(Run run) {
        return run.senses().kept().get("quiet").colour();
    }

    private static Walk kept() {
        return Walk.over(step("quiet").keep(OFTEN));
    }
}
