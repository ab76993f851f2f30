package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Hold;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Trouble;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure that is known: the steps that mend it are there then, and only then. */
class MendingTest {
    private static final String CHECKLIST = """
            checklist: Test
            phases:
              - phase: One
                steps:
                  - step: copy
                    title: Copy
                    shell: cp a b
                    troubles:
                      - when: No space left
                        say: The disk is full.
                        steps:
                          - { step: tidy, title: Tidy up, shell: rm old }
                          - { step: look, title: Look, manual: Look whether there is room. }
                      - when: Permission denied
                        say: Another user owns it.
                        steps:
                          - step: own
                            title: Own it
                            shell: chown me b
                            undo: [{ shell: chown you b }]
                            hold: { because: it is not yours, type: go }
                  - { step: after, title: After, shell: echo done }
            troubles:
              - when: connection (refused|reset)
                say: The network is bad.
            """;

    @TempDir
    Path folder;

    private Plan plan;
    private Walk walk;

    @BeforeEach
    void loads() throws IOException {
        var file = Files.writeString(folder.resolve("c.yml"), CHECKLIST);
        var loaded = Loader.load(file, Registry.ofAll());
        assertThat(loaded.problems()).isEmpty();
        plan = new Planner(Registry.ofAll()).plan(loaded.checklist().orElseThrow(), Map.of());
        walk = Walk.of(plan);
    }

    private Walk found(String... troubles) {
        return walk.hears(
                new Signal.TroublesSeen("copy", walk.run().status("copy").attempt(), List.of(troubles)));
    }

    private StepState state(String step) {
        return walk.run().status(step).state();
    }

    @Test
    void theNearestTroubleStandsFirstAndThoseOfTheChecklistAreForEveryStep() {
        assertThat(plan.troubles("copy").stream().map(Trouble::id))
                .containsExactly("copy.trouble-1", "copy.trouble-2", "trouble-1");
        assertThat(plan.troubles("after").stream().map(Trouble::id)).containsExactly("trouble-1");
        assertThat(plan.walk().stream().map(Plan.Stop::id)).containsExactly("copy", "after");
    }

    @Test
    void whatMendsIsNoneOfTheRunsBeforeItsTroubleComes() {
        assertThat(state("copy.trouble-1.tidy")).isEqualTo(StepState.NOT_APPLICABLE);
        assertThat(walk.refusal(new Intent.StartStep("copy.trouble-1.tidy"))).contains("has not come");
        walk.starts("copy").done("copy").starts("after").done("after");
        assertThat(walk.run().complete()).isTrue();
    }

    @Test
    void itsStepsAreStartedInOrderByAPersonAndLeadBack() {
        walk.does(new Intent.RunOn()).fails("copy");
        found("copy.trouble-1", "trouble-1");
        assertThat(Mending.found(walk.run(), plan.stop("copy")).stream().map(Trouble::say))
                .containsExactly("The disk is full.", "The network is bad.");
        assertThat(Mending.below(walk.run(), plan.stop("copy")).stream().map(Plan.Stop::id))
                .containsExactly("copy.trouble-1.tidy", "copy.trouble-1.look");
        assertThat(state("copy.trouble-2.own")).isEqualTo(StepState.NOT_APPLICABLE);
        assertThat(walk.refusal(new Intent.RunOn())).isEqualTo("copy failed");
        assertThat(walk.refusal(new Intent.TickStep("copy.trouble-1.look", Map.of())))
                .isEqualTo("needs copy.trouble-1.tidy first");
        assertThat(Mending.next(walk.run(), plan.stop("copy"))).isEmpty();

        walk.starts("copy.trouble-1.tidy");
        assertThat(walk.refusal(new Intent.RetryStep("copy", "there is room")))
                .isEqualTo("copy.trouble-1.tidy is running, which mends it");
        walk.done("copy.trouble-1.tidy");
        assertThat(Mending.next(walk.run(), plan.stop("copy")).map(Plan.Stop::id))
                .contains("copy.trouble-1.look");
        walk.does(new Intent.TickStep("copy.trouble-1.look", Map.of()));
        assertThat(Mending.next(walk.run(), plan.stop("copy"))).isEmpty();

        walk.does(new Intent.RetryStep("copy", "there is room")).done("copy");
        assertThat(Mending.found(walk.run(), plan.stop("copy"))).isEmpty();
        assertThat(walk.run().plan().walk().stream().filter(it -> state(it.id()) == StepState.TO_DO))
                .extracting(Plan.Stop::id)
                .containsExactly("after");
    }

    @Test
    void theyCanBeGoneThroughAgainAtAnotherFailureAndStillBeTakenBack() {
        walk.starts("copy").fails("copy");
        found("copy.trouble-1").starts("copy.trouble-1.tidy").done("copy.trouble-1.tidy");
        walk.does(new Intent.RetryStep("copy", "tidied")).fails("copy");
        assertThat(state("copy.trouble-1.tidy")).isEqualTo(StepState.DONE);
        assertThat(state("copy.trouble-1.look")).isEqualTo(StepState.NOT_APPLICABLE);
        found("copy.trouble-1");
        assertThat(state("copy.trouble-1.tidy")).isEqualTo(StepState.TO_DO);
        assertThat(Mending.doneBefore(walk.run(), plan.stop("copy.trouble-1.tidy")))
                .isTrue();
        assertThat(WayBack.of(walk.run()).parts().stream().map(it -> it.stop().id()))
                .as("the way back knows what mended it")
                .containsExactlyInAnyOrder("copy", "copy.trouble-1.tidy");
        walk.starts("copy.trouble-1.tidy");
        assertThat(walk.run().status("copy.trouble-1.tidy").attempt()).isEqualTo(2);
        walk.done("copy.trouble-1.tidy");

        walk.does(new Intent.RetryStep("copy", "again")).fails("copy");
        found("copy.trouble-1").does(new Intent.RetryStep("copy", "it was mended elsewhere"));
        assertThat(state("copy.trouble-1.tidy"))
                .as("what was done stays done where nobody went through the list again")
                .isEqualTo(StepState.DONE);
    }

    /** Taken back it is none of the run's any more: that is as much behind as any other. */
    @Test
    void aRollbackGoesOnBehindAStepThatMended() {
        walk.starts("copy").fails("copy");
        found("copy.trouble-2").does(new Intent.ArmHold("copy.trouble-2.own")).senses("copy.trouble-2.own");
        walk.does(new Intent.TypePhrase("copy.trouble-2.own", "go"))
                .after(Hold.COUNTDOWN)
                .ticks();
        walk.senses("copy.trouble-2.own").done("copy.trouble-2.own");
        walk.does(new Intent.RetryStep("copy", "owned")).done("copy").told();
        walk.does(new Intent.RollBack("rows differ", RollingBack.PHRASE));
        assertThat(walk.state("copy.trouble-2.own")).isEqualTo(StepState.UNDOING);
        walk.hears(new Signal.UndoEnded("copy.trouble-2.own", Outcome.done("back")));
        assertThat(walk.state("copy.trouble-2.own")).isEqualTo(StepState.NOT_APPLICABLE);
        assertThat(walk.names()).endsWith("step.undone", "rollback.stepped-over", "rollback.proving");
    }

    @Test
    void aDangerousOneIsAHoldPointAsEverywhere() {
        walk.starts("copy").fails("copy");
        found("copy.trouble-2");
        assertThat(walk.refusal(new Intent.StartStep("copy.trouble-2.own"))).contains("is a hold point");
        walk.does(new Intent.ArmHold("copy.trouble-2.own"));
        walk.hears(new Signal.Returned("alice", "bastion"));
        assertThat(walk.run().status("copy.trouble-2.own").gate()).isInstanceOf(Gate.Locked.class);
    }

    @Test
    void aLookThatComesTooLateFindsNothing() {
        walk.starts("copy").fails("copy").does(new Intent.RetryStep("copy", "at once"));
        walk.hears(new Signal.TroublesSeen("copy", 1, List.of("copy.trouble-1")));
        assertThat(state("copy.trouble-1.tidy")).isEqualTo(StepState.NOT_APPLICABLE);
        walk.fails("copy").hears(new Signal.TroublesSeen("copy", 1, List.of("copy.trouble-1")));
        assertThat(state("copy.trouble-1.tidy")).isEqualTo(StepState.NOT_APPLICABLE);
    }

    private static final String SHARED = """
            checklist: Test
            phases:
              - phase: One
                steps:
                  - parallel:
                      - { step: a, title: A, shell: cp a b }
                      - { step: b, title: B, shell: cp b c }
            troubles:
              - when: No space left
                say: The disk is full.
                steps:
                  - { step: fix, title: Fix, shell: rm old, anytime: true }
                  - step: own
                    title: Own it
                    shell: chown me b
                    hold: { because: it is not yours, type: go }
                    anytime: true
            """;
    private static final String FIX = "trouble-1.fix";
    private static final String OWN = "trouble-1.own";

    private Walk shared() throws IOException {
        var loaded = Loader.load(Files.writeString(folder.resolve("s.yml"), SHARED), Registry.ofAll());
        assertThat(loaded.problems()).isEmpty();
        plan = new Planner(Registry.ofAll()).plan(loaded.checklist().orElseThrow(), Map.of());
        walk = Walk.of(plan);
        return walk.starts("a").starts("b");
    }

    private Walk breaks(String step) {
        walk.fails(step);
        return walk.hears(new Signal.TroublesSeen(step, walk.run().status(step).attempt(), List.of("trouble-1")));
    }

    @Test
    void aTroubleThatTwoStepsShareIsOverWithTheLastOfThem() throws IOException {
        shared();
        breaks("a");
        breaks("b").does(new Intent.RetryStep("a", "room"));
        assertThat(state(FIX)).as("b still wants it").isEqualTo(StepState.TO_DO);
        walk.does(new Intent.RetryStep("b", "room"));
        assertThat(state(FIX)).isEqualTo(StepState.NOT_APPLICABLE);
        walk.does(new Intent.RunOn()).done("a").done("b");
        assertThat(walk.run().status(FIX).attempt()).isZero();
        assertThat(walk.run().complete()).isTrue();
    }

    @Test
    void aGateThatWasCountingAtTheSecondFailureDoesNotComeBack() throws IOException {
        shared();
        breaks("a").does(new Intent.SkipStep(FIX, "no need"));
        walk.does(new Intent.ArmHold(OWN)).senses(OWN).does(new Intent.TypePhrase(OWN, "go"));
        assertThat(walk.run().status(OWN).gate()).isInstanceOf(Gate.Counting.class);
        breaks("b").does(new Intent.RetryStep("a", "room")).does(new Intent.RetryStep("b", "room"));
        walk.after(Duration.ofMinutes(1)).ticks();
        assertThat(walk.run().status(OWN).gate()).isInstanceOf(Gate.Locked.class);
        assertThat(state(OWN)).isEqualTo(StepState.NOT_APPLICABLE);
    }

    @Test
    void whatASharedStepHasDoneIsKnownWhicheverFailureIsOverLast() throws IOException {
        for (var order : List.of(List.of("a", "b"), List.of("b", "a"))) {
            shared();
            breaks("a").starts(FIX).done(FIX);
            breaks("b");
            assertThat(state(FIX)).isEqualTo(StepState.TO_DO);
            assertThat(Mending.doneBefore(walk.run(), plan.stop(FIX))).isTrue();
            order.forEach(it -> walk.does(new Intent.RetryStep(it, "room")));
            assertThat(state(FIX)).as("%s", order).isEqualTo(StepState.DONE);
            assertThat(WayBack.of(walk.run()).parts().stream()
                            .map(it -> it.stop().id()))
                    .contains(FIX);
        }
    }

    private Walk trying() throws IOException {
        var checklist = CHECKLIST
                .replace("shell: cp a b", "shell: cp a b\n        retry: { times: 3, wait: 10s }")
                .replace("shell: rm old }", "shell: rm old, retry: { times: 3, wait: 10s } }");
        var loaded = Loader.load(Files.writeString(folder.resolve("r.yml"), checklist), Registry.ofAll());
        assertThat(loaded.problems()).isEmpty();
        plan = new Planner(Registry.ofAll()).plan(loaded.checklist().orElseThrow(), Map.of());
        walk = Walk.of(plan).starts("copy").fails("copy");
        assertThat(walk.run().status("copy").retryAt()).isNotNull();
        return found("copy.trouble-1");
    }

    @Test
    void whatIsHalfMendedIsNotTriedAgainByTheProgram() throws IOException {
        trying().starts("copy.trouble-1.tidy").after(Duration.ofMinutes(1)).ticks();
        walk.done("copy.trouble-1.tidy").ticks();
        assertThat(state("copy")).isEqualTo(StepState.FAILED);
        assertThat(Mending.next(walk.run(), plan.stop("copy")).map(Plan.Stop::id))
                .contains("copy.trouble-1.look");
        assertThat(walk.run().status("copy").retryAt())
                .as("a person has begun, and says when")
                .isNull();
        assertThat(Clock.due(walk.run())).isEmpty();
    }

    @Test
    void whatMendsIsNotTriedAgainWhenItsTroubleIsOver() throws IOException {
        trying().starts("copy.trouble-1.tidy").fails("copy.trouble-1.tidy");
        assertThat(walk.run().status("copy.trouble-1.tidy").retryAt()).isNotNull();
        walk.does(new Intent.RetryStep("copy", "there is room")).done("copy");
        walk.after(Duration.ofMinutes(1)).ticks();
        assertThat(state("copy.trouble-1.tidy")).isEqualTo(StepState.FAILED);
        assertThat(walk.run().status("copy.trouble-1.tidy").retryAt()).isNull();
        assertThat(walk.refusal(new Intent.RetryStep("copy.trouble-1.tidy", "once more")))
                .contains("or is over");
    }

    @Test
    void textIsLookedThroughForNoLongerThanItIsWorth() {
        var troubles = List.of(
                new Trouble("never", "^(a+)+$", "", List.of(), List.of()),
                new Trouble("deep", "(x|y)*z", "", List.of(), List.of()),
                new Trouble("plain", "^ERROR: .*$", "", List.of(), List.of()));
        var text = "a".repeat(200) + "!\n" + "xy".repeat(100_000) + "\nERROR: at last\n";
        assertThat(TroubleLook.in(text, troubles)).contains("plain").doesNotContain("never");
    }
}
