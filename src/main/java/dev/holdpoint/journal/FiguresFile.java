package dev.holdpoint.journal;

import dev.holdpoint.run.Figures.Figure;
import dev.holdpoint.run.Figures.OfRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What earlier runs of a checklist have measured, a small file for each: {@code measured/<title>/<run>.tsv}, the title as the beginning of its
 * SHA-256. They are a convenience: one that cannot be read is left out, and they stay when their run is removed.
 */
public final class FiguresFile {
    /** More say nothing new, and are not read. */
    private static final int NEWEST = 50;

    private static final int TITLE_BYTES = 12;
    private static final String REHEARSAL = "rehearsal";
    private static final String RUN = "run";
    private static final String NONE = "-";

    private final Path folder;

    /** @param state where runs are kept */
    public FiguresFile(Path state, String title) {
        this.folder = state.resolve("measured").resolve(name(title));
    }

    private static String name(String title) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(title.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, TITLE_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Keeps what a run has measured, in place of what it had before. Nothing measured is nothing written. */
    public void write(String run, OfRun measured) throws IOException {
        if (measured.figures().isEmpty()) {
            return;
        }
        var text = new StringBuilder(measured.rehearsal() ? REHEARSAL : RUN).append('\n');
        for (var it : measured.figures()) {
            text.append(it.step()).append('\t').append(it.kind()).append('\t');
            text.append(millis(it.took()))
                    .append('\t')
                    .append(millis(it.undo()))
                    .append('\n');
        }
        Disk.directory(folder);
        var fresh = folder.resolve("." + run + ".new");
        Files.deleteIfExists(fresh);
        Disk.text(fresh, text.toString());
        Files.move(fresh, folder.resolve(run + ".tsv"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String millis(@Nullable Duration span) {
        return span == null ? NONE : Long.toString(span.toMillis());
    }

    /**
     * What the newest runs have measured.
     *
     * @param but the run that asks: its own earlier figures are no expectation of it
     */
    public List<OfRun> read(String but) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files;
        try (var list = Files.list(folder)) {
            files = list.filter(it -> it.toString().endsWith(".tsv"))
                    .filter(it -> !String.valueOf(it.getFileName()).equals(but + ".tsv"))
                    .sorted(Comparator.comparingLong((Path it) -> it.toFile().lastModified())
                            .reversed())
                    .limit(NEWEST)
                    .toList();
        }
        return files.stream().flatMap(it -> run(it).stream()).toList();
    }

    private static Optional<OfRun> run(Path file) {
        try {
            return Optional.of(parsed(Files.readAllLines(file)));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static OfRun parsed(List<String> lines) {
        var figures = lines.stream().skip(1).map(FiguresFile::figure).toList();
        return new OfRun(lines.getFirst().equals(REHEARSAL), figures);
    }

    private static Figure figure(String line) {
        var parts = line.split("\t", -1);
        return new Figure(parts[0], parts[1], span(parts[2]), span(parts[3]));
    }

    private static @Nullable Duration span(String text) {
        return text.equals(NONE) ? null : Duration.ofMillis(Long.parseLong(text));
    }
}
