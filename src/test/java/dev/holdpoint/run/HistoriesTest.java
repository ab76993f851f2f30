package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Hold;
import dev.holdpoint.checklist.Step.Downtime;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random intents, signals, clocks and crashes, driven through {@link Decide}. A failure names its seed. */
final class HistoriesTest {
    private static final int HISTORIES = 10_000;
    private static final int MOVES = 60;
    private static final List<String> IDS = List.of("a", "b", "flip", "hand", "left", "right", "drop", "end", "pair");
    private static final List<String> PEOPLE = List.of("alice", "bob", "carol", "dave");

    @Test
    void noHistoryBreaksAPromise() {
        long base = Long.getLong("histories.seed", System.nanoTime());
        int approved = 0;
        for (int n = 0; n < HISTORIES; n++) {
            long seed = base + n;
            try {
                approved += new History(seed).walk() ? 1 : 0;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("history of seed " + seed + " (-Dhistories.seed=" + seed + ")", e);
            }
        }
        assertThat(approved)
                .as("histories that released what two people had approved")
                .isGreaterThan(10);
    }

    private static Plan plan() {
        return Walk.blank(
                        List.of(),
                        step("a").opens("door").retry(1, Duration.ofSeconds(10)),
                        step("b")
                                .needs("a")
                                .verifiedBy(1)
                                .downtime(Downtime.STARTS)
                                .undoable(),
                        step("flip").needs("a", "b").hold(2).verifiedBy(1).retry(2, Duration.ZERO),
                        step("hand").needs("flip").byHand().hold(1),
                        step("left").needs("hand").in("g", 2).afterlife(Afterlife.ASK),
                        step("right").needs("hand").in("g", 2).looks(),
                        step("drop").needs("left", "right").dangerous().closes("door"),
                        step("end").needs("drop").downtime(Downtime.ENDS).irrevocable("gone"),
                        step("pair").needs().anytime().hold(1).approvals(2))
                .run()
                .plan();
    }

    /** One history, and what it must never do. */
    private static final class History {
        private static final Plan PLAN = plan();

        private final Random random;
        private final List<Event> events = new ArrayList<>();
        private final List<Instant> times = new ArrayList<>();
        private final Map<String, Gatekeeper> gates = new HashMap<>();
        private final Map<String, Integer> attempts = new HashMap<>();
        private RunFold fold = RunFold.of(PLAN);
        private Instant now = Walk.START;

        History(long seed) {
            this.random = new Random(seed);
        }

        /** @return whether the step that two people must approve was released */
        boolean walk() {
            take(List.of(new Event.RunStarted("r", "Test", "d", "alice", "h", false)));
            take(List.of(new Event.VariablesSet(Map.of(), List.of())));
            var leaning = random.nextInt(4) == 0;
            for (int move = 0; move < MOVES; move++) {
                now = now.plusMillis(random.nextInt(20_000));
                if (random.nextInt(25) == 0) {
                    crash();
                } else if (leaning && random.nextBoolean()) {
                    goOnWithPair();
                } else if (random.nextInt(3) == 0) {
                    hear(signal());
                } else {
                    want(intent());
                }
            }
            replayIsTheSame();
            return events.stream()
                    .anyMatch(it -> it instanceof Event.HoldReleased released
                            && released.step().equals("pair"));
        }

        /** Two approvals, a phrase and two looks in time: by chance alone that never happens. */
        private void goOnWithPair() {
            var look = new Signal.HoldSensed(
                    "pair",
                    evidence(1),
                    now.minusSeconds(random.nextInt(60)),
                    List.of("does " + random.nextInt(8) / 7),
                    List.of());
            switch (fold.run().status("pair").gate()) {
                case Gate.Locked ignored -> want(new Intent.ArmHold("pair"));
                case Gate.Sensing ignored -> hear(look);
                case Gate.Armed ignored ->
                    want(random.nextBoolean() ? new Intent.TypePhrase("pair", "go") : approval("pair"));
                case Gate.Waiting ignored -> want(approval("pair"));
                case Gate.Counting ignored -> hear(new Signal.Tick());
                case Gate.Released ignored -> hear(new Signal.Tick());
            }
        }

        private Intent approval(String id) {
            return new Intent.ApproveHold(id, anyone(), anyHow(), anyDigest(id));
        }

        private void want(Intent intent) {
            if (Decide.on(fold.run(), intent, now) instanceof Decision.Events(var more)) {
                if (intent instanceof Intent.TypePhrase typed
                        && more.stream().anyMatch(Event.PhraseTyped.class::isInstance)) {
                    assertThat(typed.text()).as("taken for the phrase").isEqualTo(phrase(typed.step()));
                }
                take(more);
            }
        }

        private void hear(Signal signal) {
            take(Decide.on(fold.run(), signal, now).events());
        }

        /** The program dies; what was on disk comes back. */
        private void crash() {
            fold = replayed();
            hear(new Signal.Returned("bob", "h"));
            assertThat(PLAN.stops())
                    .allSatisfy(
                            stop -> assertThat(fold.run().status(stop).gate()).isInstanceOf(Gate.Locked.class));
        }

        private RunFold replayed() {
            var again = RunFold.of(PLAN);
            for (int n = 0; n < events.size(); n++) {
                again.apply(events.get(n), times.get(n));
            }
            return again;
        }

        private void replayIsTheSame() {
            assertThat(replayed().run()).isEqualTo(fold.run());
        }

        private void take(List<Event> more) {
            for (var event : more) {
                var before = fold.run();
                watch(before, event);
                fold.apply(event, now);
                events.add(event);
                times.add(now);
            }
        }

        /** The promises, each held against an event and the run before it. */
        private void watch(Run before, Event event) {
            if (event instanceof Event.OfStep ofStep) {
                gates.computeIfAbsent(ofStep.step(), id -> new Gatekeeper(PLAN.stop(id)))
                        .watch(event, now, before.driver());
            }
            switch (event) {
                case Event.StepStarted it -> started(before, it);
                case Event.RunFinished ignored ->
                    assertThat(before.openItems().values())
                            .as("finished with open items that nobody has taken over")
                            .allMatch(it -> it.handed() != null && it.claim() == null);
                case Event.ItemClosed it ->
                    assertThat(before.openItems()).as("closed what is not open").containsKey(it.item());
                default -> {}
            }
        }

        private void started(Run before, Event.StepStarted it) {
            var stop = PLAN.stop(it.step());
            var status = before.status(stop);
            assertThat(status.state())
                    .as("starts %s", it.step())
                    .isIn(StepState.TO_DO, StepState.FAILED, StepState.UNDONE);
            assertThat(it.attempt()).isEqualTo(attempts.merge(it.step(), 1, Integer::sum));
            assertThat(Readiness.missing(before, stop))
                    .as("needs of %s", it.step())
                    .isEmpty();
            if (stop.isHold()) {
                gates.get(it.step()).mayStart();
            }
        }

        private String anyStep() {
            return IDS.get(random.nextInt(IDS.size()));
        }

        private String anyone() {
            return PEOPLE.get(random.nextInt(PEOPLE.size()));
        }

        private Approvals.How anyHow() {
            return random.nextBoolean() ? Approvals.How.SESSION : Approvals.How.CODE;
        }

        private String anyDigest(String id) {
            return random.nextInt(4) == 0
                    ? "another"
                    : fold.run().approvals(PLAN.stop(id)).digest();
        }

        private Intent intent() {
            var id = anyStep();
            return switch (random.nextInt(20)) {
                case 16, 17, 18 -> approval(id);
                case 19 -> new Intent.RefuseCode(id, anyone());
                case 0, 1 -> new Intent.StartStep(id);
                case 2, 3, 4 -> new Intent.ArmHold(id);
                case 5, 6, 7 -> new Intent.TypePhrase(id, random.nextInt(4) == 0 ? "wrong" : phrase(id));
                case 8 -> new Intent.StopCountdown(id);
                case 9 -> new Intent.TickStep(id, Map.of());
                case 10 -> random.nextInt(4) == 0 ? new Intent.SkipStep(id, "r") : new Intent.RunOn();
                case 11 -> random.nextInt(4) == 0 ? new Intent.MarkDone(id, "r") : new Intent.RunOn();
                case 12 -> random.nextBoolean() ? new Intent.MarkFailed(id, "r") : new Intent.StopRunOn();
                case 13 -> new Intent.CancelStep(id);
                case 14 -> random.nextInt(3) == 0 ? new Intent.UndoStep(id, "r") : new Intent.AddNote(id, "n");
                default -> random.nextInt(30) == 0 ? new Intent.Leave() : new Intent.RunOn();
            };
        }

        private static String phrase(String id) {
            return PLAN.stop(id).step().hold() == null ? id : "go";
        }

        private Signal signal() {
            var id = anyStep();
            var attempt = Math.max(0, fold.run().status(id).attempt() - random.nextInt(2) * random.nextInt(2));
            return switch (random.nextInt(10)) {
                case 0, 1, 2 -> new Signal.ActionEnded(id, attempt, outcome(), Map.of());
                case 3, 4 -> new Signal.Verified(id, attempt, evidence(1));
                case 5, 6, 7 ->
                    new Signal.HoldSensed(
                            id,
                            evidence(PLAN.stop(id).hold().checks().size()),
                            now.minusSeconds(random.nextInt(180)),
                            List.of("does " + random.nextInt(8) / 7),
                            List.of("bob", "carol"));
                case 8 -> new Signal.UndoEnded(id, outcome());
                default -> new Signal.Tick();
            };
        }

        private Outcome outcome() {
            return switch (random.nextInt(6)) {
                case 0 -> Outcome.failed("broke", "");
                case 1 -> Outcome.unknown("lost");
                default -> Outcome.done("ok");
            };
        }

        /** Mostly green and new, sometimes red, old, or too little. */
        private List<Evidence> evidence(int wanted) {
            var seen = new ArrayList<Evidence>();
            for (int n = 0; n < wanted - (random.nextInt(12) == 0 ? 1 : 0); n++) {
                var at = now.minusSeconds(random.nextInt(10) == 0 ? 300 : 1);
                seen.add(random.nextInt(8) == 0 ? Evidence.red("c", "bad", at) : Evidence.green("c", "ok", at));
            }
            return seen;
        }
    }

    /** What one gate has seen since it was last locked; knows nothing of {@link Gates}. */
    private static final class Gatekeeper {
        private final Hold hold;
        private final HashSet<String> passed = new HashSet<>();
        private final HashSet<String> approved = new HashSet<>();
        private String asked = "";
        private Instant countdownEnds = Instant.MAX;

        Gatekeeper(Plan.Stop stop) {
            this.hold = stop.hold();
        }

        void watch(Event event, Instant now, String driver) {
            switch (event) {
                case Event.ApprovalsAsked it -> {
                    assertThat(it.digest().equals(asked) || approved.isEmpty())
                            .as("approvals of something else are still there")
                            .isTrue();
                    asked = it.digest();
                }
                case Event.HoldApproved it -> {
                    assertThat(it.by()).as("approves their own").isNotEqualTo(driver);
                    assertThat(it.digest()).as("approves something else").isEqualTo(asked);
                    assertThat(approved.add(it.by())).as("counts twice").isTrue();
                }
                case Event.ApprovalVoided it -> approved.remove(it.by());
                case Event.StepSkipped ignored -> approved.clear();
                case Event.StepDone ignored -> approved.clear();
                case Event.StepUndone ignored -> approved.clear();
                case Event.HoldLocked ignored -> passed.clear();
                case Event.HoldArmed it -> {
                    passed.clear();
                    good(it.evidence(), it.seen(), now);
                    passed.add("armed");
                }
                case Event.PhraseTyped ignored -> passed.add("typed");
                case Event.CountdownStarted it -> {
                    assertThat(approved).as("counts down").hasSizeGreaterThanOrEqualTo(hold.approvals());
                    countdownEnds = it.ends();
                }
                case Event.CountdownStopped ignored -> passed.remove("typed");
                case Event.HoldReleased it -> {
                    good(it.evidence(), it.seen(), now);
                    assertThat(passed).as("released").contains("armed", "typed");
                    assertThat(approved).as("approved").hasSizeGreaterThanOrEqualTo(hold.approvals());
                    assertThat(now).as("released before the countdown is over").isAfterOrEqualTo(countdownEnds);
                    passed.add("released");
                }
                default -> {}
            }
        }

        private void good(List<Evidence> evidence, Instant seen, Instant now) {
            assertThat(evidence).hasSize(hold.checks().size());
            assertThat(evidence).as("red evidence").allMatch(Evidence::green);
            if (!evidence.isEmpty()) {
                assertThat(seen.plus(hold.fresh())).as("stale evidence").isAfterOrEqualTo(now);
            }
        }

        /** A release is good for one start. */
        void mayStart() {
            assertThat(passed).as("starts unreleased").contains("released");
            passed.clear();
            approved.clear();
        }
    }
}
