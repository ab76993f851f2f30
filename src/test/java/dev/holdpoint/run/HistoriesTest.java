package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Step.Downtime;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.journal.Codec;
import dev.holdpoint.journal.RunJournal;
import dev.holdpoint.step.Afterlife;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Random intents, signals, clocks and crashes, driven through {@link Decide}. A failure names its seed. */
final class HistoriesTest {
    private static final int HISTORIES = 10_000;
    private static final int MOVES = 40;
    private static final Map<String, Integer> DRAWN = new TreeMap<>();
    private static final Codec<Event> CODEC = RunJournal.codec();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();
    private static final TypeReference<Map<String, Object>> PAYLOAD = new TypeReference<>() {};

    @Test
    void noHistoryBreaksAPromise() {
        long base = Long.getLong("histories.seed", System.nanoTime());
        int approved = 0;
        int finished = 0;
        int wentBack = 0;
        int undone = 0;
        int undoneOnTheWay = 0;
        for (int n = 0; n < HISTORIES; n++) {
            long seed = base + n;
            try {
                var random = Chances.random(seed);
                // By the seed, so that the seed alone brings a history back.
                var history =
                        new History(random, seed % 8 == 1 ? AGREED : seed % 2 == 0 ? PLAN : RandomPlan.of(random));
                history.walk();
                approved += history.released("pair") ? 1 : 0;
                finished += history.had(Event.RunFinished.class) ? 1 : 0;
                undone += history.undone();
                undoneOnTheWay += history.undoneOnTheWay();
                wentBack += history.had(Event.RollbackEnded.class) ? 1 : 0;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("history of seed " + seed + " (-Dhistories.seed=" + seed + ")", e);
            }
        }
        assertThat(approved)
                .as("histories that released what two people had approved")
                .isGreaterThan(10);
        assertThat(finished).as("histories that came to their end").isGreaterThan(10);
        assertThat(undone).as("undos that went through their gate").isGreaterThan(10);
        assertThat(undoneOnTheWay)
                .as("undos of a rollback that went through their gate")
                .isPositive();
        assertThat(wentBack).as("histories that went all the way back").isGreaterThan(10);
        // What no history draws keeps its promises for nothing.
        var answered = new TreeSet<>(DRAWN.keySet());
        assertThat(answered).as("intents and signals that came to something").containsAll(Chances.ALL);
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
                        step("pair").needs().anytime().hold(1).approvals(2).undoReaches(),
                        step("clear").mends("full").undoable(),
                        step("look").needs("clear").mends("full").byHand(),
                        step("grant").mends("denied", "a", "flip").hold(1))
                .run()
                .plan();
    }

    /** Short enough for a history to go through a gate of more people and all the way back through another. */
    private static final Plan AGREED = Walk.blank(
                    List.of(),
                    step("a").undoable(),
                    step("pair").needs("a").hold(0).approvals(1).undoReaches())
            .run()
            .plan();

    /** One history, and what it must never do. */
    private static final class History {
        private final Plan plan;
        private final Random random;
        private final List<String> ids;
        private final List<String> holds;
        private final List<Event> events = new ArrayList<>();
        private final List<Instant> times = new ArrayList<>();
        private final Promises promises;
        private final Chances chances;
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
            this.chances = new Chances(random, plan);
            this.fold = RunFold.of(plan);
            // It costs more than all the rules.
            this.writes = random.nextInt(5) == 0;
        }

        void walk() {
            take(null, List.of(new Event.RunStarted("r", "Test", "d", "alice", "h", false)));
            want(new Intent.SetVariables(Values.NONE));
            var leaning = random.nextInt(3) == 0 || plan.equals(AGREED);
            for (int move = 0; move < MOVES; move++) {
                now = now.plusMillis(random.nextInt(20_000));
                if (random.nextInt(fold.run().unattended() ? 4 : 25) == 0) {
                    crash();
                } else if (leaning && random.nextInt(4) > 0) {
                    goOn();
                } else if (random.nextInt(3) == 0) {
                    hear(chances.signal(fold.run(), now));
                } else {
                    want(chances.intent(fold.run(), now));
                }
            }
            replayIsTheSame();
        }

        boolean released(String step) {
            return events.stream()
                    .anyMatch(it -> it instanceof Event.HoldReleased released
                            && released.step().equals(step));
        }

        int undone() {
            return promises.released();
        }

        int undoneOnTheWay() {
            return promises.releasedOnTheWay();
        }

        boolean had(Class<? extends Event> event) {
            return events.stream().anyMatch(event::isInstance);
        }

        /** By chance alone hardly any history comes to its end. */
        private void goOn() {
            var run = fold.run();
            if (run.rollback().bars()) {
                goBack(run.rollback());
                return;
            }
            var next = plan.stops().stream()
                    .filter(it -> !run.status(it).state().settled())
                    .findFirst();
            var undo = atUndo();
            if (undo.isPresent() && !run.active()) {
                goOnWith(undo.get());
            } else if (random.nextInt(8) == 0) {
                want(new Intent.UndoStep(chances.reaching(run), "r"));
            } else if (plan.find("pair") != null && random.nextBoolean()) {
                if (run.status(plan.stop("pair")).state() == StepState.DONE && random.nextInt(4) == 0) {
                    want(new Intent.RollBack("r", RollingBack.PHRASE));
                } else {
                    goOnWith("pair");
                }
            } else if (next.isEmpty()) {
                want(
                        run.complete()
                                ? new Intent.Leave()
                                : chances.settled(
                                        chances.any(List.copyOf(run.openItems().keySet())), now));
            } else {
                goOn(next.get().id(), run.status(next.get()));
            }
        }

        private Optional<String> atUndo() {
            return ids.stream()
                    .filter(it -> fold.run().status(it).gate().back() != null)
                    .findFirst();
        }

        private void goBack(Rollback way) {
            var undoing = ids.stream()
                    .filter(it -> fold.run().status(it).state().active())
                    .findFirst();
            if (undoing.isPresent()) {
                goOn(undoing.get(), fold.run().status(undoing.get()));
            } else if (way.looking()) {
                hear(new Signal.SourceLooked(chances.evidence(1, now)));
            } else if (way.stage() == Rollback.Stage.OVER) {
                want(random.nextInt(8) == 0 ? new Intent.Abort("r") : new Intent.GoForward("r"));
            } else if (atUndo().isPresent()) {
                goOnWith(atUndo().get());
            } else if (way.going()) {
                hear(new Signal.Tick());
            } else {
                want(chances.goingBack(fold.run()));
            }
        }

        private void goOn(String id, StepStatus status) {
            switch (status.state()) {
                case RUNNING -> {
                    if (plan.stop(id).traits().byHand()) {
                        want(new Intent.TickStep(id, Map.of(RandomPlan.VARIABLE, "yes")));
                    } else if (plan.stop(id).traits().looks()) {
                        hear(new Signal.Verified(id, status.attempt(), chances.evidence(1, now)));
                    } else {
                        hear(new Signal.ActionEnded(id, status.attempt(), chances.outcome(), chances.captured(id)));
                    }
                }
                case VERIFYING -> hear(new Signal.Verified(id, status.attempt(), chances.evidence(1, now)));
                case UNDOING -> hear(new Signal.UndoEnded(id, chances.outcome()));
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
                    chances.evidence(chances.wanted(fold.run(), hold), now),
                    now.minusSeconds(random.nextInt(60)),
                    List.of("does " + random.nextInt(8) / 7),
                    List.of());
            switch (fold.run().status(hold).gate()) {
                case Gate.Locked ignored -> want(new Intent.ArmHold(hold));
                case Gate.Sensing ignored -> hear(look);
                case Gate.Armed ignored ->
                    want(
                            random.nextBoolean()
                                    ? new Intent.TypePhrase(hold, chances.phrase(fold.run(), hold))
                                    : chances.approval(fold.run(), hold));
                case Gate.Waiting ignored ->
                    want(random.nextBoolean() ? new Intent.PassWindow(hold) : chances.approval(fold.run(), hold));
                case Gate.Counting ignored -> hear(new Signal.Tick());
                case Gate.Released ignored -> hear(new Signal.Tick());
            }
        }

        private void want(Intent intent) {
            if (fold.run().unattended() && !(intent instanceof Intent.Leave)) {
                // Nobody is there to want anything; the program itself leaves when nothing runs any more.
                return;
            }
            if (Decide.on(fold.run(), intent, now) instanceof Decision.Events(var more)) {
                if (intent instanceof Intent.TypePhrase typed
                        && more.stream().anyMatch(Event.PhraseTyped.class::isInstance)) {
                    assertThat(typed.text())
                            .as("taken for the phrase")
                            .isEqualTo(chances.phrase(fold.run(), typed.step()));
                }
                take(intent, more);
            }
        }

        private void hear(Signal signal) {
            take(signal, Decide.on(fold.run(), signal, now).events());
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

        /** @param cause the intent or signal; null for the beginning */
        private void take(@Nullable Object cause, List<Event> more) {
            promises.hold(fold.run(), cause, more, now);
            for (var event : more) {
                fold.apply(event, now);
                events.add(writes ? written(event) : event);
                times.add(now);
            }
            promises.held(fold.run());
            leftOut(fold.run());
            if (!more.isEmpty() && cause != null) {
                DRAWN.merge(cause.getClass().getSimpleName(), 1, Integer::sum);
            }
        }

        /** A value that is found out anew brings back what did not apply with the one before it. */
        private void leftOut(Run run) {
            var yes =
                    run.values().get(RandomPlan.VARIABLE).filter("yes"::equals).isPresent()
                            && plan.setters(RandomPlan.VARIABLE).stream()
                                    .allMatch(it -> run.status(it).state().settled());
            for (var stop : plan.stops()) {
                if (yes && stop.step().when() != null && run.status(stop).state() == StepState.NOT_APPLICABLE) {
                    throw new AssertionError(stop.id() + " applies, and the run says that it does not");
                }
            }
        }
    }
}
