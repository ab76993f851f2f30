package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.run.RunFeed.Wanted;
import dev.holdpoint.step.Afterlife;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Coming back while the journal cannot be written: nothing happens before the return is on disk. */
final class ReturnTest {
    private static final Conductor.Who WHO = new Conductor.Who("bob", "h");

    private final Workshop shop = new Workshop();

    /** At the crash a countdown was about to end, and a step ran. */
    private static Walk crashed() {
        var walk = Walk.over(step("flip").hold(0).anytime(), step("runs").anytime());
        return walk.does(new Intent.ArmHold("flip"))
                .senses("flip")
                .does(new Intent.TypePhrase("flip", "go"))
                .starts("runs");
    }

    @Test
    void nothingIsStartedOrDecidedBeforeItIsOnDisk() {
        shop.full = true;
        try (var conductor = shop.conductor(crashed())) {
            conductor.comeBack(WHO).join();
            assertThat(conductor.stall().map(RunFeed.Stall::why)).contains("no space left");
            for (var intent : List.of(new Intent.ArmHold("flip"), new Intent.AddNote(null, "n"), new Intent.RunOn())) {
                assertThat(conductor.want(intent).join())
                        .isEqualTo(Decision.refused("the run is not taken up again yet: no space left"));
            }
            assertThat(shop.opened).isEmpty();
            assertThat(shop.written).isEmpty();
        }
    }

    @Test
    void whatIsBehindAGateDoesNotBeginByComingBack() {
        var walk = Walk.over(step("flip").hold(0));
        walk.does(new Intent.ArmHold("flip")).senses("flip").does(new Intent.TypePhrase("flip", "go"));
        walk.after(java.time.Duration.ofMinutes(1)).ticks().senses("flip");
        assertThat(walk.state("flip")).isEqualTo(StepState.RUNNING);
        try (var conductor = shop.conductor(walk)) {
            conductor.comeBack(WHO).join();
            Workshop.awaitState(conductor, "flip", StepState.FAILED);
            assertThat(conductor.run().status("flip").says()).contains("before it began");
            assertThat(shop.opened).isEmpty();
        }
    }

    @Test
    void anUnknownOutcomeIsNotLookedAtUnderAJobThatStillRuns() {
        shop.runs = true;
        var walk = Walk.over(step("a").afterlife(Afterlife.ASK).verifiedBy(1));
        walk.starts("a").hears(new Signal.Remembered("a", StepStatus.job("a-1.main"), "boot"));
        var looked = new java.util.concurrent.atomic.AtomicInteger();
        shop.look = () -> {
            assertThat(shop.runs).as("looked at under a job").isFalse();
            looked.incrementAndGet();
            return dev.holdpoint.step.Evidence.green("check", "it is there", java.time.Instant.now());
        };
        try (var conductor = shop.conductor(walk)) {
            conductor.comeBack(WHO).join();
            Workshop.awaitState(conductor, "a", StepState.UNKNOWN);
            assertThat(looked).hasValue(0);
            shop.runs = false;
            Workshop.awaitState(conductor, "a", StepState.DONE);
            assertThat(looked).hasValue(1);
        }
    }

    @Test
    void itIsTriedAgainByItself() {
        shop.full = true;
        try (var conductor = shop.conductor(crashed())) {
            conductor.comeBack(WHO).join();
            shop.full = false;
            Workshop.awaitState(conductor, "runs", StepState.DONE);
            assertThat(shop.written.subList(0, 2))
                    .containsExactly(
                            new Event.RunResumed("bob", "h"),
                            new Event.HoldLocked("flip", "the program was away", List.of()));
            assertThat(shop.written).noneMatch(Event.HoldReleased.class::isInstance);
            assertThat(shop.opened).containsExactly("runs-1+");
        }
    }

    @Test
    void whoeverIsFirstAfterThereIsSpaceComesBehindTheReturn() {
        shop.full = true;
        try (var conductor = shop.conductor(crashed())) {
            conductor.comeBack(WHO).join();
            shop.full = false;
            assertThat(conductor.want(new Intent.AddNote(null, "n")).join()).isInstanceOf(Decision.Events.class);
            assertThat(shop.written.getFirst()).isEqualTo(new Event.RunResumed("bob", "h"));
        }
    }

    @Test
    void secretsThatCouldNotBeTakenDownAreAskedForAgain() {
        var secret = new Variable("word", "The word", VariableType.TEXT, null, true, List.of(), null, StepDraft.HERE);
        var values = Values.NONE.with("word", "sesame", true);
        var walk = Walk.blank(List.of(secret), step("a")).does(new Intent.SetVariables(values));
        try (var conductor = shop.conductor(walk, new Wanted(secret, "", ""))) {
            conductor.comeBack(WHO).join();
            assertThat(shop.written).isEmpty();
            shop.full = true;
            assertThat(conductor.want(new Intent.SetVariables(values)).join())
                    .isEqualTo(Decision.refused("the journal cannot be written: no space left"));
            assertThat(conductor.wanted()).hasSize(1);
            shop.full = false;
            assertThat(conductor.want(new Intent.SetVariables(values)).join()).isInstanceOf(Decision.Events.class);
            assertThat(shop.written).contains(new Event.RunResumed("bob", "h"));
            assertThat(conductor.wanted()).isEmpty();
        }
    }

    /** Nothing of it was taken up: what ran then is not waited for. */
    @Test
    void whoDoesNotKnowTheSecretsLeavesAgain() {
        var secret = new Variable("word", "The word", VariableType.TEXT, null, true, List.of(), null, StepDraft.HERE);
        var walk = Walk.blank(List.of(secret), step("a").afterlife(Afterlife.ASK))
                .does(new Intent.SetVariables(Values.NONE.with("word", "sesame", true)))
                .starts("a");
        try (var conductor = shop.conductor(walk, new Wanted(secret, "", ""))) {
            conductor.comeBack(WHO).join();
            assertThat(conductor.want(new Intent.Leave()).join()).isEqualTo(Decision.of());
            assertThat(shop.written).isEmpty();
        }
    }
}
