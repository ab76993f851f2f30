package dev.holdpoint.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdpoint.run.Event;
import dev.holdpoint.run.OutputSource;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunFeed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What running steps print, line by line. A slow terminal paces it; who is far behind skips to the tail, for nobody can read it and the
 * whole of it is in the file.
 */
final class Outpour {
    /** What the terminal may be behind, in bytes. */
    private static final long BEHIND = 256 << 10;

    private static final long TAIL = 8 << 10;

    /** Of what was printed before we came. */
    private static final long BEFORE = 1 << 10;

    private static final int CHUNK = 8 << 10;

    /** A line that never ends is said in pieces. */
    private static final int LONGEST = 4 << 10;

    private final RunFeed feed;
    private final Voice voice;
    private final Map<String, Reader> readers = new HashMap<>();
    /** Steps whose start was told: all that they print is new. */
    private final Set<String> seen = new HashSet<>();

    Outpour(RunFeed feed, Voice voice) {
        this.feed = feed;
        this.voice = voice;
    }

    /** Says a piece of what every running step has printed. @return whether there is more at once */
    boolean some(Run run) {
        var active = run.plan().stops().stream()
                .filter(it -> run.status(it).state().active())
                .toList();
        var more = false;
        for (var stop : active) {
            more |= read(stop.id(), run.status(stop).attempt(), active.size() > 1);
        }
        return more;
    }

    private boolean read(String step, int attempt, boolean named) {
        var reader = readers.get(step);
        if (reader == null || reader.attempt != attempt) {
            var source = feed.output(step, attempt);
            if (source.isEmpty()) {
                return false;
            }
            reader = new Reader(step, attempt, source.get(), seen.contains(step) ? Long.MAX_VALUE : BEFORE);
            readers.put(step, reader);
        }
        reader.named = named;
        return reader.some();
    }

    /** Says what its step has printed before the event says how it ended. */
    void before(Event event, Run run) {
        if (event instanceof Event.StepStarted(String step, int ignored)) {
            seen.add(step);
        } else if (event instanceof Event.OfStep of && (seen.contains(of.step()) || readers.containsKey(of.step()))) {
            finish(of.step(), run.status(of.step()).attempt());
            if (!run.status(of.step()).state().active()) {
                Optional.ofNullable(readers.get(of.step())).ifPresent(Reader::rest);
            }
        }
    }

    private void finish(String step, int attempt) {
        while (read(step, attempt, false)) {
            // until nothing is left
        }
    }

    /** Follows the output of one attempt. */
    private final class Reader {
        private final String step;
        private final int attempt;
        private final OutputSource source;
        private final byte[] chunk = new byte[CHUNK];
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private long offset;
        private boolean named;

        /** @param most how much of what is there already is said */
        Reader(String step, int attempt, OutputSource source, long most) {
            this.step = step;
            this.attempt = attempt;
            this.source = source;
            skipTo(source.size() - most);
        }

        private void skipTo(long wanted) {
            if (wanted > offset) {
                voice.say("(" + Spoken.many(wanted - offset, "byte") + " of output not said"
                        + source.file().map(it -> "; all of it is in " + it).orElse("") + ")");
                offset = wanted;
                line.reset();
            }
        }

        boolean some() {
            try {
                if (source.size() - offset > BEHIND) {
                    skipTo(source.size() - TAIL);
                }
                int count = source.read(offset, chunk);
                for (int i = 0; i < count; i++) {
                    take(chunk[i]);
                }
                offset += Math.max(0, count);
                return count == chunk.length;
            } catch (IOException unreadable) {
                voice.say("(the output of " + step + " cannot be read: " + unreadable.getMessage() + ")");
                offset = Long.MAX_VALUE;
                return false;
            }
        }

        private void take(byte b) {
            if (b == '\n') {
                rest();
            } else {
                line.write(b);
                if (line.size() >= LONGEST) {
                    rest();
                }
            }
        }

        /** Says the line. A bar that was drawn over itself, by carriage returns, is said as it was last. */
        void rest() {
            var text = line.toString(UTF_8).stripTrailing();
            line.reset();
            var last = text.substring(text.lastIndexOf('\r') + 1);
            if (!last.isBlank()) {
                voice.say((named ? step + ": " : "") + last);
            }
        }
    }
}
