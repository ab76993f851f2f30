package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random looks that nobody waits for, between intents, clocks and returns. A failure names its seed. */
final class SensingHistoriesTest {
    private static final int HISTORIES = 4_000;
    private static final int MOVES = 120;
    private static final Duration WINDOW = Duration.ofMinutes(2);
    private static final Duration SOAK = Duration.ofMinutes(1);
    private static final List<String> IDS = List.of("quiet", "a", "flip", "drop");

    @Test
    void nothingOpensOnRedOrTooLateUnaskedAndNothingStartsBeforeItsSoakIsOver() {
        long base = Long.getLong("histories.seed", System.nanoTime());
        int released = 0;
        int dropped = 0;
        for (int n = 0; n < HISTORIES; n++) {
            long seed = base + n;
            var history = new History(seed);
            try {
                history.walk();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("history of seed " + seed + " (-Dhistories.seed=" + seed + ")", e);
            }
            released += history.started.contains("flip") ? 1 : 0;
            dropped += history.started.contains("drop") ? 1 : 0;
        }
        assertThat(released).as("histories that went past the gate").isGreaterThan(500);
        assertThat(dropped).as("histories that went past the soak").isGreaterThan(500);
    }

    /** Its window is over after a third of the moves, more or less. */
    private static Plan plan() {
        return Walk.within(
                        WINDOW,
                        step("quiet").keep(Duration.ofSeconds(10)).undoable(),
                        step("a").needs("quiet"),
                        step("flip").needs("a").hold(0),
                        step("drop").needs("flip").soak("flip", SOAK, 1))
                .run()
                .plan();
    }

    /** One history, and what it has seen by itself: knows nothing of {@link Keeping} and {@link Soaking}. */
    private static final class History {
        private static final Plan PLAN = plan();

        private final Random random;
        private final RunFold fold = RunFold.of(PLAN);
        private final List<Event> events = new ArrayList<>();
        private final List<Instant> times = new ArrayList<>();
        private final Set<String> started = new HashSet<>();
        private Instant now = Walk.START;
        /** Whether the last look at the kept step was green, since it was done or the program came back. */
        private boolean quiet;
        /** Since when every look at the soak was green. */
        private @Nullable Instant well;

        private boolean looked;
        private boolean asked;

        History(long seed) {
            this.random = Chances.random(seed);
        }

        void walk() {
            take(List.of(new Event.RunStarted("r", "Test", "d", "alice", "h", false)));
            take(List.of(new Event.VariablesSet(Map.of(), List.of())));
            if (random.nextBoolean()) {
                past();
            }
            for (int move = 0; move < MOVES; move++) {
                now = now.plusMillis(random.nextInt(6_000));
                move(random.nextInt(40));
            }
            replayIsTheSame();
        }

        /** By chance alone the gate is passed too late for the soak behind it. */
        private void past() {
            want(new Intent.StartStep("quiet"));
            hear(new Signal.Verified("quiet", attempt("quiet"), List.of(evidence(true))));
            want(new Intent.StartStep("a"));
            end("a");
            want(new Intent.ArmHold("flip"));
            hear(new Signal.HoldSensed("flip", List.of(), now));
            want(new Intent.TypePhrase("flip", "go"));
            now = now.plusSeconds(5);
            hear(new Signal.Tick());
            hear(new Signal.HoldSensed("flip", List.of(), now));
            end("flip");
        }

        private void move(int which) {
            switch (which) {
                case 0 -> {
                    quiet = false;
                    looked = false;
                    hear(new Signal.Returned("bob", "h"));
                }
                case 1 -> want(new Intent.UndoStep("quiet", "r"));
                case 2, 3, 4, 5, 6 -> lookAtKept();
                case 7, 8, 9, 10, 11 -> lookAtSoak();
                case 12, 13, 14, 15, 16, 17 -> hear(new Signal.Tick());
                case 18, 19, 20 -> want(new Intent.StartStep(anyStep()));
                case 21 -> want(new Intent.RunOn());
                case 22, 23, 24, 25 -> want(new Intent.ArmHold("flip"));
                case 26 -> want(new Intent.PassWindow("flip"));
                case 27, 28, 29 -> want(new Intent.TypePhrase("flip", "go"));
                case 30, 31, 32 -> hear(new Signal.HoldSensed("flip", List.of(), now));
                case 33 -> hear(new Signal.UndoEnded("quiet", Outcome.done("ok")));
                case 34, 35 -> hear(new Signal.Verified("quiet", attempt("quiet"), List.of(evidence(true))));
                default -> end(anyStep());
            }
        }

        private void end(String id) {
            hear(new Signal.ActionEnded(id, attempt(id), Outcome.done("ok"), Map.of()));
        }

        private int attempt(String id) {
            return fold.run().status(id).attempt();
        }

        private String anyStep() {
            return IDS.get(random.nextInt(IDS.size()));
        }

        private void lookAtKept() {
            var green = random.nextInt(4) > 0;
            if (fold.run().status("quiet").state() == StepState.DONE) {
                quiet = green;
            }
            hear(new Signal.KeptSeen("quiet", attempt("quiet"), List.of(evidence(green))));
        }

        private void lookAtSoak() {
            var green = random.nextInt(16) > 0;
            if (fold.run().status("flip").state() == StepState.DONE) {
                looked = true;
                well = !green ? null : well == null ? now : well;
            }
            hear(new Signal.SoakSeen("drop", List.of(evidence(green))));
        }

        private Evidence evidence(boolean green) {
            return green ? Evidence.green("c", "ok", now) : Evidence.red("c", "bad", now);
        }

        private void want(Intent intent) {
            if (Decide.on(fold.run(), intent, now) instanceof Decision.Events(var more)) {
                take(more);
            }
        }

        private void hear(Signal signal) {
            take(Decide.on(fold.run(), signal, now).events());
        }

        private void take(List<Event> more) {
            for (var event : more) {
                watch(event);
                fold.apply(event, now);
                events.add(event);
                times.add(now);
            }
        }

        private void watch(Event event) {
            switch (event) {
                case Event.StepDone it when it.step().equals("quiet") -> quiet = true;
                case Event.StepDone it
                when it.step().equals("flip") -> {
                    well = now;
                    looked = false;
                }
                case Event.HoldLocked ignored -> asked = false;
                case Event.WindowPassed ignored -> asked = true;
                case Event.HoldArmed it -> {
                    asked = false;
                    mayOpen(it.step());
                }
                case Event.CountdownStarted it -> {
                    mayOpen(it.step());
                    inTime();
                }
                case Event.HoldReleased it -> {
                    mayOpen(it.step());
                    inTime();
                }
                case Event.StepStarted it -> started(it.step());
                default -> {}
            }
        }

        private void mayOpen(String step) {
            var kept = fold.run().status("quiet").state() == StepState.DONE;
            assertThat(!kept || quiet)
                    .as("%s opens while quiet is red or unseen", step)
                    .isTrue();
        }

        private void inTime() {
            var late = !now.isBefore(Walk.START.plus(WINDOW));
            assertThat(!late || asked).as("opens after the window unasked").isTrue();
        }

        private void started(String step) {
            started.add(step);
            if (step.equals("drop") && fold.run().status("drop").attempt() == 0) {
                assertThat(looked).as("nobody has looked at what soaks").isTrue();
                assertThat(well).as("what soaks is red").isNotNull();
                assertThat(Duration.between(well, now)).as("soaked").isGreaterThanOrEqualTo(SOAK);
            }
        }

        private void replayIsTheSame() {
            var again = RunFold.of(PLAN);
            for (int n = 0; n < events.size(); n++) {
                again.apply(events.get(n), times.get(n));
            }
            assertThat(again.run()).isEqualTo(fold.run());
        }
    }
}
