package dev.holdpoint.pair;

import dev.holdpoint.journal.Codec;
import dev.holdpoint.journal.Entry;
import dev.holdpoint.journal.JournalReader;
import dev.holdpoint.journal.RecordCodec;
import dev.holdpoint.journal.RunJournal;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Measured;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunFeed;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Progress;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A guest who watches: the frozen checklist, every event so far, then every event after it. Both under the feed's one lock: the listener is
 * there before the past is read, so nothing is missed, and the past is read up to where the listener began, so nothing comes twice. What
 * comes waits in an {@link Outbox}; a guest who does not read is dropped there, and never waited for.
 */
final class Watch implements RunFeed.Listener {
    static final Codec<Progress> PROGRESS = new RecordCodec<>(Map.of("progress", Progress.class));
    static final Codec<Measured.Figure> FIGURES = new RecordCodec<>(Map.of("figure", Measured.Figure.class));
    static final Codec<Evidence> EVIDENCE = new RecordCodec<>(Map.of("evidence", Evidence.class));
    static final Codec<Event> EVENTS = RunJournal.codec();

    /** Of output, for one asking. */
    static final int MOST_BYTES = 64 << 10;

    /** Of events, in one line: one that is longer has a line for itself. */
    private static final int BATCH = 1 << 20;

    private final String name;
    private final Host host;
    private final int fd;
    private final Outbox outbox;
    private final Set<String> moved = ConcurrentHashMap.newKeySet();
    private volatile String trouble = "";
    private volatile @Nullable Run newest;

    Watch(int fd, String name, Host host) {
        this.fd = fd;
        this.name = name;
        this.host = host;
        this.outbox = new Outbox(fd);
    }

    void with(Wire wire) throws IOException {
        var run = host.feed().follow(this);
        newest = newest == null ? run : newest;
        try {
            outbox.start(() -> snapshot(run));
            for (var asked = wire.next(); asked != null; asked = wire.next()) {
                answer(asked);
            }
        } finally {
            host.feed().forget(this);
            outbox.close();
        }
    }

    private void snapshot(Run run) throws IOException {
        Kernel.send(
                fd, Wire.line("run", Map.of("run", host.run(), "you", name, "driver", run.driver(), "pulse", true)));
        for (var source : host.sources()) {
            Kernel.send(fd, Wire.line("file", Map.of("name", source.name(), "text", source.text())));
        }
        var past = JournalReader.read(host.journal(), EVENTS).entries();
        int count = Math.toIntExact(run.events());
        for (var batch : batches(past.subList(0, count), BATCH)) {
            Kernel.send(fd, past(batch));
        }
        Kernel.send(fd, measured(run.plan().measured()));
        Kernel.send(fd, Wire.line("ready", Map.of()));
    }

    static byte[] past(List<Entry<Event>> entries) {
        return Wire.line(
                "events",
                Map.of(
                        "events",
                        entries.stream().map(it -> event(it.event(), it.at())).toList()));
    }

    /** All of them in their order, so many together as have {@code most} bytes, and one at least. */
    static List<List<Entry<Event>>> batches(List<Entry<Event>> entries, int most) {
        var batches = new ArrayList<List<Entry<Event>>>();
        long size = most;
        for (var entry : entries) {
            int bytes = past(List.of(entry)).length;
            if (size + bytes > most) {
                batches.add(new ArrayList<>());
                size = 0;
            }
            size += bytes;
            batches.getLast().add(entry);
        }
        return batches;
    }

    /** What the driver's earlier runs have taken, which only the driver may read: so that both see the same times. */
    private static byte[] measured(Measured measured) {
        return Wire.line(
                "measured",
                Map.of(
                        "figures",
                        measured.all().entrySet().stream()
                                .map(it -> Map.of("step", it.getKey(), "figure", FIGURES.encode(it.getValue())))
                                .toList()));
    }

    private static Map<String, @Nullable Object> event(Event event, Instant at) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("type", EVENTS.type(event));
        object.put("at", at.toString());
        object.put("event", EVENTS.encode(event));
        return object;
    }

    @Override
    public void changed(Run run, List<Event> events) {
        newest = run;
        var why = host.feed().stall().map(RunFeed.Stall::why).orElse("");
        if (!why.equals(trouble)) {
            trouble = why;
            outbox.put(() -> Wire.line("trouble", Map.of("why", why)));
        }
        var at = run.lastEvent();
        if (!events.isEmpty() && at != null) {
            outbox.put(() -> Wire.line(
                    "events",
                    Map.of("events", events.stream().map(it -> event(it, at)).toList())));
        }
    }

    @Override
    public void moved(String step) {
        // However often it moves: one word of it waits at a time.
        if (moved.add(step)) {
            outbox.putSlowly(() -> {
                moved.remove(step);
                return progress(step);
            });
        }
    }

    private byte[] progress(String step) {
        Map<String, @Nullable Object> content = new HashMap<>();
        content.put("step", step);
        content.put("progress", host.feed().progress(step).map(PROGRESS::encode).orElse(null));
        content.put(
                "seen", host.feed().seen(step).stream().map(EVIDENCE::encode).toList());
        return Wire.line("moved", content);
    }

    /** Answers are made when their turn has come: who asks and does not read costs no room. */
    private void answer(Wire.Frame asked) throws IOException {
        if (asked.is().equals("pulse")) {
            outbox.put(() -> Wire.line("pulse", Map.of()));
            return;
        }
        var id = asked.number("id");
        var step = asked.text("step");
        var run = newest;
        if (run == null || run.plan().find(step) == null) {
            throw new IOException("there is no step " + step);
        }
        switch (asked.is()) {
            case "preview" -> outbox.put(() -> preview(id, step));
            case "output" -> {
                var attempt = Math.toIntExact(asked.number("attempt"));
                long from = asked.number("from");
                long most = asked.number("most");
                if (from < 0 || most < 0 || most > MOST_BYTES) {
                    throw new IOException("asks for output that cannot be");
                }
                outbox.put(() -> output(id, step, attempt, from, (int) most));
            }
            default -> throw new IOException("asks for " + asked.is());
        }
    }

    private byte[] preview(long id, String step) {
        return Wire.line(
                "answer",
                Map.of(
                        "id",
                        id,
                        "runs",
                        host.feed().preview(step),
                        "undo",
                        host.feed().undoPreview(step)));
    }

    private byte[] output(long id, String step, int attempt, long from, int most) throws IOException {
        var source = host.feed().output(step, attempt);
        Map<String, @Nullable Object> content = new HashMap<>();
        content.put("id", id);
        content.put("there", source.isPresent());
        if (source.isPresent()) {
            var bytes = new byte[most];
            int count = most == 0 ? 0 : Math.max(0, source.get().read(from, bytes));
            content.put("size", source.get().size());
            content.put("bytes", Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, count)));
        }
        return Wire.line("answer", content);
    }
}
