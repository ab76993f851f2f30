package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Hold;
import dev.holdpoint.run.Senses.Colour;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class KeepingTest {
    private static final Duration TEN = Duration.ofSeconds(10);

    @Test
    void onlyAChangeOfColourIsAnEvent() {
        var walk = kept();
        walk.keeps("quiet", walk.green()).keeps("quiet", walk.green());
        assertThat(walk.names()).doesNotContain("keep.turned");
        walk.keeps("quiet", walk.red()).keeps("quiet", walk.red()).keeps("quiet", walk.green());
        assertThat(walk.names()).containsExactly("keep.turned", "hold.locked", "keep.turned");
    }

    @Test
    void redLocksWhatStandsBehindIt() {
        var walk = kept();
        walk.keeps("quiet", walk.red());
        assertThat(walk.gate("flip"))
                .isInstanceOfSatisfying(
                        Gate.Locked.class,
                        it -> assertThat(it.reason()).isEqualTo("quiet has turned red: check: broken"));
        assertThat(walk.refusal(new Intent.ArmHold("flip"))).isEqualTo("quiet is red: check: broken");
    }

    @Test
    void redStopsACountdown() {
        var walk = kept();
        walk.does(new Intent.TypePhrase("flip", "go"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Counting.class);
        walk.keeps("quiet", walk.red()).after(Hold.COUNTDOWN).ticks();
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
    }

    @Test
    void redStopsTheLastLookBeforeTheStart() {
        var walk = kept();
        walk.does(new Intent.TypePhrase("flip", "go")).after(Hold.COUNTDOWN).ticks();
        walk.keeps("quiet", walk.red()).senses("flip", walk.green());
        assertThat(walk.state("flip")).isEqualTo(StepState.TO_DO);
    }

    @Test
    void greenAgainReleasesNothingAndLetsItBeArmed() {
        var walk = kept();
        walk.keeps("quiet", walk.red()).keeps("quiet", walk.green());
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
        walk.does(new Intent.ArmHold("flip")).senses("flip", walk.green());
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Armed.class);
    }

    @Test
    void behindIsByNeedsThroughOthers() {
        var walk = Walk.over(
                step("quiet").keep(TEN),
                step("a").needs("quiet"),
                step("late").needs("a").hold(0),
                step("beside").needs().hold(0));
        walk.starts("quiet").verified("quiet", walk.green());
        walk.does(new Intent.ArmHold("beside")).senses("beside").keeps("quiet", walk.red());
        assertThat(walk.gate("beside")).isInstanceOf(Gate.Armed.class);
        walk.starts("a").done("a");
        assertThat(walk.refusal(new Intent.ArmHold("late"))).startsWith("quiet is red");
    }

    @Test
    void onlyHoldPointsAreLocked() {
        var walk = Walk.over(step("quiet").keep(TEN), step("a").needs("quiet"));
        walk.starts("quiet").verified("quiet", walk.green()).keeps("quiet", walk.red());
        assertThat(walk.starts("a").state("a")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void afterAReturnNothingIsArmedBeforeItWasLookedAt() {
        var walk = kept();
        walk.hears(new Signal.Returned("alice", "bastion"));
        assertThat(walk.run().senses().kept().get("quiet").colour()).isEqualTo(Colour.UNSEEN);
        assertThat(walk.refusal(new Intent.ArmHold("flip"))).contains("not looked at yet");
        walk.keeps("quiet", walk.green()).does(new Intent.ArmHold("flip"));
    }

    @Test
    void whatWasRedStaysRedOverAReturn() {
        var walk = kept();
        walk.keeps("quiet", walk.red()).hears(new Signal.Returned("alice", "bastion"));
        assertThat(walk.refusal(new Intent.ArmHold("flip"))).contains("quiet is red");
        assertThat(Keeping.red(walk.run())).extracting(Plan.Stop::id).containsExactly("quiet");
    }

    @Test
    void whatIsNotDoneIsNotKept() {
        var skipped =
                Walk.over(step("quiet").keep(TEN), step("flip").needs("quiet").hold(0));
        skipped.does(new Intent.SkipStep("quiet", "later"));
        assertThat(skipped.run().senses().kept()).isEmpty();
        var undone = Walk.over(step("quiet").keep(TEN).undoable());
        undone.starts("quiet").verified("quiet", undone.green());
        undone.keeps("quiet", undone.red()).does(new Intent.UndoStep("quiet", "r"));
        assertThat(undone.run().senses().kept()).isEmpty();
        assertThat(undone.keeps("quiet", undone.green()).names()).doesNotHaveDuplicates();
    }

    @Test
    void whatWasMarkedDoneByHandHasToBeSeenFirst() {
        var walk =
                Walk.over(step("quiet").keep(TEN), step("flip").needs("quiet").hold(0));
        walk.starts("quiet").verified("quiet", walk.red()).does(new Intent.MarkDone("quiet", "I looked"));
        assertThat(walk.refusal(new Intent.ArmHold("flip"))).contains("not looked at yet");
    }

    /** {@code quiet} is done and kept, and the gate of {@code flip} behind it is armed. */
    private static Walk kept() {
        var walk =
                Walk.over(step("quiet").keep(TEN), step("flip").needs("quiet").hold(1));
        walk.starts("quiet").verified("quiet", walk.green());
        return walk.does(new Intent.ArmHold("flip")).senses("flip", walk.green());
    }
}
