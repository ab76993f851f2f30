package dev.holdpoint.journal;

import dev.holdpoint.run.Event;
import dev.holdpoint.run.EventNames;
import dev.holdpoint.run.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The journal of a run, as its conductor writes it. */
public final class RunJournal implements Journal, AutoCloseable {
    private final JournalFile<Event> file;

    private RunJournal(JournalFile<Event> file) {
        this.file = file;
    }

    /** How events are written. */
    public static Codec<Event> codec() {
        return new RecordCodec<>(EventNames.ALL);
    }

    public static RunJournal create(Path file) throws IOException {
        return new RunJournal(JournalFile.create(file, codec()));
    }

    /**
     * A journal to go on with.
     *
     * @param each is told every event of it, one after the other
     */
    public static Opened open(Path file, Consumer<Entry<Event>> each) throws IOException {
        var reopened = JournalFile.open(file, codec(), each);
        return new Opened(new RunJournal(reopened.journal()), reopened.torn());
    }

    /** @param torn bytes of a last line that was not written whole: taken off, and kept in {@code journal.torn} */
    public record Opened(RunJournal journal, long torn) {}

    @Override
    public void append(List<Event> events, Instant at) throws IOException {
        file.append(at, events);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
