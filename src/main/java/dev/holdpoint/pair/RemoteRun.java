package dev.holdpoint.pair;

import dev.holdpoint.checklist.Checklist.SourceFile;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Followers;
import dev.holdpoint.run.Measured;
import dev.holdpoint.run.OutputSource;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunFeed;
import dev.holdpoint.run.RunFold;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Progress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A run that another program drives, to look at: its events are folded here as they are there. */
public final class RemoteRun implements RunFeed, AutoCloseable {
    /** A preview that does not come is shown as missing: nobody's keys wait longer for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Short: a row of 80 columns has the time before it. */
    private static final String UNHEARD = "the driver's program does not answer; suspended? use fg";

    /** A program that is busy answers later than at once. */
    private static final Duration SILENCE = Duration.ofSeconds(6);

    private final Call call;
    private final RunFold fold;
    private final Runnable gone;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<Wire.Frame>> asked = new ConcurrentHashMap<>();
    private final Followers followers;
    private volatile String trouble = "";
    private volatile boolean closed;
    private final Duration silence;
    /** When a sign of life was asked for that has not come yet, as {@link System#nanoTime}; null where none is owed. */
    private final AtomicReference<@Nullable Long> owed = new AtomicReference<>();

    /** Makes the plan of a checklist from its frozen files. */
    @FunctionalInterface
    public interface Planning {
        Plan plan(List<SourceFile> files) throws IOException;
    }

    private RemoteRun(Call call, RunFold fold, Runnable gone, Duration silence) {
        this.silence = silence;
        this.call = call;
        this.fold = fold;
        this.gone = gone;
        this.followers = new Followers(fold.run());
    }

    /**
     * Takes everything that has happened so far; what comes after it follows by itself.
     *
     * @param gone called when nothing more comes, on any thread; not after {@link #close}
     */
    public static RemoteRun join(Call call, Planning planning, Runnable gone) throws IOException {
        return join(call, planning, gone, SILENCE);
    }

    /** @param silence how long its program may say nothing before that is told */
    static RemoteRun join(Call call, Planning planning, Runnable gone, Duration silence) throws IOException {
        try {
            return joined(call, planning, gone, silence);
        } catch (RuntimeException e) {
            // Its driver's program may be another one than ours, or a broken one.
            throw new IOException("the run tells what cannot be: " + e.getMessage(), e);
        }
    }

    private static RemoteRun joined(Call call, Planning planning, Runnable gone, Duration silence) throws IOException {
        call.send("attach", Map.of());
        var files = new ArrayList<SourceFile>();
        RunFold fold = null;
        var figures = new HashMap<String, Measured.Figure>();
        boolean pulse = false;
        for (var told = call.soon(); !told.is().equals("ready"); told = call.soon()) {
            switch (told.is()) {
                // One that was built before there were pulses ends the conversation at the first.
                case "run" -> pulse = told.flag("pulse");
                case "file" -> files.add(new SourceFile(told.text("name"), told.text("text")));
                case "events" -> {
                    fold = fold == null ? RunFold.of(planning.plan(files)) : fold;
                    apply(told, fold);
                }
                case "measured" -> figures.putAll(figures(told));
                default -> throw new IOException("the run tells of " + told.is());
            }
        }
        if (fold == null) {
            throw new IOException("the run has not begun yet");
        }
        fold.run().plan().measured().learn(figures);
        var remote = new RemoteRun(call, fold, gone, silence);
        Thread.ofPlatform().name("remote run").daemon().start(remote::listen);
        if (pulse) {
            Thread.ofVirtual().name("pulse").start(remote::feel);
        }
        return remote;
    }

    private static List<Event> apply(Wire.Frame told, RunFold fold) throws IOException {
        var events = new ArrayList<Event>();
        for (var each : told.objects("events")) {
            var one = new Wire.Frame("event", each);
            var content = one.object("event");
            var event = Watch.EVENTS.decode(one.text("type"), content == null ? Map.of() : content);
            fold.apply(event, Instant.parse(one.text("at")));
            events.add(event);
        }
        return events;
    }

    private static Map<String, Measured.Figure> figures(Wire.Frame told) throws IOException {
        var figures = new HashMap<String, Measured.Figure>();
        for (var each : told.objects("figures")) {
            var one = new Wire.Frame("figure", each);
            var content = one.object("figure");
            figures.put(one.text("step"), Watch.FIGURES.decode("figure", content == null ? Map.of() : content));
        }
        return figures;
    }

    private void listen() {
        try {
            while (!closed) {
                take(call.next());
            }
        } catch (IOException | RuntimeException e) {
            asked.values().forEach(it -> it.cancel(false));
            if (!closed) {
                gone.run();
            }
        }
    }

    /** Asks for a sign of life again and again, but never for a second one while the first is owed. */
    private void feel() {
        try {
            while (!closed) {
                if (owed.compareAndSet(null, System.nanoTime())) {
                    call.send("pulse", Map.of());
                }
                Thread.sleep(silence.dividedBy(2));
            }
        } catch (IOException | InterruptedException over) {
            // Whoever listens has learned it too.
            return;
        }
    }

    private void take(Wire.Frame told) throws IOException {
        // Whatever it says, it lives.
        owed.set(null);
        switch (told.is()) {
            case "pulse" -> {}
            case "events" -> {
                var events = apply(told, fold);
                followers.changed(fold.run(), events);
            }
            case "moved" -> moved(told);
            case "trouble" -> trouble = told.text("why");
            case "answer" -> {
                var waiting = asked.remove(told.number("id"));
                if (waiting != null) {
                    waiting.complete(told);
                }
            }
            default -> throw new IOException("the run tells of " + told.is());
        }
    }

    private void moved(Wire.Frame told) throws IOException {
        var step = told.text("step");
        var now = told.object("progress");
        followers.progressed(step, now == null ? null : Watch.PROGRESS.decode("progress", now));
        var seen = new ArrayList<Evidence>();
        for (var each : told.objects("seen")) {
            seen.add(Watch.EVIDENCE.decode("evidence", each));
        }
        followers.saw(step, seen);
        followers.moved(step);
    }

    /** As far as it is known here. */
    public Run run() {
        return followers.run();
    }

    private Wire.Frame ask(String is, Map<String, ? extends @Nullable Object> content) throws IOException {
        long id = ids.incrementAndGet();
        var answer = new CompletableFuture<Wire.Frame>();
        asked.put(id, answer);
        Map<String, @Nullable Object> all = new HashMap<>(content);
        all.put("id", id);
        try {
            call.send(is, all);
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        } catch (ExecutionException | TimeoutException | java.util.concurrent.CancellationException e) {
            throw new IOException("the run does not answer", e);
        } finally {
            asked.remove(id);
        }
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
    public List<Evidence> seen(String step) {
        return followers.seen(step);
    }

    @Override
    public Optional<OutputSource> output(String step, int attempt) {
        var source = new RemoteOutput(step, attempt, this::ask);
        try {
            return attempt > 0 && source.there() ? Optional.of(source) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> preview(String step) {
        return lines(step, "runs");
    }

    @Override
    public List<String> undoPreview(String step) {
        return lines(step, "undo");
    }

    private List<String> lines(String step, String which) {
        try {
            return ask("preview", Map.of("step", step)).texts(which);
        } catch (IOException e) {
            return List.of("(not known here: " + e.getMessage() + ")");
        }
    }

    /** Values are their driver's to give. */
    @Override
    public List<Wanted> wanted() {
        return List.of();
    }

    @Override
    public Optional<Stall> stall() {
        var since = owed.get();
        if (since != null && System.nanoTime() - since > silence.toNanos()) {
            return Optional.of(new Stall(Stall.Cause.DRIVER, UNHEARD));
        }
        return trouble.isEmpty() ? Optional.empty() : Optional.of(new Stall(Stall.Cause.JOURNAL, trouble));
    }

    @Override
    public void close() throws IOException {
        closed = true;
        call.close();
    }
}
