package dev.holdpoint.cli;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Checklist.SourceFile;
import dev.holdpoint.checklist.FileTrouble;
import dev.holdpoint.journal.Entry;
import dev.holdpoint.journal.JournalReader;
import dev.holdpoint.journal.Past;
import dev.holdpoint.journal.RunJournal;
import dev.holdpoint.journal.RunLock;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.operator.LocalZone;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Spans;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Run directories: making them, finding them, freezing the checklist into them. */
final class RunFolder {
    /** Names the checklist's own file among the frozen ones. */
    private static final String MAIN = "main";
    /** Names the folder that the checklist was read from. */
    private static final String ORIGIN = "origin";

    private RunFolder() {}

    /** "20261125-021431". */
    private static String stamp(LocalDateTime now) {
        return now.getYear() + Spans.two(now.getMonthValue()) + Spans.two(now.getDayOfMonth()) + "-"
                + Spans.two(now.getHour()) + Spans.two(now.getMinute()) + Spans.two(now.getSecond());
    }

    /** A new run directory with the frozen files of the checklist in it. */
    static RunPaths make(Path state, Path file, Checklist checklist) throws IOException {
        return made(place(state, file), checklist);
    }

    /** Where a new run directory would be; nothing is there yet. */
    static RunPaths place(Path state, Path file) {
        var now = Instant.now();
        var name = slug(file) + "-"
                + stamp(LocalDateTime.ofInstant(now, LocalZone.ofMachine(now).zone()));
        var paths = RunPaths.of(state, name);
        for (int n = 2; Files.exists(paths.root()); n++) {
            paths = RunPaths.of(state, name + "-" + n);
        }
        return paths;
    }

    static RunPaths made(RunPaths paths, Checklist checklist) throws IOException {
        paths.create();
        freeze(paths, checklist);
        return paths;
    }

    private static String slug(Path file) {
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).replaceFirst("\\.ya?ml$", "");
        var clean = name.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return clean.isEmpty() ? "run" : clean;
    }

    private static void freeze(RunPaths paths, Checklist checklist) throws IOException {
        var folder = paths.checklist();
        for (var source : checklist.sources()) {
            var file = folder.resolve(source.name()).normalize();
            if (!file.startsWith(folder)) {
                throw new Trouble(
                        Exit.NOT_VALID,
                        source.name() + " lies outside the checklist's folder: put parts beside or below it");
            }
            paths.keep(file, source.text());
        }
        paths.keep(paths.root().resolve(MAIN), checklist.sources().getFirst().name());
    }

    /** The frozen checklist file of a run. */
    static Path frozen(RunPaths paths) throws IOException {
        return paths.checklist().resolve(Files.readString(paths.root().resolve(MAIN)));
    }

    /** Keeps where the checklist stood when its run began: what it names by a relative path is meant from there, also on return. */
    static void keepOrigin(RunPaths paths, Path folder) throws IOException {
        paths.keep(paths.root().resolve(ORIGIN), folder.toAbsolutePath().toString());
    }

    static Path origin(RunPaths paths) throws IOException {
        return Path.of(Files.readString(paths.root().resolve(ORIGIN)));
    }

    /** SHA-256 over names and texts of the checklist's files, hex. */
    static String digest(List<SourceFile> sources) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var source : sources) {
                sha.update((source.name() + "\0" + source.text() + "\0").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Every run directory, the newest first. */
    static List<RunPaths> all(Path state) throws IOException {
        var runs = RunPaths.runs(state);
        // What may not be looked into is there: it is told of, and not taken for nothing.
        if (Files.notExists(runs)) {
            return List.of();
        }
        try (var list = Files.list(runs)) {
            return list.map(RunPaths::new)
                    .filter(it -> Files.isDirectory(it.root()) && isRun(it))
                    .sorted(Comparator.comparingLong(RunFolder::begun).reversed())
                    .toList();
        }
    }

    /** Also one whose journal is gone: what it has done has not gone with it. */
    private static boolean isRun(RunPaths paths) {
        return !Files.notExists(paths.journal()) || LostJournal.shown(paths);
    }

    private static long begun(RunPaths paths) {
        return paths.journal().toFile().lastModified();
    }

    /** @throws LostJournal where it has no event though steps ran */
    static Past<Event> past(RunPaths paths) throws IOException {
        LostJournal.mustNotBe(paths);
        var past = JournalReader.read(paths.journal(), RunJournal.codec());
        if (past.entries().isEmpty()) {
            LostJournal.mustNeverHaveBegun(paths);
        }
        return past;
    }

    /**
     * What can be said of a run at once, however long its journal is.
     *
     * @throws LostJournal where it has no event though steps ran
     */
    static JournalReader.Ends<Event> ends(RunPaths paths) throws IOException {
        LostJournal.mustNotBe(paths);
        var ends = JournalReader.ends(paths.journal(), RunJournal.codec());
        if (ends.first().isEmpty()) {
            LostJournal.mustNeverHaveBegun(paths);
        }
        return ends;
    }

    /** What is said of a journal whose last line was not written whole, and was repaired. */
    static String torn(long bytes) {
        return "the last line of the journal was cut off when the program died, and nobody had acted on it: its "
                + bytes + " bytes were taken off and are kept in journal.torn";
    }

    /** The line that stands for a run whose journal cannot be read. */
    static String unreadable(RunPaths paths, Exception why) {
        return Safe.line(paths.id() + "  cannot be read: "
                + (why instanceof IOException io ? FileTrouble.says(io) : why.getMessage()) + " ("
                + Comeback.command("verify", paths) + ")");
    }

    /**
     * What the run's first event says of it.
     *
     * @throws Trouble with exit code 2 where it has none: its program ended before the run had begun
     */
    static Event.RunStarted started(RunPaths paths, JournalReader.Ends<Event> ends) {
        return ends.first()
                .map(Entry::event)
                .filter(Event.RunStarted.class::isInstance)
                .map(Event.RunStarted.class::cast)
                .orElseThrow(() -> new Trouble(
                        Exit.NOT_VALID, paths.id() + " never began, nothing was done in it: begin a new run"));
    }

    /** @throws Trouble with exit code 2 where the frozen files are not those that the run began with */
    static void mustBeAsBegun(RunPaths paths, Checklist checklist, Event.RunStarted started) {
        if (!digest(checklist.sources()).equals(started.digest())) {
            throw new Trouble(
                    Exit.NOT_VALID,
                    "the checklist in " + paths.checklist()
                            + " was changed after the run had begun: put it back as it was, or begin a new run");
        }
    }

    /** Whether it seems to be: whoever resumes it reads it all. */
    static boolean over(JournalReader.Ends<Event> ends) {
        return ends.latest().stream()
                .anyMatch(it -> it.event() instanceof Event.RunFinished || it.event() instanceof Event.RunAborted);
    }

    /** What is said to somebody who wants to resume it then. */
    static String over(RunPaths paths) {
        return paths.id() + " is over: it can be read, not resumed";
    }

    /** @throws Trouble where another program drives the run: who, and since when */
    static RunLock lock(RunPaths paths, Identity me) throws IOException, InterruptedException {
        return switch (RunLock.take(paths, me.holding())) {
            case RunLock.Taken taken -> taken.lock();
            case RunLock.Held held -> throw new Trouble(Exit.FAILED, paths.id() + " is driven by " + held.by());
        };
    }

    /** @throws Trouble with exit code 2 where there is no such run */
    static RunPaths named(Path state, String id) {
        var paths = RunPaths.of(state, id);
        if (id.contains("/") || id.startsWith(".") || !isRun(paths)) {
            throw new Trouble(
                    Exit.NOT_VALID,
                    "no run " + id + " in " + RunPaths.runs(state) + ": see " + Comeback.command("runs", state));
        }
        return paths;
    }
}
