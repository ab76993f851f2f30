package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Step.Downtime;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.journal.Codec;
import dev.holdpoint.journal.RunJournal;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Random intents, signals, clocks and crashes, driven through {@link Decide}. A failure names its seed. */
final class HistoriesTest {
    private static final int HISTORIES = 10_000;
    private static final int MOVES = 40;
    private static final Codec<Event> CODEC = RunJournal.codec();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();
    private static final TypeReference<Map<String, Object>> PAYLOAD = new TypeReference<>() {};
    private static final List<String> PEOPLE = List.of("alice", "bob", "carol", "dave");

    @Test
    void noHistoryBreaksAPromise() {
        long base = Long.getLong("histories.seed", System.nanoTime());
        int approved = 0;
        int finished = 0;
        for (int n = 0; n < HISTORIES; n++) {
            long seed = base + n;
            try {
                var random = new Random(seed);
                var history = new History(random, n % 2 == 0 ? PLAN : RandomPlan.of(random));
                history.walk();
                approved += history.released("pair") ? 1 : 0;
                finished += history.finished() ? 1 : 0;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("history of seed " + seed + " (-Dhistories.seed=" + seed + ")", e);
            }
        }
        assertThat(approved)
                .as("histories that released what two people had approved")
                .isGreaterThan(10);
        assertThat(finished).as("histories that came to their end").isGreaterThan(10);
    }

    /** All that the rules know of, in one plan that is always the same; others are made by chance. */
    private static final Plan PLAN = plan();

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
        private final Plan plan;
        private final Random random;
        private final List<String> ids;
        private final List<String> holds;
        private final List<Event> events = new ArrayList<>();
        private final List<Instant> times = new ArrayList<>();
        private final Promises promises;
        /** Its events go through the journal's own words. */
        private final boolean writes;

        private RunFold fold;
        private Instant now = Walk.START;

        History(Random random, Plan plan) {
            this.random = random;
            this.plan = plan;
            this.ids = plan.stops().stream().map(Plan.Stop::id).toList();
            this.holds = plan.stops().stream()
                    .filter(Plan.Stop::isHold)
                    .map(Plan.Stop::id)
                    .toList();
            this.promises = new Promises(plan);
            this.fold = RunFold.of(plan);
            // It costs more than all the rules.
            this.writes = random.nextInt(5) == 0;
        }

        void walk() {
            take(List.of(new Event.RunStarted("r", "Test", "d", "alice", "h", false)));
            want(new Intent.SetVariables(Values.NONE));
            var leaning = random.nextInt(3) == 0;
            for (int move = 0; move < MOVES; move++) {
                now = now.plusMillis(random.nextInt(20_000));
                if (random.nextInt(25) == 0) {
                    crash();
                } else if (leaning && random.nextInt(4) > 0) {
                    goOn();
                } else if (random.nextInt(3) == 0) {
                    hear(signal());
                } else {
                    want(intent());
                }
            }
            replayIsTheSame();
        }

        boolean released(String step) {
            return events.stream()
                    .anyMatch(it -> it instanceof Event.HoldReleased released
                            && released.step().equals(step));
        }

        boolean finished() {
            return events.stream().anyMatch(Event.RunFinished.class::isInstance);
        }

        /** By chance alone hardly any history comes to its end. */
        private void goOn() {
            var run = fold.run();
            var next = plan.stops().stream()
                    .filter(it -> !run.status(it).state().settled())
                    .findFirst();
            if (plan.find("pair") != null && random.nextBoolean()) {
                goOnWith("pair");
            } else if (next.isEmpty()) {
                want(
                        run.complete()
                                ? new Intent.Leave()
                                : new Intent.CloseItem(
                                        any(List.copyOf(run.openItems().keySet())), "r"));
            } else {
                goOn(next.get().id(), run.status(next.get()));
            }
        }

        private void goOn(String id, StepStatus status) {
            switch (status.state()) {
                case RUNNING -> {
                    if (plan.stop(id).traits().byHand()) {
                        want(new Intent.TickStep(id, Map.of(RandomPlan.VARIABLE, "yes")));
                    } else if (plan.stop(id).traits().looks()) {
                        hear(new Signal.Verified(id, status.attempt(), evidence(1)));
                    } else {
                        hear(new Signal.ActionEnded(id, status.attempt(), outcome(), captured(id)));
                    }
                }
                case VERIFYING -> hear(new Signal.Verified(id, status.attempt(), evidence(1)));
                case UNDOING -> hear(new Signal.UndoEnded(id, outcome()));
                case UNKNOWN -> want(new Intent.MarkFailed(id, "r"));
                default -> {
                    if (holds.contains(id)) {
                        goOnWith(id);
                    } else if (plan.stop(id).traits().byHand()) {
                        want(new Intent.TickStep(id, Map.of(RandomPlan.VARIABLE, "yes")));
                    } else {
                        want(
                                status.state() == StepState.FAILED
                                        ? new Intent.RetryStep(id, "r")
                                        : new Intent.StartStep(id));
                    }
                }
            }
        }

        /** Two approvals, a phrase and two looks in time: by chance alone that never happens. */
        private void goOnWith(String hold) {
            var look = new Signal.HoldSensed(
                    hold,
                    evidence(plan.stop(hold).hold().checks().size()),
                    now.minusSeconds(random.nextInt(60)),
                    List.of("does " + random.nextInt(8) / 7),
                    List.of());
            switch (fold.run().status(hold).gate()) {
                case Gate.Locked ignored -> want(new Intent.ArmHold(hold));
                case Gate.Sensing ignored -> hear(look);
                case Gate.Armed ignored ->
                    want(random.nextBoolean() ? new Intent.TypePhrase(hold, phrase(hold)) : approval(hold));
                case Gate.Waiting ignored -> want(approval(hold));
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
            hear(new Signal.Returned(random.nextBoolean() ? "bob" : "alice", "h"));
            promises.cameBack(fold.run());
        }

        private RunFold replayed() {
            var again = RunFold.of(plan);
            for (int n = 0; n < events.size(); n++) {
                again.apply(events.get(n), times.get(n));
            }
            return again;
        }

        /** As it comes back from the journal. */
        private static Event written(Event event) {
            var payload = JSON.readValue(JSON.writeValueAsBytes(CODEC.encode(event)), PAYLOAD);
            var read = CODEC.decode(CODEC.type(event), payload);
            assertThat(read).isEqualTo(event);
            return read;
        }

        private void replayIsTheSame() {
            assertThat(replayed().run()).isEqualTo(fold.run());
        }

        private void take(List<Event> more) {
            promises.hold(fold.run(), more, now);
            for (var event : more) {
                fold.apply(event, now);
                events.add(writes ? written(event) : event);
                times.add(now);
            }
            promises.held(fold.run());
        }

        private String anyStep() {
            var active = ids.stream()
                    .filter(it -> fold.run().status(it).state().active()
                            || fold.run().status(it).gate() instanceof Gate.Sensing)
                    .toList();
            return active.isEmpty() || random.nextInt(3) == 0 ? any(ids) : any(active);
        }

        private String any(List<String> names) {
            return names.get(random.nextInt(names.size()));
        }

        private String anyone() {
            return any(PEOPLE);
        }

        /** Of the variable that some plans have. */
        private Map<String, String> found() {
            return random.nextInt(5) == 0 ? Map.of() : Map.of(RandomPlan.VARIABLE, any(List.of("yes", "no")));
        }

        private Approvals.How anyHow() {
            return random.nextBoolean() ? Approvals.How.SESSION : Approvals.How.CODE;
        }

        private String anyDigest(String id) {
            return random.nextInt(4) == 0
                    ? "another"
                    : fold.run().approvals(plan.stop(id)).digest();
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
                case 9 -> new Intent.TickStep(id, found());
                case 10 -> random.nextInt(4) == 0 ? new Intent.SkipStep(id, "r") : new Intent.RunOn();
                case 11 -> random.nextInt(4) == 0 ? new Intent.MarkDone(id, "r", found()) : new Intent.RunOn();
                case 12 -> random.nextBoolean() ? new Intent.MarkFailed(id, "r") : new Intent.StopRunOn();
                case 13 -> new Intent.CancelStep(id);
                case 14 -> random.nextInt(3) == 0 ? new Intent.UndoStep(id, "r") : new Intent.AddNote(id, "n");
                case 15 ->
                    switch (random.nextInt(4)) {
                        case 0 -> new Intent.Leave();
                        case 1 -> new Intent.RetryStep(id, "r");
                        case 2 -> new Intent.CloseItem(any(List.of("door", "tap", "lamp")), "r");
                        default -> new Intent.RunOn();
                    };
                default -> new Intent.RunOn();
            };
        }

        private String phrase(String id) {
            return plan.phrase(plan.stop(id), Values.NONE);
        }

        private Signal signal() {
            var id = anyStep();
            var attempt = Math.max(0, fold.run().status(id).attempt() - random.nextInt(2) * random.nextInt(2));
            return switch (random.nextInt(10)) {
                case 0, 1, 2 -> new Signal.ActionEnded(id, attempt, outcome(), captured(id));
                case 3, 4 -> new Signal.Verified(id, attempt, evidence(1));
                case 5, 6, 7 ->
                    new Signal.HoldSensed(
                            id,
                            evidence(plan.stop(id).hold().checks().size()),
                            now.minusSeconds(random.nextInt(180)),
                            List.of("does " + random.nextInt(8) / 7),
                            List.of("bob", "carol"));
                case 8 -> new Signal.UndoEnded(id, outcome());
                default -> new Signal.Tick();
            };
        }

        private Map<String, String> captured(String id) {
            return plan.stop(id).step().capture().isEmpty() ? Map.of() : found();
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
}
