package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.VariableType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SoakingTest {
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void lockedUntilTheTimeHasPassed() {
        var walk = switched(0);
        assertThat(walk.refusal(new Intent.StartStep("drop")))
                .isEqualTo("the soak of 24h after switch is not over: 24 h still, until "
                        + Until.words(Walk.START.plus(DAY), Walk.START, ZoneId.systemDefault()));
        walk.after(DAY.minusSeconds(1)).ticks();
        walk.refusal(new Intent.StartStep("drop"));
        walk.after(Duration.ofSeconds(1)).ticks().starts("drop");
        assertThat(walk.names()).endsWith("soak.over", "step.started");
    }

    /** Also where it is told by a hold point, and by running on. */
    @Test
    void everyRefusalSaysUntilWhen() {
        var walk = Walk.over(
                step("switch"),
                step("drop").needs("switch").soak("switch", DAY, 0).hold(0));
        walk.starts("switch").done("switch").after(HOUR.multipliedBy(20)).after(Duration.ofMinutes(48));
        assertThat(walk.refusal(new Intent.ArmHold("drop")))
                .startsWith("the soak of 24h after switch is not over: 3 h 12 min still, until ");
        var plain = switched(0).after(HOUR);
        assertThat(plain.refusal(new Intent.RunOn()))
                .startsWith("drop: the soak of 24h after switch is not over: 23 h still, until ");
    }

    @Test
    void aMomentIsSaidAsOneSaysIt() {
        var now = Instant.parse("2026-03-05T22:58:00Z");
        assertThat(Until.words(now.plus(HOUR), now, ZoneOffset.UTC)).isEqualTo("23:58");
        assertThat(Until.words(now.plus(HOUR), now, ZoneOffset.ofHours(1))).isEqualTo("Fri 00:58");
        assertThat(Until.words(Instant.parse("2026-03-06T02:10:00Z"), now, ZoneOffset.UTC))
                .isEqualTo("Fri 02:10");
        assertThat(Until.words(now.plus(DAY.multipliedBy(7)), now, ZoneOffset.UTC))
                .isEqualTo("2026-03-12 22:58");
    }

    @Test
    void beforeThatStepIsDoneNoTimeCounts() {
        var walk = Walk.over(step("switch"), step("drop").needs("switch").soak("switch", DAY, 0));
        walk.after(DAY.multipliedBy(2)).ticks();
        assertThat(walk.refusal(new Intent.StartStep("drop"))).contains("needs switch first");
        assertThat(walk.run().senses().soaks()).isEmpty();
    }

    @Test
    void itsChecksHaveToBeSeen() {
        var walk = switched(1);
        walk.after(DAY).ticks();
        assertThat(walk.refusal(new Intent.StartStep("drop")))
                .containsAnyOf("not looked at yet", "wait for the next look");
        walk.soaks("drop", walk.green()).starts("drop");
    }

    @Test
    void redBeginsItAnewFromWhenItIsGreenAgain() {
        var walk = switched(1);
        walk.soaks("drop", walk.green()).after(DAY.minus(HOUR)).soaks("drop", walk.red());
        assertThat(walk.after(HOUR).ticks().refusal(new Intent.StartStep("drop")))
                .isEqualTo("soaks 24h after switch, which begin anew: check: broken");
        walk.soaks("drop", walk.green()).after(DAY.minusSeconds(1)).ticks();
        walk.refusal(new Intent.StartStep("drop"));
        walk.after(Duration.ofSeconds(1)).ticks().starts("drop");
    }

    @Test
    void redAfterItIsOverBeginsItAnewToo() {
        var walk = switched(1);
        walk.soaks("drop", walk.green()).after(DAY).ticks();
        assertThat(walk.names()).endsWith("soak.over");
        walk.soaks("drop", walk.red());
        assertThat(walk.refusal(new Intent.StartStep("drop"))).contains("begin anew");
    }

    @Test
    void redLocksAGateThatStandsOpen() {
        var walk = Walk.over(
                step("switch"),
                step("drop").needs("switch").soak("switch", HOUR, 1).hold(0));
        walk.starts("switch")
                .done("switch")
                .soaks("drop", walk.green())
                .after(HOUR)
                .ticks();
        walk.does(new Intent.ArmHold("drop")).senses("drop");
        assertThat(walk.gate("drop")).isInstanceOf(Gate.Armed.class);
        walk.soaks("drop", walk.red());
        assertThat(walk.gate("drop"))
                .isInstanceOfSatisfying(
                        Gate.Locked.class,
                        it -> assertThat(it.reason()).isEqualTo("its soak begins anew: check: broken"));
    }

    @Test
    void timeAwayCountsWhereTheReturnFindsItGreenAndIsTold() {
        var walk = switched(1);
        walk.soaks("drop", walk.green()).after(HOUR).does(new Intent.Leave()).after(DAY);
        walk.hears(new Signal.Returned("alice", "bastion"));
        assertThat(walk.ticks().refusal(new Intent.StartStep("drop")))
                .containsAnyOf("not looked at yet", "wait for the next look");
        walk.soaks("drop", walk.green());
        assertThat(walk.run().senses().soaks().get("drop").unwatched()).isEqualTo(DAY);
        walk.starts("drop");
    }

    @Test
    void timeWithoutATerminalIsUnwatchedToo() {
        var walk = switched(1);
        walk.soaks("drop", walk.green()).after(HOUR).hears(new Signal.HungUp()).after(DAY);
        walk.does(new Intent.Leave()).after(Duration.ofSeconds(5)).hears(new Signal.Returned("alice", "bastion"));
        walk.soaks("drop", walk.green());
        assertThat(walk.run().senses().soaks().get("drop").unwatched()).isEqualTo(DAY.plusSeconds(5));
    }

    @Test
    void timeAwayCountsNotWhereTheReturnFindsItRed() {
        var walk = switched(1);
        walk.soaks("drop", walk.green()).does(new Intent.Leave()).after(DAY);
        walk.hears(new Signal.Returned("alice", "bastion"))
                .soaks("drop", walk.red())
                .ticks();
        walk.soaks("drop", walk.green());
        assertThat(Soaking.left(
                        walk.run().plan().stop("drop"),
                        walk.run().senses().soaks().get("drop"),
                        walk.now()))
                .isEqualTo(DAY);
    }

    @Test
    void takingThatStepBackTakesTheTimeBack() {
        var walk = Walk.over(
                step("switch").undoable(), step("drop").needs("switch").soak("switch", DAY, 0));
        walk.starts("switch").done("switch").after(DAY).ticks();
        walk.does(new Intent.UndoStep("switch", "r"))
                .hears(new Signal.UndoEnded("switch", dev.holdpoint.step.Outcome.done("back")));
        walk.starts("switch").done("switch");
        assertThat(walk.refusal(new Intent.StartStep("drop"))).contains("not over");
    }

    @Test
    void whatWasStartedOnceSoaksAgainWhenThatStepIsDoneAgain() {
        var walk = Walk.over(
                step("switch").undoable(), step("drop").needs("switch").soak("switch", DAY, 1));
        walk.starts("switch").done("switch").soaks("drop", walk.green());
        walk.after(DAY).ticks().starts("drop").fails("drop");
        walk.does(new Intent.RetryStep("drop", "mended")).fails("drop");
        walk.does(new Intent.UndoStep("switch", "r"))
                .hears(new Signal.UndoEnded("switch", dev.holdpoint.step.Outcome.done("back")));
        walk.starts("switch").done("switch");
        assertThat(walk.refusal(new Intent.RetryStep("drop", "mended")))
                .containsAnyOf("not looked at yet", "wait for the next look");
        walk.soaks("drop", walk.green());
        assertThat(walk.refusal(new Intent.RetryStep("drop", "mended"))).contains("not over");
        assertThat(Soaking.soak(walk.run(), walk.run().plan().stop("drop"))).isPresent();
        walk.after(DAY).ticks().does(new Intent.RetryStep("drop", "mended"));
    }

    @Test
    void whatHasSoakedIsRetriedWithoutSoakingAgain() {
        var walk = switched(1);
        walk.soaks("drop", walk.green()).after(DAY).ticks().starts("drop").fails("drop");
        walk.soaks("drop", walk.red());
        walk.does(new Intent.RetryStep("drop", "mended"));
    }

    @Test
    void aStepThatComesBackToTheRunBeginsTheTimeAnew() {
        var v = new Variable("v", "V", VariableType.TEXT, null, false, List.of(), null, StepDraft.HERE);
        var walk = Walk.blank(
                List.of(v),
                step("switch").when("v", "yes"),
                step("drop").needs("switch").soak("switch", DAY, 0));
        walk.does(new Intent.SetVariables(Values.NONE.with("v", "no", false))).after(DAY.minus(HOUR));
        walk.does(new Intent.SetVariables(Values.NONE.with("v", "yes", false)));
        walk.starts("switch").done("switch").after(HOUR).ticks();
        assertThat(walk.refusal(new Intent.StartStep("drop"))).contains("not over");
    }

    private static Walk switched(int checks) {
        var walk = Walk.over(step("switch"), step("drop").needs("switch").soak("switch", DAY, checks));
        return walk.starts("switch").done("switch");
    }
}
