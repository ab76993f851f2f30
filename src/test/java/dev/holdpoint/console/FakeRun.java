package dev.holdpoint.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdpoint.run.Decide;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.OutputSource;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunControl;
import dev.holdpoint.run.RunFeed;
import dev.holdpoint.run.RunFold;
import dev.holdpoint.run.Signal;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A run with the real rules and no journal, no hosts, no actions: a test or a demo says what those would have told. */
public final class FakeRun implements RunFeed, RunControl {
    private final RunFold fold;
    private final InstantSource clock;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Progress> progress = new HashMap<>();
    private final Map<String, Printed> outputs = new HashMap<>();
    private final Map<String, List<String>> previews = new HashMap<>();
    private final Map<String, List<String>> undos = new HashMap<>();
    private final List<Intent> intents = new ArrayList<>();
    private final Map<String, String[]> given = new HashMap<>();
    private final List<Wanted> forgotten = new ArrayList<>();
    private final StringBuilder typed = new StringBuilder();
    private final List<String> sizes = new ArrayList<>();
    private Starter starter = (run, event) -> {};
    private @Nullable Stall stall;

    /** Told of every event, to play what would follow from it. */
    public interface Starter {
        void told(FakeRun run, Event event);
    }

    public FakeRun(Plan plan, InstantSource clock, boolean rehearsal) {
        this.fold = RunFold.of(plan);
        this.clock = clock;
        apply(List.of(new Event.RunStarted("r1", plan.checklist().title(), "0", "alice", "bastion", rehearsal)));
    }

    public void plays(Starter play) {
        starter = play;
    }

    public void previews(String step, String... lines) {
        previews.put(step, List.of(lines));
    }

    public void undos(String step, String... lines) {
        undos.put(step, List.of(lines));
    }

    public synchronized Run run() {
        return fold.run();
    }

    /** What has been asked for so far. */
    public synchronized List<Intent> intents() {
        return List.copyOf(intents);
    }

    public void gives(String name, String value, String source) {
        given.put(name, new String[] {value, source});
    }

    /** As after a restart: a secret is asked for again. */
    void forgets(String name) {
        forgotten.add(new Wanted(run().plan().checklist().variable(name).orElseThrow(), "", ""));
    }

    @Override
    public List<Wanted> wanted() {
        if (run().variablesSet()) {
            return List.copyOf(forgotten);
        }
        return run().plan().checklist().variables().stream()
                .map(it -> {
                    var known = given.getOrDefault(it.name(), new String[] {"", ""});
                    return new Wanted(it, known[0], known[1]);
                })
                .toList();
    }

    synchronized String typed() {
        return typed.toString();
    }

    /** The rules take the intent; a test may also call this directly. */
    public synchronized Decision take(Intent intent) {
        intents.add(intent);
        if (intent instanceof Intent.SetVariables) {
            forgotten.clear();
        }
        var decision = Decide.on(fold.run(), intent, clock.instant());
        if (decision instanceof Decision.Events(List<Event> events)) {
            apply(events);
        }
        return decision;
    }

    public synchronized void hear(Signal signal) {
        apply(Decide.on(fold.run(), signal, clock.instant()).events());
    }

    /** Facts out of nowhere, at a time of their own. */
    public synchronized void happen(Instant at, Event... events) {
        for (var event : events) {
            fold.apply(event, at);
        }
        tell(List.of(events));
    }

    private void apply(List<Event> events) {
        if (!events.isEmpty()) {
            events.forEach(event -> fold.apply(event, clock.instant()));
            tell(events);
        }
    }

    private void tell(List<Event> events) {
        var now = fold.run();
        // What one run of a step said of itself says nothing of its undo.
        events.stream()
                .filter(Event.StepUndoing.class::isInstance)
                .forEach(it -> progress.remove(((Event.StepUndoing) it).step()));
        listeners.forEach(it -> it.changed(now, events));
        events.forEach(it -> starter.told(this, it));
    }

    public void ends(String step, Outcome outcome) {
        hear(new Signal.ActionEnded(step, run().status(step).attempt(), outcome, Map.of()));
    }

    public void verified(String step, Evidence... seen) {
        hear(new Signal.Verified(step, run().status(step).attempt(), List.of(seen)));
    }

    public void senses(String step, Evidence... seen) {
        hear(new Signal.HoldSensed(step, List.of(seen), clock.instant()));
    }

    public synchronized void progresses(String step, Progress now) {
        progress.put(step, now);
        listeners.forEach(it -> it.moved(step));
    }

    public void prints(String step, String text) {
        printed(step, text, clock.instant());
    }

    /** Output that came at a time of its own. */
    void printed(String step, String text, Instant at) {
        synchronized (this) {
            outputs.computeIfAbsent(step + "#" + fold.run().status(step).attempt(), key -> new Printed())
                    .add(text, at);
        }
        listeners.forEach(it -> it.moved(step));
    }

    public void breaks(@Nullable String why) {
        stall = why == null ? null : new Stall(Stall.Cause.JOURNAL, why);
    }

    public void unheard(@Nullable String why) {
        stall = why == null ? null : new Stall(Stall.Cause.DRIVER, why);
    }

    @Override
    public synchronized Run follow(Listener listener) {
        listeners.add(listener);
        return fold.run();
    }

    @Override
    public void forget(Listener listener) {
        listeners.remove(listener);
    }

    @Override
    public synchronized Optional<Progress> progress(String step) {
        return Optional.ofNullable(progress.get(step));
    }

    @Override
    public synchronized Optional<OutputSource> output(String step, int attempt) {
        return Optional.ofNullable(outputs.get(step + "#" + attempt));
    }

    @Override
    public List<String> preview(String step) {
        return previews.getOrDefault(step, List.of("true"));
    }

    @Override
    public List<String> undoPreview(String step) {
        return undos.getOrDefault(step, List.of());
    }

    @Override
    public Optional<Stall> stall() {
        return Optional.ofNullable(stall);
    }

    @Override
    public CompletableFuture<Decision> want(Intent intent) {
        return CompletableFuture.completedFuture(take(intent));
    }

    @Override
    public synchronized void type(String step, byte[] keys) {
        typed.append(new String(keys, UTF_8));
    }

    @Override
    public synchronized void resize(String step, int columns, int rows) {
        sizes.add(run().status(step).state() + " " + columns + "x" + rows);
    }

    /** The sizes that steps were told, and how they stood then. */
    synchronized List<String> sizes() {
        return List.copyOf(sizes);
    }

    /** Output kept in memory; its file is written when somebody asks for it. */
    private static final class Printed implements OutputSource {
        /** When what begins at an offset came: a reader may ask for an old one once a new one is there. */
        private final NavigableMap<Long, Instant> came = new TreeMap<>(Map.of(0L, Instant.EPOCH));

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        synchronized void add(String text, Instant now) {
            came.put((long) bytes.size(), now);
            bytes.writeBytes(text.getBytes(UTF_8));
        }

        @Override
        public synchronized long size() {
            return bytes.size();
        }

        @Override
        public synchronized int read(long offset, byte[] into) {
            int count = (int) Math.min(into.length, bytes.size() - offset);
            if (count > 0) {
                System.arraycopy(bytes.toByteArray(), (int) offset, into, 0, count);
            }
            return Math.max(0, count);
        }

        @Override
        public synchronized String printed(int most) {
            return bytes.toString(UTF_8);
        }

        @Override
        public synchronized Instant cameAt(long offset) {
            return came.floorEntry(Math.max(0, offset)).getValue();
        }

        @Override
        public Optional<Path> file() {
            try {
                var file = Files.createTempFile("output", ".txt");
                Files.write(file, bytes.toByteArray());
                return Optional.of(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
