package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.step.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LapsingTest {
    /** {@code arrived} and {@code same} have seen what {@code switch} brought about; {@code write} waits for them. */
    private static Walk switched() {
        var walk = Walk.over(
                step("ready").looks(),
                step("switch").undoable().needs("ready").opens("two masters"),
                step("arrived").looks().needs("switch").closes("two masters"),
                step("same").looks().needs("arrived"),
                step("beside").looks(),
                step("write").needs("arrived", "same").hold(0));
        walk.starts("ready").verified("ready", walk.green());
        walk.starts("switch").done("switch");
        for (var check : List.of("arrived", "same", "beside")) {
            walk.starts(check).verified(check, walk.green());
        }
        walk.told();
        return walk;
    }

    private static Walk undone(Walk walk) {
        return walk.does(new Intent.UndoStep("switch", "they saw errors"))
                .hears(new Signal.UndoEnded("switch", Outcome.done("back")));
    }

    @Test
    void whatStandsOnAnUndoneStepIsToBeLookedAtAgain() {
        var walk = undone(switched());
        assertThat(walk.told())
                .contains(
                        new Event.StepLapsed("arrived", "switch was undone"),
                        new Event.StepLapsed("same", "switch was undone"));
        assertThat(walk.state("arrived")).isEqualTo(StepState.TO_DO);
        assertThat(walk.state("same")).isEqualTo(StepState.TO_DO);
        assertThat(walk.state("ready")).isEqualTo(StepState.DONE);
        assertThat(walk.state("beside")).isEqualTo(StepState.DONE);
    }

    @Test
    void theHoldPointBehindThemWaitsForANewLook() {
        var walk = undone(switched());
        walk.starts("switch").done("switch");
        assertThat(walk.refusal(new Intent.ArmHold("write"))).isEqualTo("needs arrived, same first");
        walk.starts("arrived").verified("arrived", walk.green());
        walk.starts("same").verified("same", walk.green()).told();
        walk.does(new Intent.ArmHold("write"));
        assertThat(walk.names()).contains("hold.sensing");
    }

    @Test
    void aGateThatStoodOpenOnThemStartsNothing() {
        var walk = switched();
        walk.does(new Intent.ArmHold("write")).senses("write");
        undone(walk);
        walk.told();
        walk.does(new Intent.TypePhrase("write", "write"));
        assertThat(walk.told()).containsExactly(new Event.HoldLocked("write", "needs arrived, same first", List.of()));
        assertThat(walk.state("write")).isEqualTo(StepState.TO_DO);
    }

    @Test
    void whatACheckHasClosedIsNotOpenForAStepThatIsGone() {
        var walk = switched();
        assertThat(walk.run().openItems()).isEmpty();
        undone(walk);
        assertThat(walk.run().openItems()).isEmpty();
        walk.starts("switch").done("switch");
        assertThat(walk.run().openItems()).containsOnlyKeys("two masters");
    }

    @Test
    void whatACheckHasClosedIsOpenAgainForAStepThatStands() {
        var walk = Walk.over(
                step("stop").undoable().opens("maintenance"),
                step("flip").undoable().needs("stop"),
                step("users").looks().needs("flip").closes("maintenance"));
        walk.starts("stop").done("stop").starts("flip").done("flip");
        walk.starts("users").verified("users", walk.green());
        assertThat(walk.run().openItems()).isEmpty();
        walk.does(new Intent.UndoStep("flip", "why")).hears(new Signal.UndoEnded("flip", Outcome.done("back")));
        assertThat(walk.run().openItems()).containsOnlyKeys("maintenance");
    }

    @Test
    void theUsersWaitAgainWhereACheckHadSaidThatTheyAreServed() {
        var walk = Walk.over(
                step("stop").undoable().downtime(Step.Downtime.STARTS),
                step("flip").undoable().needs("stop"),
                step("users").looks().needs("flip").downtime(Step.Downtime.ENDS));
        walk.starts("stop").done("stop").starts("flip").done("flip");
        walk.starts("users").verified("users", walk.green());
        assertThat(Downtimes.running(walk.run())).isFalse();
        walk.does(new Intent.UndoStep("flip", "why")).hears(new Signal.UndoEnded("flip", Outcome.done("back")));
        assertThat(Downtimes.running(walk.run())).isTrue();
    }
}
