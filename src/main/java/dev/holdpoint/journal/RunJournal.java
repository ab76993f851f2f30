package dev.holdpoint.journal;

import dev.holdpoint.run.Event;
import dev.holdpoint.run.EventNames;
import dev.holdpoint.run.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

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

    /** A journal to go on with, and what it says so far. */
    public static Opened open(Path file) throws IOException {
        return open(file, Past.unread());
    }

    /** @param seen what was read of it before, which is not read again */
    public static Opened open(Path file, Past<Event> seen) throws IOException {
        var reopened = JournalFile.open(file, codec(), seen);
        return new Opened(new RunJournal(reopened.journal()), reopened.past());
    }

    /** @param past what was written before */
    public record Opened(RunJournal journal, Past<Event> past) {}

    @Override
    public void append(List<Event> events, Instant at) throws IOException {
        file.append(at, events);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
