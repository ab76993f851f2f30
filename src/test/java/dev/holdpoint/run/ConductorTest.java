package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Setting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The order that the conductor keeps: on disk first, then acted on; not on disk, not done. */
final class ConductorTest {
    private final AtomicBoolean full = new AtomicBoolean();
    private final AtomicBoolean breaks = new AtomicBoolean();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<Event> written = new ArrayList<>();

    @Test
    void whileTheJournalCannotBeWrittenNothingIsDone() {
        try (var conductor = conductor()) {
            full.set(true);
            var answer = conductor.want(new Intent.StartStep("a")).join();
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Decision.Refusal.class,
                            it -> assertThat(it.reason()).isEqualTo("the journal cannot be written: no space left"));
            assertThat(conductor.stall().map(RunFeed.Stall::why)).contains("no space left");
            assertThat(conductor.run().status("a").state()).isEqualTo(StepState.TO_DO);
            assertThat(opened).hasValue(0);
        }
    }

    @Test
    void whenThereIsSpaceAgainItGoesOn() {
        try (var conductor = conductor()) {
            full.set(true);
            conductor.want(new Intent.StartStep("a")).join();
            full.set(false);
            assertThat(conductor.want(new Intent.AddNote(null, "made room")).join())
                    .isInstanceOf(Decision.Events.class);
            assertThat(conductor.stall()).isEmpty();
        }
    }

    /** The key that should have stopped it was refused: when there is space again the countdown does not come to its end. */
    @Test
    void aCountdownThatNoKeyCouldStopIsOver() {
        try (var conductor = conductor(InstantSource.fixed(Walk.START))) {
            conductor.want(new Intent.ArmHold("gate")).join();
            awaitGate(conductor, Gate.Armed.class);
            conductor.want(new Intent.TypePhrase("gate", "go")).join();
            awaitGate(conductor, Gate.Counting.class);
            full.set(true);
            assertThat(conductor.want(new Intent.StopCountdown("gate")).join()).isInstanceOf(Decision.Refusal.class);
            full.set(false);
            awaitGate(conductor, Gate.Locked.class);
            assertThat(conductor.run().status("gate").state()).isEqualTo(StepState.TO_DO);
            assertThat(opened).hasValue(0);
        }
    }

    private static void awaitGate(Conductor conductor, Class<? extends Gate> wanted) {
        var come = new CountDownLatch(1);
        var listener = new RunFeed.Listener() {
            @Override
            public void changed(Run run, List<Event> events) {
                if (wanted.isInstance(run.status("gate").gate())) {
                    come.countDown();
                }
            }

            @Override
            public void moved(String step) {
                // Only gates are waited for.
            }
        };
        listener.changed(conductor.follow(listener), List.of());
        try {
            assertThat(come.await(20, TimeUnit.SECONDS)).as("%s", wanted).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            conductor.forget(listener);
        }
    }

    @Test
    void aSignalWaitsForTheDiskAndIsNotLost() throws InterruptedException {
        try (var conductor = conductor()) {
            full.set(true);
            conductor.tell(new Signal.Remembered("a", "key", "value"));
            conductor.want(new Intent.AddNote(null, "meanwhile")).join();
            assertThat(conductor.run().status("a").remembered()).isEmpty();
            full.set(false);
            conductor.tellAndWait(new Signal.Tick());
            assertThat(conductor.run().status("a").remembered()).containsEntry("key", "value");
        }
    }

    @Test
    void whoeverWaitsForAFactWaitsForTheDisk() throws Exception {
        try (var conductor = conductor()) {
            full.set(true);
            var waiter = Thread.ofVirtual().start(() -> {
                try {
                    conductor.tellAndWait(new Signal.Remembered("a", "key", "value"));
                    opened.incrementAndGet();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            awaitTrouble(conductor);
            assertThat(waiter.join(Duration.ofMillis(200))).isFalse();
            assertThat(opened).hasValue(0);
            full.set(false);
            assertThat(waiter.join(Duration.ofSeconds(10))).isTrue();
            assertThat(conductor.run().status("a").remembered()).containsEntry("key", "value");
        }
    }

    /** Though nobody says anything meanwhile: the second failure must not be the last try. */
    @Test
    void itIsTriedForAsLongAsTheDiskIsFull() throws Exception {
        try (var conductor = conductor()) {
            full.set(true);
            conductor.tell(new Signal.Remembered("a", "key", "value"));
            var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (refused.get() < 3) {
                assertThat(System.nanoTime()).as("%s tries", refused).isLessThan(deadline);
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aMistakeOfTheProgramKeepsNothingElseFromBeingHeard() throws InterruptedException {
        try (var conductor = conductor()) {
            conductor.tell(new Signal.UndoEnded("no-such-step", Outcome.done("fine")));
            conductor.tellAndWait(new Signal.Remembered("a", "key", "value"));
            assertThat(conductor.run().status("a").remembered()).containsEntry("key", "value");
        }
    }

    @Test
    void anErrorInsideAnActionFailsItsStep() throws InterruptedException {
        try (var conductor = conductor()) {
            var failed = new CountDownLatch(1);
            conductor.follow(new RunFeed.Listener() {
                @Override
                public void changed(Run run, List<Event> events) {
                    if (run.status("a").state() == StepState.FAILED) {
                        failed.countDown();
                    }
                }

                @Override
                public void moved(String step) {}
            });
            breaks.set(true);
            conductor.want(new Intent.StartStep("a")).join();
            assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(conductor.run().status("a").says()).contains("StackOverflowError");
        }
    }

    @Test
    void aSecretInANoteIsNotWritten() {
        try (var conductor = conductor()) {
            conductor
                    .want(new Intent.SetVariables(Values.NONE.with("word", "sesame", false)))
                    .join();
            conductor.want(new Intent.AddNote(null, "used sesame")).join();
            assertThat(written).contains(new Event.NoteAdded(null, "alice", "used sesame"));
            conductor
                    .want(new Intent.SetVariables(Values.NONE.with("password", "sesame", true)))
                    .join();
            conductor.want(new Intent.AddNote(null, "used sesame")).join();
            assertThat(written).contains(new Event.NoteAdded(null, "alice", "used ••••"));
        }
    }

    private static void awaitTrouble(Conductor conductor) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (conductor.stall().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(conductor.stall()).isPresent();
    }

    @Test
    void whoFollowsSeesEveryEventOnce() {
        try (var conductor = conductor()) {
            var seen = new ArrayList<Event>();
            conductor.follow(new RunFeed.Listener() {
                @Override
                public void changed(Run run, List<Event> events) {
                    seen.addAll(events);
                }

                @Override
                public void moved(String step) {}
            });
            conductor.want(new Intent.AddNote(null, "one")).join();
            conductor.want(new Intent.AddNote(null, "two")).join();
            assertThat(seen).isEqualTo(written.subList(written.size() - 2, written.size()));
        }
    }

    private Conductor conductor() {
        return conductor(InstantSource.system());
    }

    private Conductor conductor(InstantSource clock) {
        var plan = Walk.over(step("a"), step("gate").hold(0)).run().plan();
        var fold = RunFold.of(plan)
                .apply(new Event.RunStarted("r", "Test", "d", "alice", "h", false), Walk.START)
                .apply(new Event.VariablesSet(Map.of(), List.of()), Walk.START);
        return new Conductor(fold, plan, this::append, new NoOutputs(), new NoWork(), new NoKinds(), List.of(), clock);
    }

    private void append(List<Event> events, Instant at) throws IOException {
        if (full.get()) {
            refused.incrementAndGet();
            throw new IOException("no space left");
        }
        written.addAll(events);
    }

    private final class NoWork implements Workplace {
        @Override
        public Work open(String name, Step step, Values values, boolean resumed, Outputs.Sink sink, Reports reports) {
            opened.incrementAndGet();
            throw new IllegalStateException("nothing is carried out in this test");
        }

        @Override
        public boolean anyRuns(Map<String, String> jobs, Values values) {
            return false;
        }

        @Override
        public List<String> stop(Map<String, String> jobs, Values values) {
            return List.of();
        }

        @Override
        public void tidy(Map<String, String> jobs, Values values) {}
    }

    private final class NoOutputs implements Outputs {
        @Override
        public Sink open(String step, int attempt, Set<String> secrets) throws IOException {
            opened.incrementAndGet();
            if (breaks.get()) {
                throw new StackOverflowError();
            }
            throw new IOException("no output in this test");
        }

        @Override
        public Sink gate(String step, Set<String> secrets) throws IOException {
            throw new IOException("no output in this test");
        }

        @Override
        public Optional<OutputSource> source(String step, int attempt) {
            return Optional.empty();
        }
    }

    private static final class NoKinds implements Bindings {
        @Override
        public Bound<?> action(KindUse use, Values values) {
            throw new BindRefused("no kinds in this test");
        }

        @Override
        public Looked<?> check(KindUse use, Values values) {
            throw new BindRefused("no kinds in this test");
        }

        @Override
        public Setting setting(Values values) {
            throw new BindRefused("no kinds in this test");
        }
    }
}
