package dev.holdpoint.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdpoint.run.OutputSource;
import dev.holdpoint.run.Plan;
import java.io.IOException;
import java.util.List;

/** The end of what a step has printed, and where all of it is. */
final class LastLines {
    private static final int LINES = 20;
    private static final int BYTES = 8 << 10;

    private final Talk talk;

    LastLines(Talk talk) {
        this.talk = talk;
    }

    void say(Plan.Stop stop) {
        var source = talk.feed.output(stop.id(), talk.run().status(stop).attempt());
        if (source.isEmpty()) {
            talk.say("Refused: " + stop.id() + " has printed nothing yet.");
            return;
        }
        try {
            var lines = last(source.get());
            talk.say("The last " + Spoken.many(lines.size(), "line") + " of " + stop.id()
                    + source.get().file().map(it -> "; all of it is in " + it).orElse("") + ":");
            talk.voice.say(lines);
        } catch (IOException unreadable) {
            talk.say("The output of " + stop.id() + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static List<String> last(OutputSource source) throws IOException {
        long from = Math.max(0, source.size() - BYTES);
        var bytes = new byte[BYTES];
        int count = Math.max(0, source.read(from, bytes));
        var lines = new String(bytes, 0, count, UTF_8).lines().toList();
        return lines.subList(Math.max(from > 0 ? 1 : 0, lines.size() - LINES), lines.size());
    }
}
