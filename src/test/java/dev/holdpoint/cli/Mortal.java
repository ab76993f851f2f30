package dev.holdpoint.cli;

import dev.holdpoint.run.Event;
import dev.holdpoint.run.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/** A journal under which the program dies at the moment that was asked for, as under kill -9: nothing of it runs afterwards. */
final class Mortal implements Journal {
    /** How it dies. */
    enum Death {
        /** The events are decided and not written. */
        BEFORE,
        /** Half of the first line is on disk. */
        TORN,
        /** They are on disk, and nobody has acted on them. */
        AFTER,
        /** The disk has been full for a while, and is full when it dies. */
        FULL,
        /** The disk is full for a while, and then is not; nobody dies. */
        FULL_FOR_A_WHILE
    }

    private static final int WHILE = 2;

    private final Death death;
    private final Journal journal;
    private final Path file;
    private int left;
    private int refused;

    private Mortal(Death death, int after, Journal journal, Path file) {
        this.death = death;
        this.left = after;
        this.journal = journal;
        this.file = file;
    }

    /** @param order {@code BEFORE:3} at the third writing */
    static Journal as(String order, Journal journal, Path file) {
        var words = order.split(":", 2);
        return new Mortal(Death.valueOf(words[0]), Integer.parseInt(words[1]), journal, file);
    }

    @Override
    public void append(List<Event> events, Instant at) throws IOException {
        if (--left > 0) {
            journal.append(events, at);
            return;
        }
        switch (death) {
            case BEFORE -> die();
            case TORN -> {
                var half = "{\"v\":1,\"n\":4711,\"at\":\"2026-";
                Files.write(file, half.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
                die();
            }
            case AFTER -> {
                journal.append(events, at);
                die();
            }
            case FULL, FULL_FOR_A_WHILE -> full(events, at);
        }
    }

    private void full(List<Event> events, Instant at) throws IOException {
        if (refused++ < WHILE) {
            throw new IOException("no space left for " + file + ": make room");
        }
        if (death == Death.FULL) {
            die();
        }
        journal.append(events, at);
    }

    private static void die() {
        Runtime.getRuntime().halt(137);
    }
}
