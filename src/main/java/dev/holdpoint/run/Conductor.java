package dev.holdpoint.run;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Progress;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Drives a run: takes intents and signals one after the other on a thread of its own, has {@link Decide} judge them, writes the events down,
 * and only then acts on them. Everything below {@code onThread} is owned by that thread.
 */
public final class Conductor implements RunFeed, RunControl, AutoCloseable {
    private static final String UNWRITTEN = "the journal cannot be written: ";

    private final Plan plan;
    private final Journal journal;
    private final InstantSource clock;
    private final Crew crew;
    private final Rounds rounds;
    private final Known known;
    private final ScheduledExecutorService thread;
    private final Alarms alarms;
    private final RunFold fold;
    private final Waiting waiting = new Waiting();
    private final Followers followers;
    private volatile Run run;
    private volatile String trouble = "";
    private volatile List<String> found = List.of();
    private volatile Supplier<List<String>> reviewers = List::of;
    private volatile Supplier<List<String>> watchers = List::of;
    /** The return to the run, until it is on disk. */
    private volatile Signal.@Nullable Returned returning;
    /** Something could not be written, and nothing was since. */
    private boolean unheard;

    /** Who drives, and from where. */
    public record Who(String driver, String host) {}

    /**
     * @param past the run as its journal tells it, or one without events
     * @param form what is asked for, with values that are known already
     */
    public Conductor(
            RunFold past,
            Plan plan,
            Journal journal,
            Outputs outputs,
            Workplace workplace,
            Bindings bindings,
            List<Wanted> form,
            InstantSource clock) {
        this.plan = plan;
        this.journal = journal;
        this.clock = clock;
        this.fold = past;
        this.run = past.run();
        this.followers = new Followers(run);
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("conductor").daemon().factory());
        this.alarms = new Alarms(thread);
        this.crew = new Crew(this, bindings, outputs, workplace, clock);
        this.rounds = new Rounds(this, plan, followers, bindings, workplace, clock);
        this.known = new Known(plan, form, run.values());
    }

    /** @param names tells whenever a gate asks for approvals who may give them */
    public void reviewedBy(Supplier<List<String>> names) {
        reviewers = names;
    }

    /** @param names tells who looks on */
    public void watchedBy(Supplier<List<String>> names) {
        watchers = names;
    }

    @Override
    public List<String> watchers() {
        return watchers.get();
    }

    List<String> reviewers() {
        return reviewers.get().stream().filter(it -> !it.equals(run.driver())).toList();
    }

    /** Begins a new run: its first event. */
    public CompletableFuture<Decision> begin(Event.RunStarted started) {
        return submit(() -> Decision.of(started), () -> {});
    }

    /**
     * Comes back to a run. It goes on when the secrets that it had are given again; at once where it had none. Until its return is on disk,
     * which is tried again and again, nothing else is decided: gates may still stand open in what was written.
     *
     * @return completed after the first try
     */
    public CompletableFuture<@Nullable Void> comeBack(Who driver) {
        var returned = new Signal.Returned(driver.driver(), driver.host());
        returning = returned;
        var tried = new CompletableFuture<@Nullable Void>();
        onThread(() -> {
            if (!secretsWanted()) {
                waiting.add(returned, new CompletableFuture<>());
                drain();
            }
            tried.complete(null);
        });
        return tried;
    }

    /** The driver's terminal is gone. Written down as soon as it can be. @return false where the run is not even taken up again yet */
    public boolean hangUp() {
        if (returning != null) {
            return false;
        }
        tell(new Signal.HungUp());
        return true;
    }

    /** What was found when the run was begun or taken up: told to its driver, and noted. On one thread. */
    public void found(String what) {
        found = Stream.concat(found.stream(), Stream.of(what)).toList();
        var _ = want(new Intent.AddNote(null, what));
    }

    @Override
    public List<String> found() {
        return found;
    }

    private boolean secretsWanted() {
        return run.variablesSet() && !wanted().isEmpty();
    }

    @Override
    public CompletableFuture<Decision> want(Intent intent) {
        return submit(() -> answer(Hush.of(intent, known.values())), () -> known.learn(intent));
    }

    private Decision answer(Intent intent) {
        var now = clock.instant();
        var returned = returning;
        if (returned == null) {
            return Decide.on(run, intent, now);
        }
        if (intent instanceof Intent.Leave) {
            // Nothing of it was taken up: it stays as the program before has left it.
            return Decision.of();
        }
        if (!secretsWanted()) {
            return Decision.refused("the run is not taken up again yet: " + trouble);
        }
        if (!(intent instanceof Intent.SetVariables)) {
            return Decision.refused("give the secrets first: the program does not keep them");
        }
        var decision = Decide.on(run, intent, now);
        if (decision instanceof Decision.Events(var given)) {
            var events = new ArrayList<>(given);
            events.addAll(Decide.on(run, returned, now).events());
            return new Decision.Events(events);
        }
        return decision;
    }

    private CompletableFuture<Decision> submit(Supplier<Decision> question, Runnable onDisk) {
        var answer = new CompletableFuture<Decision>();
        onThread(() -> {
            Decision decision;
            try {
                // What was told before it comes first.
                drain();
                decision = question.get();
            } catch (RuntimeException e) {
                answer.complete(Decision.refused(Words.mistake(e)));
                return;
            }
            if (decision instanceof Decision.Events(var events)) {
                answer.complete(admit(events, onDisk) ? decision : Decision.refused(UNWRITTEN + trouble));
            } else {
                answer.complete(decision);
            }
        });
        return answer;
    }

    /** Takes in what an action, a check or the clock has to tell. While the journal can't be written it waits. */
    void tell(Signal signal) {
        var _ = queue(signal);
    }

    private CompletableFuture<@Nullable Void> queue(Signal signal) {
        var written = new CompletableFuture<@Nullable Void>();
        onThread(() -> {
            waiting.add(signal, written);
            drain();
        });
        return written;
    }

    /** As {@link #tell}, and returns when what came of it is on disk. */
    void tellAndWait(Signal signal) throws InterruptedException {
        try {
            queue(signal).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void onThread(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            // The conductor is closed: whoever still reports is heard when the run is taken up again.
            return;
        }
    }

    private void drain() {
        if (heardAgain() && waiting.drain(this::take, mistake -> trouble = Words.mistake(mistake))) {
            setAlarm();
        }
    }

    /** Before anything that waited: a countdown that nobody could stop must not come to its end first. A return locks all by itself. */
    private boolean heardAgain() {
        if (unheard && returning == null) {
            unheard = !admit(
                    Decide.on(run, new Signal.WrittenAgain(), clock.instant()).events(), () -> {});
            return !unheard;
        }
        return true;
    }

    private boolean take(Signal signal) {
        var events =
                Decide.on(run, Hush.of(signal, known.values()), clock.instant()).events();
        return admit(events, () -> {
            if (!events.isEmpty() && signal instanceof Signal.ActionEnded ended) {
                ended.captured().forEach(known::learn);
            }
        });
    }

    /**
     * Writes, folds, tells, acts: in this order, or not at all.
     *
     * @param onDisk before anything acts on them: a step that the program starts next may need the value
     */
    private boolean admit(List<Event> events, Runnable onDisk) {
        if (events.isEmpty()) {
            onDisk.run();
            return true;
        }
        var now = clock.instant();
        try {
            journal.append(events, now);
            trouble = "";
        } catch (IOException e) {
            trouble = Words.of(e);
            unheard = true;
            alarms.again(this::drain);
            followers.changed(run, List.of());
            return false;
        }
        onDisk.run();
        if (events.stream().anyMatch(Event.RunResumed.class::isInstance)) {
            returning = null;
        }
        events.forEach(event -> fold.apply(event, now));
        var then = fold.run();
        run = then;
        followers.changed(then, events);
        events.forEach(event -> crew.act(then, event));
        rounds.see(then);
        setAlarm();
        return true;
    }

    private void setAlarm() {
        var due = run.over() || run.left() || returning != null ? Optional.<Instant>empty() : Clock.due(run);
        alarms.set(due, clock.instant(), () -> tell(new Signal.Tick()));
    }

    /** Values with secrets, for actions and checks only. */
    Values values() {
        return known.with(run.values());
    }

    void progressed(String step, Progress word) {
        followers.progressed(step, word);
        moved(step);
    }

    void forgetProgress(String step) {
        followers.progressed(step, null);
    }

    void moved(String step) {
        followers.moved(step);
    }

    /** The run as of now. */
    public Run run() {
        return run;
    }

    @Override
    public Run follow(Listener listener) {
        return followers.follow(listener);
    }

    @Override
    public void forget(Listener listener) {
        followers.forget(listener);
    }

    @Override
    public Optional<Progress> progress(String step) {
        return followers.progress(step);
    }

    @Override
    public Optional<OutputSource> output(String step, int attempt) {
        return crew.output(step, attempt);
    }

    @Override
    public List<String> preview(String step) {
        return crew.previews().of(plan.stop(step), plan.stop(step).step().scope(values()));
    }

    @Override
    public List<String> undoPreview(String step) {
        return crew.previews().ofUndo(plan.stop(step), plan.stop(step).step().scope(values()));
    }

    @Override
    public List<Wanted> wanted() {
        return known.wanted(run);
    }

    @Override
    public Optional<Stall> stall() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(new Stall(Stall.Cause.JOURNAL, trouble));
    }

    @Override
    public void type(String step, byte[] keys) {
        crew.type(step, keys);
    }

    @Override
    public void resize(String step, int columns, int rows) {
        crew.resize(step, columns, rows);
    }

    @Override
    public List<Evidence> seen(String step) {
        return followers.seen(step);
    }

    /** Stops driving. Jobs go on. */
    @Override
    public void close() {
        rounds.close();
        crew.close();
        thread.shutdownNow();
    }
}
