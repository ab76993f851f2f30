package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Step.Downtime;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Evidence;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LifetimesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration NINE = Duration.ofMinutes(9);

    @Test
    void aDowntimeThatTheWindowDoesNotLastForDoesNotBegin() {
        var walk = cutover();
        walk.after(HOUR.minusMinutes(12));
        assertThat(walk.refusal(new Intent.StartStep("stop")))
                .isEqualTo("stop: the window ends in 12 min, this and what follows needs 9 min: 1.5x is 14 min");
    }

    @Test
    void withHalfAsMuchAgainItBegins() {
        var walk = cutover().after(HOUR.minusMinutes(14));
        assertThat(walk.starts("stop").state("stop")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void itsDriverMayGoOnWithAReason() {
        var walk = cutover().after(HOUR.minusMinutes(12));
        assertThat(walk.refusal(new Intent.GoOnAnyway("stop", " "))).contains("say why");
        walk.does(new Intent.GoOnAnyway("stop", "the owner has agreed")).starts("stop");
        assertThat(walk.names()).startsWith("lifetime.waived", "step.started");
    }

    @Test
    void whatWasAgreedToIsForOneStart() {
        var walk = Walk.within(HOUR, step("flip").hold(0).expect(NINE)).after(HOUR.minusMinutes(12));
        walk.does(new Intent.GoOnAnyway("flip", "agreed"))
                .does(new Intent.ArmHold("flip"))
                .senses("flip");
        walk.does(new Intent.TypePhrase("flip", "go"))
                .after(Duration.ofSeconds(5))
                .ticks()
                .senses("flip")
                .fails("flip");
        assertThat(walk.refusal(new Intent.ArmHold("flip"))).contains("the window ends");
    }

    @Test
    void whatACheckHasJustSeenToEndStopsRunningOnToo() {
        var walk = Walk.over(step("cert").looks(), step("move").needs("cert").expect(NINE));
        var ends = walk.now().plusSeconds(60);
        walk.does(new Intent.RunOn())
                .verified("cert", new Evidence(true, "certificate", "fine", walk.now(), List.of(), ends));
        assertThat(walk.state("move")).isEqualTo(StepState.TO_DO);
        assertThat(walk.names()).endsWith("step.done", "run-on.stopped");
        assertThat(walk.run().runOnStopped())
                .isEqualTo("move: certificate ends in 60 s, this and what follows needs 9 min: 1.5x is 14 min");
    }

    @Test
    void whatLastsIsNotGoneOnInSpiteOf() {
        assertThat(cutover().refusal(new Intent.GoOnAnyway("stop", "why not"))).contains("nothing that stop needs");
    }

    @Test
    void aHoldPointIsNotArmedEither() {
        var walk = Walk.within(HOUR, step("flip").hold(0).expect(NINE)).after(HOUR.minusMinutes(12));
        assertThat(walk.refusal(new Intent.ArmHold("flip"))).contains("the window ends in 12 min");
        walk.does(new Intent.GoOnAnyway("flip", "agreed"))
                .does(new Intent.ArmHold("flip"))
                .senses("flip");
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Armed.class);
        walk.does(new Intent.TypePhrase("flip", "go"))
                .after(Duration.ofSeconds(5))
                .ticks()
                .senses("flip");
        assertThat(walk.state("flip")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void afterTheEndAHoldPointAsksInstead() {
        var walk = Walk.within(HOUR, step("flip").hold(0).expect(NINE)).after(HOUR.plusMinutes(1));
        walk.does(new Intent.ArmHold("flip")).senses("flip");
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Armed.class);
    }

    @Test
    void behindThePointOfNoReturnNothingIsHeldUp() {
        var walk = Walk.within(
                HOUR,
                step("gone").irrevocable("no way back").expect(NINE),
                step("last").needs("gone").hold(0).expect(Duration.ofMinutes(30)));
        walk.does(new Intent.ArmHold("gone")).senses("gone").does(new Intent.TypePhrase("gone", "gone"));
        walk.after(Duration.ofSeconds(5)).ticks().senses("gone").done("gone");
        walk.after(Duration.ofMinutes(40)).does(new Intent.ArmHold("last"));
    }

    @Test
    void whatSoaksIsNotForThisWindow() {
        var walk = Walk.within(
                        HOUR,
                        step("flip").hold(0).expect(Duration.ofMinutes(1)),
                        step("drop")
                                .needs("flip")
                                .soak("flip", Duration.ofHours(24), 0)
                                .expect(HOUR))
                .after(HOUR.minusMinutes(12));
        walk.does(new Intent.ArmHold("flip"));
    }

    @Test
    void runningOnStopsThere() {
        var walk = Walk.within(
                        HOUR,
                        step("a"),
                        step("stop").needs("a").downtime(Downtime.STARTS).expect(NINE))
                .after(HOUR.minusMinutes(12));
        walk.does(new Intent.RunOn()).done("a");
        assertThat(walk.state("stop")).isEqualTo(StepState.TO_DO);
        assertThat(walk.run().runOnStopped()).startsWith("stop: the window ends in 12 min");
    }

    @Test
    void aStepMaySayHowLongWhatItOpenedLasts() {
        var walk = Walk.over(step("login"), step("move").needs("login").expect(NINE));
        walk.starts("login");
        var ends = walk.now().plus(Duration.ofMinutes(13)).toString();
        walk.hears(new Signal.Remembered("login", Attempt.LASTS + "the AWS session", ends))
                .done("login");
        assertThat(walk.refusal(new Intent.StartStep("move"))).startsWith("move: the AWS session ends in 13 min");
    }

    @Test
    void aCheckMayHaveSeenAnEnd() {
        var walk = Walk.over(step("tls").looks(), step("move").needs("tls").expect(NINE));
        walk.starts("tls").verified("tls", walk.green().until(walk.now().plus(Duration.ofMinutes(13))));
        assertThat(walk.refusal(new Intent.StartStep("move"))).startsWith("move: check ends in 13 min");
    }

    @Test
    void stepsSideBySideNeedTheLongestOfThem() {
        var walk = Walk.within(
                        HOUR,
                        step("stop").downtime(Downtime.STARTS),
                        step("left").needs("stop").in("g", 2).expect(NINE),
                        step("right").needs("stop").in("g", 2).expect(NINE))
                .after(HOUR.minusMinutes(14));
        walk.starts("stop");
    }

    private static Walk cutover() {
        return Walk.within(
                HOUR,
                step("stop").downtime(Downtime.STARTS).expect(Duration.ofMinutes(1)),
                step("move").needs("stop").expect(Duration.ofMinutes(8)));
    }
}
