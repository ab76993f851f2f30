package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Hold;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WindowsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LATE = Duration.ofMinutes(72);

    @Test
    void withinTheWindowNothingIsAsked() {
        var walk = typed(Duration.ofMinutes(5));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Counting.class);
        assertThat(walk.refusal(new Intent.PassWindow("flip"))).contains("nothing is asked");
    }

    @Test
    void afterItsEndAGateAsksOnceMore() {
        var walk = typed(LATE);
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Waiting.class);
        assertThat(walk.refusal(new Intent.TypePhrase("flip", "go")))
                .isEqualTo("the phrase is typed, and the window ended 12 min ago: say whether it is released anyway");
        walk.does(new Intent.PassWindow("flip")).after(Hold.COUNTDOWN).ticks().senses("flip", walk.green());
        assertThat(walk.state("flip")).isEqualTo(StepState.RUNNING);
        assertThat(walk.names())
                .containsSubsequence("hold.typed", "hold.window-passed", "hold.countdown", "hold.released");
    }

    @Test
    void theAnswerIsGoodForOneStart() {
        var walk = typed(LATE);
        walk.does(new Intent.PassWindow("flip")).after(Hold.COUNTDOWN).ticks().senses("flip", walk.green());
        walk.fails("flip").does(new Intent.ArmHold("flip")).senses("flip", walk.green());
        walk.does(new Intent.TypePhrase("flip", "go"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Waiting.class);
    }

    @Test
    void theAnswerIsGoneWithTheGateLocked() {
        var walk = typed(LATE);
        walk.does(new Intent.PassWindow("flip")).does(new Intent.StopCountdown("flip"));
        walk.does(new Intent.TypePhrase("flip", "go"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Waiting.class);
    }

    @Test
    void aWindowThatEndsDuringTheCountdownLocks() {
        var walk = typed(HOUR.minusSeconds(2));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Counting.class);
        walk.after(Hold.COUNTDOWN).ticks().senses("flip", walk.green());
        assertThat(walk.gate("flip"))
                .isInstanceOfSatisfying(
                        Gate.Locked.class, it -> assertThat(it.reason()).contains("the window ended 3 s ago"));
    }

    @Test
    void theLastApprovalStartsNoCountdownUnasked() {
        var walk = Walk.within(HOUR, step("flip").hold(0).approvals(1)).after(LATE);
        walk.does(new Intent.ArmHold("flip")).senses("flip").does(new Intent.TypePhrase("flip", "go"));
        walk.does(new Intent.ApproveHold("flip", "bob", Approvals.How.SESSION, null));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Waiting.class);
        walk.does(new Intent.PassWindow("flip"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Counting.class);
    }

    @Test
    void theAnswerAloneStartsNoCountdownWhileApprovalsAreMissing() {
        var walk = Walk.within(HOUR, step("flip").hold(0).approvals(1)).after(LATE);
        walk.does(new Intent.ArmHold("flip")).senses("flip").does(new Intent.TypePhrase("flip", "go"));
        walk.does(new Intent.PassWindow("flip"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Waiting.class);
        walk.does(new Intent.ApproveHold("flip", "bob", Approvals.How.SESSION, null));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Counting.class);
    }

    /** Its clock was set back to before the window's end. */
    @Test
    void whatIsAskedNoMoreKeepsNobody() {
        for (var answer : List.of(new Intent.PassWindow("flip"), new Intent.TypePhrase("flip", "go"))) {
            var walk = typed(LATE).after(HOUR.negated()).does(answer);
            assertThat(walk.gate("flip")).isInstanceOf(Gate.Counting.class);
            assertThat(walk.names()).doesNotContain("hold.window-passed");
        }
    }

    @Test
    void thePhraseComesFirst() {
        var walk = Walk.within(HOUR, step("flip").hold(0)).after(LATE);
        assertThat(walk.refusal(new Intent.PassWindow("flip"))).isEqualTo("the phrase of flip comes first");
    }

    private static Walk typed(Duration after) {
        var walk = Walk.within(HOUR, step("flip").hold(1)).after(after);
        walk.does(new Intent.ArmHold("flip")).senses("flip", walk.green());
        return walk.does(new Intent.TypePhrase("flip", "go"));
    }
}
