package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.HERE;
import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.step.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VariablesTest {
    private static final List<Variable> TWO = List.of(variable("way", false), variable("password", true));
    private static final Values GIVEN = Walk.open("way", "streamed").with("password", "hunter2", true);
    private static final Signal.UndoEnded UNDONE = new Signal.UndoEnded("look", Outcome.done("back"));

    @Test
    void everyVariableNeedsAValue() {
        var walk = Walk.blank(TWO, step("a"));
        assertThat(walk.refusal(new Intent.SetVariables(Walk.open("way", "files"))))
                .isEqualTo("no value for password (Which password)");
    }

    @Test
    void aStepDoesNotStartWithAVariableThatNobodyHasSet() {
        var walk = Walk.over(step("find").captures("dir"), step("wipe").reads("dir", "HOME", "home"));
        assertThat(walk.refusal(new Intent.StartStep("wipe"))).isEqualTo("needs find first, which sets dir");
        walk.starts("find").fails("find").does(new Intent.SkipStep("find", "it is always the same"));
        assertThat(walk.refusal(new Intent.StartStep("wipe")))
                .isEqualTo("dir has no value, find did not set it: mark that done and give the value (m)");
        assertThat(walk.refusal(new Intent.MarkDone("find", "I know it")))
                .isEqualTo("needs a value for dir, which find would have set");
        walk.does(new Intent.MarkDone("find", "I know it", Map.of("dir", "/srv/old")))
                .starts("wipe");
        assertThat(walk.run().values().get("dir")).contains("/srv/old");
        assertThat(walk.state("wipe")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void aHoldPointIsNotArmedNorAStepUndoneWithoutIt() {
        var walk = Walk.over(
                step("find").captures("dir"),
                step("flip").hold(0).reads("dir"),
                step("make").undoable().undoReads("dir"));
        walk.starts("make").done("make");
        assertThat(walk.refusal(new Intent.UndoStep("make", "r"))).isEqualTo("needs find first, which sets dir");
        walk.does(new Intent.SkipStep("find", "r"));
        assertThat(walk.refusal(new Intent.ArmHold("flip"))).startsWith("dir has no value");
    }

    @Test
    void whatWasAskedForIsWantedToo() {
        var walk = Walk.over(step("ask").byHand(variable("host", false), variable("pin", true)));
        var given = Map.of("host", "db1", "pin", "4711");
        walk.does(new Intent.MarkDone("ask", "told by phone", given));
        assertThat(walk.run().values().get("host")).contains("db1");
        assertThat(walk.run().secrets()).containsExactly("pin");
        assertThat(walk.told().toString()).doesNotContain("4711");
    }

    @Test
    void ofSecretsOnlyTheNamesAreWritten() {
        var walk = Walk.blank(TWO, step("a"));
        walk.does(new Intent.SetVariables(GIVEN));
        assertThat(walk.told().toString()).contains("password").doesNotContain("hunter2");
        assertThat(walk.run().secrets()).containsExactly("password");
    }

    @Test
    void stepsWhoseWhenDoesNotHoldAreNotApplicable() {
        var walk =
                Walk.blank(TWO, step("dump").when("way", "files"), step("move").when("way", "streamed"));
        walk.does(new Intent.SetVariables(GIVEN));
        assertThat(walk.state("dump")).isEqualTo(StepState.NOT_APPLICABLE);
        assertThat(walk.state("move")).isEqualTo(StepState.TO_DO);
    }

    @Test
    void aStepWhoseWhenIsDecidedLaterStopsApplyingThen() {
        var asked = new Variable("kind", "Which kind", VariableType.TEXT, null, false, List.of(), null, HERE);
        var walk = Walk.over(
                step("look").byHand(asked),
                step("hot").needs("look").when("kind", "hot"),
                step("cold").needs("look").when("kind", "cold"));
        assertThat(walk.state("hot")).isEqualTo(StepState.TO_DO);
        walk.does(new Intent.TickStep("look", Map.of("kind", "cold")));
        assertThat(walk.state("hot")).isEqualTo(StepState.NOT_APPLICABLE);
        assertThat(walk.state("cold")).isEqualTo(StepState.TO_DO);
    }

    @Test
    void aStepThatDidNotApplyIsToDoAgainWhenItsValueIsFoundOutAnew() {
        var walk = Walk.over(
                step("look").byHand(variable("kind", false)).undoable(),
                step("hot").needs("look").when("kind", "hot"),
                step("cold").needs("look").when("kind", "cold"),
                step("flip").needs("hot", "cold").hold(0));
        tells(walk, "cold").does(new Intent.UndoStep("look", "wrong")).hears(UNDONE);
        assertThat(walk.state("hot")).isEqualTo(StepState.NOT_APPLICABLE);
        walk.told();
        assertThat(tells(walk, "hot").told())
                .contains(
                        new Event.StepApplies("hot", "${kind} == hot"),
                        new Event.StepNotApplicable("cold", "${kind} == cold"));
        assertThat(walk.refusal(new Intent.ArmHold("flip"))).isEqualTo("needs hot first");
        assertThat(walk.starts("hot").state("hot")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void aGateThatStandsOpenReleasesNothingPastAStepThatAppliesAgain() {
        var walk = Walk.over(
                step("look").byHand(variable("kind", false)).undoable(),
                step("hot").when("kind", "hot"),
                step("flip").needs("hot").hold(0));
        tells(walk, "cold").does(new Intent.UndoStep("look", "wrong")).hears(UNDONE);
        walk.does(new Intent.ArmHold("flip")).senses("flip");
        tells(walk, "hot").does(new Intent.TypePhrase("flip", "go"));
        assertThat(walk.gate("flip")).isEqualTo(new Gate.Locked("needs hot first", List.of()));
    }

    @Test
    void whatItsOwnProofRefutesDecidesNothing() {
        var walk = Walk.over(
                step("look").captures("kind").verifiedBy(1),
                step("hot").when("kind", "hot"),
                step("flip").needs("hot").hold(0));
        finds(walk.starts("look"), "cold").verified("look", walk.red());
        assertThat(walk.refusal(new Intent.ArmHold("flip"))).isEqualTo("needs hot first");
        walk.does(new Intent.RetryStep("look", "mended"));
        assertThat(finds(walk, "cold").state("hot")).isEqualTo(StepState.TO_DO);
        assertThat(walk.verified("look", walk.green()).state("hot")).isEqualTo(StepState.NOT_APPLICABLE);
    }

    private static Walk tells(Walk walk, String kind) {
        return walk.does(new Intent.TickStep("look", Map.of("kind", kind)));
    }

    private static Walk finds(Walk walk, String kind) {
        var attempt = walk.run().status("look").attempt();
        return walk.hears(new Signal.ActionEnded("look", attempt, Outcome.done("fine"), Map.of("kind", kind)));
    }

    @Test
    void whatAStepFindsOutDecidesBeforeTheRunGoesOn() {
        var walk = Walk.over(
                step("look"),
                step("hot").needs("look").when("kind", "hot"),
                step("last").needs("hot"));
        walk.does(new Intent.RunOn())
                .hears(new Signal.ActionEnded("look", 1, Outcome.done("fine"), Map.of("kind", "cold")));
        assertThat(walk.state("hot")).isEqualTo(StepState.NOT_APPLICABLE);
        assertThat(walk.state("last")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void aFailedStepThatAppliesNoMoreIsNotTriedAgain() {
        var walk = Walk.over(
                step("look"),
                step("again").needs("look"),
                step("hot").needs("look").when("kind", "hot"));
        walk.starts("look")
                .hears(new Signal.ActionEnded("look", 1, Outcome.done("fine"), Map.of("kind", "hot")))
                .starts("hot")
                .fails("hot")
                .starts("again")
                .hears(new Signal.ActionEnded("again", 1, Outcome.done("fine"), Map.of("kind", "cold")));
        assertThat(walk.state("hot")).isEqualTo(StepState.FAILED);
        assertThat(walk.refusal(new Intent.RetryStep("hot", "r")))
                .isEqualTo("hot does not apply any more (${kind} == hot): skip it");
        walk.does(new Intent.SkipStep("hot", "r"));
    }

    @Test
    void aStepOfWhichNobodyKnowsWhetherItAppliesDoesNotStart() {
        var walk = Walk.over(step("look"), step("hot").when("kind", "hot"));
        assertThat(walk.refusal(new Intent.StartStep("hot")))
                .isEqualTo("nobody knows yet whether it applies: kind has no value");
    }

    @Test
    void valuesStayAsTheyAreOnceAStepHasStarted() {
        var walk = Walk.blank(TWO, step("a"));
        walk.does(new Intent.SetVariables(GIVEN)).starts("a");
        assertThat(walk.refusal(new Intent.SetVariables(GIVEN.with("way", "files", false))))
                .contains("a step has started");
        walk.told();
        walk.does(new Intent.SetVariables(GIVEN.with("password", "again", true)));
        assertThat(walk.told()).isEmpty();
    }

    private static Variable variable(String name, boolean secret) {
        return new Variable(name, "Which " + name, VariableType.TEXT, null, secret, List.of(), null, HERE);
    }
}
