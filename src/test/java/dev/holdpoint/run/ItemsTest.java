package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Step.Downtime;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Opening;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ItemsTest {
    private static Walk forgotten() {
        var walk = Walk.over(step("a").opens("the door"), step("shut").closes("the door"));
        walk.starts("a").done("a").does(new Intent.SkipStep("shut", "no time")).told();
        return walk;
    }

    @Test
    void aRunWithSomethingOpenIsNotFinishedAndNamesIt() {
        var walk = forgotten();
        assertThat(Items.unfinished(walk.run()).orElse(""))
                .contains("still open: the door (:close the door")
                .contains(":hand ITEM NAME DUE");
        assertThat(walk.does(new Intent.Leave()).names()).containsExactly("run.left");
        var before = Walk.over(step("a").opens("the door"), step("shut").closes("the door"));
        before.starts("a").done("a");
        assertThat(Items.unfinished(before.run())).contains("shut is not settled yet");
        assertThat(Items.howToClose(before.run(), item(before, "the door"))).isEqualTo("step shut");
    }

    @Test
    void whatIsHandedOverByNameWithATimeLetsTheRunFinishAndStaysInItsLedger() {
        var walk = forgotten();
        var due = walk.now().plus(Duration.ofDays(3));
        assertThat(walk.refusal(new Intent.HandOver("the gate", "bob", due, "")))
                .isEqualTo("nothing open is called the gate; open: the door");
        assertThat(walk.refusal(new Intent.HandOver("the door", "", due, ""))).startsWith("say who takes the door");
        assertThat(walk.refusal(new Intent.HandOver("the door", "bob", null, "")))
                .startsWith("say until when bob");
        assertThat(walk.refusal(new Intent.HandOver("the door", "bob", walk.now(), "")))
                .startsWith("that is past");
        walk.does(new Intent.HandOver("the door", "bob", due, "after the audit"))
                .does(new Intent.Leave());
        assertThat(walk.names()).containsExactly("item.handed-over", "run.finished");
        assertThat(item(walk, "the door").handed())
                .isEqualTo(new OpenItem.Handed("bob", due, "alice", "after the audit"));
        assertThat(item(walk, "the door").overdue(due)).isFalse();
        assertThat(item(walk, "the door").overdue(due.plusSeconds(1))).isTrue();
    }

    @Test
    void aRunThatIsOverStillTakesTheClosing() {
        var walk = forgotten();
        walk.does(new Intent.Abort("enough")).does(new Intent.CloseItem("the door", "Bob did it"));
        assertThat(walk.run().openItems()).isEmpty();
        assertThat(Items.closeAfterwards(walk.run().ledger(), "the door", "bob", "gone"))
                .isEqualTo(Decision.refused("nothing is open"));
    }

    @Test
    void aWordIsKeptAsAWordAndWhatWasSeenAsSeen() {
        var walk = Walk.over(
                step("a").opens("x", "y", "z"),
                step("b").closes("x").verifiedBy(1),
                step("c").closes("y"));
        walk.starts("a").done("a").starts("b").done("b").verified("b", walk.green());
        walk.starts("c").done("c").does(new Intent.CloseItem("z", "I looked"));
        assertThat(walk.run().ledger().closed().stream().map(it -> it.name() + " " + it.says()))
                .containsExactly("x verified by b", "y by c, not verified", "z said by alice, not verified: I looked");
    }

    @Test
    void theKindThatCanSeeIsAskedAndNotBelieved() {
        var walk = Walk.over(
                step("dump").leaves(Opening.seen("dump of app", "delete app.dump")),
                step("tidy").closes("dump of app"));
        walk.starts("dump").done("dump");
        assertThat(item(walk, "dump of app").close()).isEqualTo("step tidy");
        walk.starts("tidy").told();
        assertThat(walk.done("tidy").names()).containsExactly("step.done", "item.sensing");
        assertThat(walk.run().complete()).isFalse();
        walk.hears(new Signal.ItemSensed("dump of app", Evidence.red("dump of app", "it is still there", walk.now())));
        assertThat(item(walk, "dump of app").stays()).isEqualTo("it is still there");
        assertThat(Items.howToClose(walk.run(), item(walk, "dump of app")))
                .isEqualTo("delete app.dump, then :close dump of app");
        walk.does(new Intent.CloseItem("dump of app", "deleted it"));
        assertThat(walk.refusal(new Intent.CloseItem("dump of app", "really"))).contains("wait for it");
        walk.hears(new Signal.ItemSensed("dump of app", Evidence.green("dump of app", "it is gone", walk.now())));
        assertThat(walk.run().ledger().closed().getFirst().says()).isEqualTo("said by alice, verified: it is gone");
        assertThat(walk.run().complete()).isTrue();
    }

    @Test
    void aLookThatNobodyAskedForChangesNothing() {
        var walk = forgotten();
        walk.hears(new Signal.ItemSensed("the door", Evidence.green("the door", "gone", walk.now())));
        assertThat(walk.told()).isEmpty();
    }

    @Test
    void aSkippedStepEndsNoDowntimeAndAPersonDoes() {
        var walk = Walk.over(step("down").downtime(Downtime.STARTS), step("up").downtime(Downtime.ENDS));
        assertThat(walk.refusal(new Intent.EndDowntime("r"))).isEqualTo("no downtime has begun");
        walk.starts("down").done("down");
        assertThat(walk.refusal(new Intent.EndDowntime("r"))).contains("ends with up, which is still to do");
        walk.does(new Intent.SkipStep("up", "done outside"));
        assertThat(Downtimes.running(walk.run())).isTrue();
        assertThat(walk.refusal(new Intent.EndDowntime(" "))).startsWith("say what shows");
        walk.after(Duration.ofMinutes(2)).told();
        walk.does(new Intent.EndDowntime("the site answers"));
        assertThat(walk.told()).containsExactly(new Event.DowntimeEnded("up", "alice", "the site answers"));
        assertThat(Downtimes.lasted(walk.run(), walk.now().plusSeconds(60))).isEqualTo(Duration.ofMinutes(2));
        assertThat(walk.refusal(new Intent.EndDowntime("r"))).isEqualTo("the downtime is over already");
    }

    @Test
    void whatWasDoneOutsideHasOpenedWhatItsStartWouldHave() {
        var walk = Walk.over(
                step("stop").byHand().downtime(Downtime.STARTS).opens("banner"),
                step("end").byHand().needs("stop").downtime(Downtime.ENDS).closes("banner"));
        walk.does(new Intent.MarkDone("stop", "bob has done it"));
        assertThat(walk.names()).containsExactly("downtime.started", "item.opened", "step.done");
        walk.does(new Intent.SkipStep("end", "later"));
        assertThat(Downtimes.running(walk.run())).isTrue();
        assertThat(Items.unfinished(walk.run()).orElse("")).contains("still open: banner");
        walk.does(new Intent.MarkDone("end", "the site answers"));
        assertThat(Downtimes.running(walk.run())).isFalse();
        assertThat(walk.does(new Intent.Leave()).run().end()).isEqualTo(Run.End.FINISHED);
    }

    @Test
    void whatHasFailedAndWasClosedByHandIsNotOpenedByAWord() {
        var walk = Walk.over(step("a").opens("the door"));
        walk.starts("a")
                .fails("a")
                .does(new Intent.CloseItem("the door", "shut it"))
                .told();
        walk.does(new Intent.MarkDone("a", "it is there after all"));
        assertThat(walk.names()).containsExactly("step.done");
    }

    @Test
    void theDowntimeEndsWhenItsStepHasVerifiedAndNotBefore() {
        var walk = Walk.over(
                step("down").downtime(Downtime.STARTS),
                step("up").downtime(Downtime.ENDS).verifiedBy(1));
        walk.starts("down").done("down").starts("up").done("up");
        assertThat(Downtimes.running(walk.run())).isTrue();
        walk.verified("up", walk.green());
        assertThat(Downtimes.running(walk.run())).isFalse();
    }

    private static Walk takesBack(Walk walk, String step) {
        return walk.does(new Intent.UndoStep(step, "wrong host"))
                .hears(new Signal.UndoEnded(step, Outcome.done("taken back")));
    }

    @Test
    void whatWasClosedByAStepThatIsTakenBackIsOpenAgain() {
        var walk = Walk.over(
                step("open").undoable().opens("door"),
                step("shut").undoable().closes("door").verifiedBy(1));
        walk.starts("open")
                .done("open")
                .after(Duration.ofSeconds(1))
                .starts("shut")
                .done("shut");
        walk.verified("shut", walk.green());
        assertThat(walk.run().openItems()).isEmpty();
        takesBack(walk, "shut");
        assertThat(item(walk, "door").step()).isEqualTo("open");
        assertThat(Items.howToClose(walk.run(), item(walk, "door"))).isEqualTo("step shut");
        takesBack(walk, "open");
        assertThat(walk.run().openItems()).isEmpty();
    }

    @Test
    void whatNobodyHasOpenOrSomebodyElseHasClosedIsNotOpenedByTakingBack() {
        var walk = Walk.over(
                step("open").undoable().opens("door"),
                step("shut").undoable().closes("door"),
                step("lock").undoable().closes("door"));
        walk.starts("shut").done("shut").starts("open").done("open").after(Duration.ofSeconds(1));
        walk.starts("lock").done("lock");
        takesBack(walk, "shut");
        assertThat(walk.run().openItems()).isEmpty();
        takesBack(walk, "open");
        takesBack(walk, "lock");
        assertThat(walk.run().openItems()).isEmpty();
    }

    @Test
    void whatTwoStepsHaveOpenedIsOpenUntilBothAreTakenBack() {
        for (var first : new String[] {"a", "b"}) {
            var walk = Walk.over(
                    step("a").undoable().opens("door"), step("b").undoable().opens("door"));
            walk.starts("a").done("a").starts("b").done("b");
            takesBack(walk, first);
            assertThat(walk.run().openItems()).as("after %s", first).containsOnlyKeys("door");
            takesBack(walk, first.equals("a") ? "b" : "a");
            assertThat(walk.run().openItems()).isEmpty();
        }
    }

    @Test
    void whatWasClosedInBetweenIsOpenForTheLaterStepAlone() {
        var walk = Walk.over(
                step("a").undoable().opens("door"),
                step("shut").closes("door"),
                step("b").undoable().opens("door"));
        walk.starts("a").done("a").after(Duration.ofSeconds(1)).starts("shut").done("shut");
        walk.after(Duration.ofSeconds(1)).starts("b").done("b");
        takesBack(walk, "b");
        assertThat(walk.run().openItems()).isEmpty();
    }

    private static OpenItem item(Walk walk, String name) {
        return Objects.requireNonNull(walk.run().openItems().get(name));
    }
}
