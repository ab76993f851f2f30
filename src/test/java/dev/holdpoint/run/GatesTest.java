package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Hold;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GatesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theWholeWayThrough() {
        var walk = Walk.over(step("flip").hold(1));
        walk.does(new Intent.ArmHold("flip")).senses("flip", walk.green());
        walk.does(new Intent.TypePhrase("flip", "go")).after(Hold.COUNTDOWN).ticks();
        walk.senses("flip", walk.green());
        assertThat(walk.names())
                .containsExactly(
                        "hold.sensing",
                        "hold.armed",
                        "hold.typed",
                        "hold.countdown",
                        "hold.sensing",
                        "hold.released",
                        "step.started");
    }

    @Test
    void needsKeepItFromBeingArmed() {
        var walk = Walk.over(step("a"), step("flip").needs("a").hold(1));
        assertThat(walk.refusal(new Intent.ArmHold("flip"))).isEqualTo("needs a first");
    }

    @Test
    void onlyHoldPointsAreArmed() {
        assertThat(Walk.over(step("a")).refusal(new Intent.ArmHold("a"))).contains("is no hold point");
    }

    @Test
    void aRedCheckLocks() {
        var walk = Walk.over(step("flip").hold(2));
        walk.does(new Intent.ArmHold("flip")).senses("flip", walk.green(), walk.red());
        assertThat(walk.gate("flip")).isInstanceOfSatisfying(Gate.Locked.class, it -> {
            assertThat(it.reason()).isEqualTo("1 check is red");
            assertThat(it.evidence()).hasSize(2);
        });
    }

    @Test
    void aCheckThatWasNotSeenIsNotGreen() {
        var walk = Walk.over(step("flip").hold(2));
        walk.does(new Intent.ArmHold("flip")).senses("flip", walk.green());
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
        walk.does(new Intent.ArmHold("flip")).senses("flip");
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
    }

    @Test
    void noPhraseBeforeTheChecksAreGreen() {
        var walk = Walk.over(step("flip").hold(1));
        assertThat(walk.refusal(new Intent.TypePhrase("flip", "go"))).contains("the gate is locked");
        walk.does(new Intent.ArmHold("flip"));
        assertThat(walk.refusal(new Intent.TypePhrase("flip", "go"))).contains("the gate is locked");
    }

    @Test
    void aWrongPhraseStartsNothingAndThreeLock() {
        var walk = armed();
        walk.does(new Intent.TypePhrase("flip", "Go")).does(new Intent.TypePhrase("flip", ""));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Armed.class);
        walk.does(new Intent.TypePhrase("flip", "go!"));
        assertThat(walk.gate("flip"))
                .isInstanceOfSatisfying(
                        Gate.Locked.class, it -> assertThat(it.reason()).isEqualTo("mistyped 3 times"));
    }

    @Test
    void aCheckThatNeverAnswersIsStopped() {
        var walk = Walk.over(step("flip").hold(1));
        walk.does(new Intent.ArmHold("flip")).does(new Intent.StopCountdown("flip"));
        assertThat(walk.gate("flip"))
                .isInstanceOfSatisfying(
                        Gate.Locked.class, it -> assertThat(it.reason()).isEqualTo("stopped by alice"));
        walk.does(new Intent.ArmHold("flip")).does(new Intent.CancelStep("flip"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
        walk.does(new Intent.ArmHold("flip"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Sensing.class);
    }

    @Test
    void whatCannotBeSeenInAPhraseDoesNotMatter() {
        var walk = Walk.over(step("flip").hold(0).phrase(" Zu\u0308rich  "));
        walk.does(new Intent.ArmHold("flip")).senses("flip").does(new Intent.TypePhrase("flip", "Z\u00fcrich"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Counting.class);
    }

    /** A value may be older than the rule that refuses such ones, and a step may have found it out. */
    @Test
    void whatNoKeyboardTypesDoesNotMatterEither() {
        var walk = Walk.over(step("flip").hold(0).phrase("wiki2\u200b on\u00a0it"));
        walk.does(new Intent.ArmHold("flip")).senses("flip").does(new Intent.TypePhrase("flip", "wiki2 on it"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Counting.class);
    }

    @Test
    void evidenceGrowsStaleByItself() {
        var walk = armed();
        walk.after(Hold.FRESH).ticks();
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Armed.class);
        walk.after(SECOND).ticks();
        assertThat(walk.gate("flip"))
                .isInstanceOfSatisfying(
                        Gate.Locked.class, it -> assertThat(it.reason()).isEqualTo("the evidence is older than 2m"));
    }

    @Test
    void aPhraseOnStaleEvidenceLocksInsteadOfCounting() {
        var walk = armed();
        walk.after(Hold.FRESH.plus(SECOND)).does(new Intent.TypePhrase("flip", "go"));
        assertThat(walk.names()).containsExactly("hold.locked");
    }

    @Test
    void anyKeyStopsTheCountdownAndThePhraseIsWantedAgain() {
        var walk = armed();
        walk.does(new Intent.TypePhrase("flip", "go"))
                .does(new Intent.StopCountdown("flip"))
                .after(Hold.COUNTDOWN.plus(SECOND))
                .ticks();
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Armed.class);
        assertThat(walk.state("flip")).isEqualTo(StepState.TO_DO);
    }

    @Test
    void theCountdownIsNotOverBeforeItsTime() {
        var walk = armed();
        walk.does(new Intent.TypePhrase("flip", "go"))
                .after(Hold.COUNTDOWN.minusMillis(1))
                .ticks();
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Counting.class);
    }

    @Test
    void aCheckThatTurnsRedAtTheMomentOfReleaseLocks() {
        var walk = armed();
        walk.does(new Intent.TypePhrase("flip", "go")).after(Hold.COUNTDOWN).ticks();
        walk.senses("flip", walk.red());
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
        assertThat(walk.state("flip")).isEqualTo(StepState.TO_DO);
    }

    @Test
    void staleEvidenceAtTheMomentOfReleaseLocks() {
        var walk = armed();
        var old = walk.green();
        walk.does(new Intent.TypePhrase("flip", "go")).after(Hold.COUNTDOWN).ticks();
        var ended = walk.now();
        walk.after(Hold.FRESH.plus(SECOND)).hears(new Signal.HoldSensed("flip", List.of(old), ended));
        assertThat(walk.state("flip")).isEqualTo(StepState.TO_DO);
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
    }

    @Test
    void whoTypedAnotherPhraseThanIsWantedByNowReleasesNothing() {
        var zone = new Variable("zone", "Zone", VariableType.TEXT, null, false, List.of(), null, StepDraft.HERE);
        var walk = Walk.blank(List.of(zone), step("flip").phrase("${zone}"));
        walk.does(new Intent.SetVariables(Walk.open("zone", "a.example")));
        walk.does(new Intent.ArmHold("flip")).senses("flip").does(new Intent.TypePhrase("flip", "a.example"));
        walk.does(new Intent.SetVariables(Walk.open("zone", "b.example")));
        walk.after(Hold.COUNTDOWN).ticks().senses("flip");
        assertThat(walk.gate("flip"))
                .isInstanceOfSatisfying(
                        Gate.Locked.class,
                        it -> assertThat(it.reason())
                                .isEqualTo("what it changes is another now: b.example, not a.example"));
    }

    /** A look at a large database may take longer than evidence is good for: its age counts from the end of the look. */
    @Test
    void aLookThatTakesLongerThanItsEvidenceIsGoodForStillReleases() {
        var walk = Walk.over(step("flip").hold(1));
        walk.does(new Intent.ArmHold("flip"));
        var early = walk.green();
        walk.after(Hold.FRESH.multipliedBy(3)).senses("flip", early);
        walk.after(Hold.FRESH).does(new Intent.TypePhrase("flip", "go"));
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Counting.class);
        walk.after(Hold.COUNTDOWN).ticks();
        assertThat(walk.gate("flip")).as("stale during the countdown").isInstanceOf(Gate.Locked.class);

        walk.does(new Intent.ArmHold("flip")).after(Hold.FRESH.multipliedBy(3)).senses("flip", early);
        walk.does(new Intent.TypePhrase("flip", "go")).after(Hold.COUNTDOWN).ticks();
        walk.after(Hold.FRESH.multipliedBy(3)).senses("flip", early);
        assertThat(walk.state("flip")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void stoppingDuringTheLastLookLocksAndTheLateEvidenceStartsNothing() {
        var walk = armed();
        walk.does(new Intent.TypePhrase("flip", "go")).after(Hold.COUNTDOWN).ticks();
        walk.does(new Intent.StopCountdown("flip")).senses("flip", walk.green());
        assertThat(walk.state("flip")).isEqualTo(StepState.TO_DO);
    }

    @Test
    void evidenceThatNobodyAskedForStartsNothing() {
        var walk = Walk.over(step("flip").hold(1));
        walk.senses("flip", walk.green());
        assertThat(walk.told()).isEmpty();
    }

    @Test
    void armingAgainThrowsTheOldReleaseWayAway() {
        var walk = armed();
        walk.does(new Intent.ArmHold("flip"));
        assertThat(walk.refusal(new Intent.TypePhrase("flip", "go"))).contains("the gate is locked");
    }

    @Test
    void aStepThatIsSkippedMeanwhileIsNotReleased() {
        var walk = armed();
        walk.does(new Intent.TypePhrase("flip", "go")).after(Hold.COUNTDOWN).ticks();
        walk.does(new Intent.SkipStep("flip", "changed our minds")).senses("flip", walk.green());
        assertThat(walk.state("flip")).isEqualTo(StepState.SKIPPED);
    }

    @Test
    void aHoldPointThatFailedIsReleasedAnewBeforeItsNextAttempt() {
        var walk = released();
        walk.fails("flip");
        assertThat(walk.refusal(new Intent.StartStep("flip"))).contains("is a hold point");
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
    }

    /** Its gate may stay red from now on: what it let happen is what the checks look for. */
    @Test
    void whatCannotBeTakenBackIsNotSaidToBeTriedAgain() {
        var walk =
                Walk.over(step("flip").hold(1).irrevocable("rows would be lost").verifiedBy(1));
        release(walk);
        walk.done("flip").verified("flip", walk.red());
        assertThat(walk.run().status("flip").remedy())
                .contains("look what it did")
                .contains("mark it done");
    }

    @Test
    void aHoldPointIsNeverTriedAgainByTheProgram() {
        var walk = Walk.over(step("flip").hold(1).retry(3, SECOND));
        release(walk);
        walk.fails("flip").after(Duration.ofMinutes(1)).ticks();
        assertThat(walk.state("flip")).isEqualTo(StepState.FAILED);
        assertThat(walk.run().status("flip").retryAt()).isNull();
    }

    @Test
    void comingBackLocksEveryGate() {
        for (var walk : List.of(armed(), counting(), lastLook())) {
            walk.hears(new Signal.Returned("alice", "bastion"));
            walk.senses("flip", walk.green());
            assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
            assertThat(walk.state("flip")).isEqualTo(StepState.TO_DO);
        }
    }

    @Test
    void whatIsSeenAfterTheDriverHasLeftReleasesNothing() {
        var walk = lastLook().does(new Intent.Leave());
        walk.senses("flip", walk.green());
        assertThat(walk.gate("flip")).isInstanceOf(Gate.Locked.class);
        assertThat(walk.state("flip")).isEqualTo(StepState.TO_DO);
        assertThat(walk.refusal(new Intent.ArmHold("flip"))).isEqualTo("nobody drives the run: resume it");
        walk.hears(new Signal.Returned("alice", "bastion")).does(new Intent.ArmHold("flip"));
    }

    /** A reviewers' file may lie on a disk that does not answer. */
    @Test
    void whoMayApproveIsNotReadByTheConductor() {
        var shop = new Workshop();
        var read = new java.util.concurrent.atomic.AtomicReference<Thread>();
        try (var conductor = shop.conductor(Walk.over(step("flip").hold(0).approvals(1)))) {
            conductor.reviewedBy(() -> {
                read.set(Thread.currentThread());
                return List.of("bob");
            });
            conductor.want(new Intent.ArmHold("flip")).join();
            Workshop.awaitRun(conductor, "armed", run -> run.status("flip").gate() instanceof Gate.Armed);
            assertThat(read.get().isVirtual()).isTrue();
        }
    }

    @Test
    void aDangerousKindWithoutChecksStillWantsPhraseAndCountdown() {
        var walk = Walk.over(step("drop").dangerous());
        walk.does(new Intent.ArmHold("drop")).senses("drop");
        assertThat(walk.gate("drop"))
                .isInstanceOfSatisfying(
                        Gate.Armed.class, it -> assertThat(it.phrase()).isEqualTo("drop"));
        walk.does(new Intent.TypePhrase("drop", "drop"));
        assertThat(walk.state("drop")).isEqualTo(StepState.TO_DO);
    }

    private static Walk armed() {
        var walk = Walk.over(step("flip").hold(1));
        walk.does(new Intent.ArmHold("flip")).senses("flip", walk.green()).told();
        return walk;
    }

    private static Walk counting() {
        return armed().does(new Intent.TypePhrase("flip", "go"));
    }

    private static Walk lastLook() {
        return counting().after(Hold.COUNTDOWN).ticks();
    }

    private static Walk released() {
        var walk = Walk.over(step("flip").hold(1));
        release(walk);
        return walk;
    }

    private static void release(Walk walk) {
        walk.does(new Intent.ArmHold("flip")).senses("flip", walk.green());
        walk.does(new Intent.TypePhrase("flip", "go")).after(Hold.COUNTDOWN).ticks();
        walk.senses("flip", walk.green());
        assertThat(walk.state("flip")).isEqualTo(StepState.RUNNING);
    }

    @Test
    void anotherValueLocksAGateThatStandsOpenForTheOneBefore() {
        var walk = Walk.over(
                step("find").anytime().captures("dir").undoable(),
                step("wipe").hold(0).reads("dir"),
                step("other").hold(0).anytime());
        finds(walk.starts("find"), "/old");
        walk.does(new Intent.ArmHold("other")).senses("other");
        walk.does(new Intent.ArmHold("wipe")).senses("wipe").does(new Intent.TypePhrase("wipe", "go"));
        finds(again(walk), "/new").after(Duration.ofSeconds(5)).ticks().senses("wipe");
        assertThat(walk.state("wipe")).isEqualTo(StepState.TO_DO);
        assertThat(walk.gate("wipe"))
                .isEqualTo(new Gate.Locked(
                        "dir has another value now: look at what it does, and arm it again", List.of()));
        assertThat(walk.gate("other")).isInstanceOf(Gate.Armed.class);
    }

    @Test
    void theSameValueLocksNothing() {
        var walk = Walk.over(
                step("find").anytime().captures("dir").undoable(),
                step("wipe").hold(0).reads("dir"));
        finds(walk.starts("find"), "/old");
        walk.does(new Intent.ArmHold("wipe")).senses("wipe");
        assertThat(finds(again(walk), "/old").gate("wipe")).isInstanceOf(Gate.Armed.class);
    }

    @Test
    void aValueWhoseProofIsRedOpensNothing() {
        var walk = Walk.over(
                step("find").anytime().captures("dir").verifiedBy(1),
                step("wipe").hold(0).reads("dir"));
        finds(walk.starts("find"), "/old");
        assertThat(walk.refusal(new Intent.ArmHold("wipe"))).isEqualTo("needs find first, which sets dir");
        walk.verified("find", walk.red());
        assertThat(walk.refusal(new Intent.ArmHold("wipe"))).isEqualTo("needs find first, which sets dir");
        finds(walk.does(new Intent.RetryStep("find", "r")), "/new").verified("find", walk.green());
        walk.does(new Intent.ArmHold("wipe")).senses("wipe");
        assertThat(walk.gate("wipe")).isInstanceOf(Gate.Armed.class);
    }

    @Test
    void aGateThatStandsOpenReleasesNothingWhileItsValueIsFoundAnew() {
        var walk = Walk.over(
                step("find").anytime().captures("dir").undoable(),
                step("wipe").hold(0).reads("dir"));
        finds(walk.starts("find"), "/old");
        walk.does(new Intent.ArmHold("wipe")).senses("wipe");
        again(walk).does(new Intent.TypePhrase("wipe", "go"));
        assertThat(walk.gate("wipe")).isEqualTo(new Gate.Locked("needs find first, which sets dir", List.of()));
    }

    /** It is taken back, and runs once more. */
    private static Walk again(Walk walk) {
        return walk.does(new Intent.UndoStep("find", "r"))
                .hears(new Signal.UndoEnded("find", Outcome.done("back")))
                .starts("find");
    }

    private static Walk finds(Walk walk, String dir) {
        var attempt = walk.run().status("find").attempt();
        return walk.hears(new Signal.ActionEnded("find", attempt, Outcome.done("fine"), Map.of("dir", dir)));
    }
}
