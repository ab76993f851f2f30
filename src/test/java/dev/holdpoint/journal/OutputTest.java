package dev.holdpoint.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.checklist.Masker;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
    @TempDir
    private Path directory;

    private Path log;
    private Instant now = Instant.parse("2026-11-21T02:00:00Z");
    private final InstantSource clock = () -> now;
    private final AtomicInteger grew = new AtomicInteger();

    @BeforeEach
    void name() {
        log = directory.resolve("move-1.log");
    }

    private OutputWriter open(String... secrets) throws IOException {
        return OutputWriter.open(log, Masker.of(List.of(secrets)), clock, grew::incrementAndGet);
    }

    /** The next bytes of a source that is fed with nothing else. */
    private static void feed(OutputWriter.Source source, String text, long offset) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        source.write(bytes, 0, bytes.length, offset);
    }

    private String read() throws IOException {
        OutputReader reader = new OutputReader(log);
        byte[] all = new byte[(int) reader.size()];
        assertThat(reader.read(0, all)).isEqualTo(all.length);
        return new String(all, StandardCharsets.UTF_8);
    }

    @Test
    void whatComesIsReadAndTheHookIsCalled() throws IOException {
        try (OutputWriter out = open()) {
            OutputWriter.Source job = out.source("dump");
            feed(job, "one\ntw", 0);
            feed(job, "o\n", 6);

            assertThat(read()).isEqualTo("one\ntwo\n");
            assertThat(grew).hasValue(2);
            assertThat(job.resumeAt()).isEqualTo(8);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");
    }

    @Test
    void anAttemptWithoutOutputIsEmpty() throws IOException {
        OutputReader reader = new OutputReader(log);

        assertThat(reader.size()).isZero();
        assertThat(reader.read(0, new byte[10])).isZero();
        assertThat(reader.cameAt(0)).isEqualTo(Instant.EPOCH);
        assertThat(reader.offsetOfLine(3)).isZero();
    }

    @Test
    void whatWasPrintedIsToldFromWhatTheProgramSays() throws IOException {
        try (OutputWriter out = open()) {
            OutputWriter.Source job = out.source("dump");
            out.say("✔ looked: DONE");
            feed(job, "one\ntw", 0);
            out.say("in between");
            feed(job, "o\n", 6);
            out.print("of the action");
            out.say("✘ looked");
        }
        OutputReader reader = new OutputReader(log);

        assertThat(reader.printed(1000)).isEqualTo("one\ntwo\nof the action\n");
        assertThat(reader.printed(16)).isEqualTo("o\nof the action\n");
        assertThat(new OutputReader(directory.resolve("none.log")).printed(10)).isEmpty();
    }

    @Test
    void everyPieceHasItsTime() throws IOException {
        Instant first = now;
        try (OutputWriter out = open()) {
            OutputWriter.Source job = out.source("dump");
            feed(job, "one\n", 0);
            now = now.plusMillis(1500);
            feed(job, "two\n", 4);
        }
        OutputReader reader = new OutputReader(log);

        assertThat(reader.cameAt(0)).isEqualTo(first);
        assertThat(reader.cameAt(3)).isEqualTo(first);
        assertThat(reader.cameAt(4)).isEqualTo(now);
        assertThat(reader.cameAt(99)).isEqualTo(now);
    }

    @Test
    void everyLineHasItsPlace() throws IOException {
        Random random = new Random(3);
        StringBuilder all = new StringBuilder();
        try (OutputWriter out = open()) {
            OutputWriter.Source job = out.source("dump");
            for (int i = 0; i < 300; i++) {
                String piece = "x".repeat(random.nextInt(5)) + "\n".repeat(random.nextInt(3)) + "y";
                feed(job, piece, all.length());
                all.append(piece);
            }
        }
        OutputReader reader = new OutputReader(log);
        int offset = 0;
        for (long line = 0; offset > 0 || line == 0; line++) {
            assertThat(reader.offsetOfLine(line)).as("line " + line).isEqualTo(offset);
            offset = all.indexOf("\n", offset) + 1;
        }
        assertThat(reader.lines()).isEqualTo(all.chars().filter(c -> c == '\n').count());
        assertThat(reader.offsetOfLine(100_000)).isEqualTo(all.length());
    }

    @Test
    void linesOfTheProgramStandOnLinesOfTheirOwn() throws IOException {
        try (OutputWriter out = open("hunter2")) {
            feed(out.source("a"), "half", 0);
            out.say("said hunter2");
            feed(out.source("b"), "other\n", 0);
            feed(out.source("a"), " line\n", 4);
        }
        assertThat(read()).isEqualTo("half\nsaid ••••\nother\n line\n");
    }

    @Test
    void aSecretAcrossTwoPiecesIsMasked() throws IOException {
        try (OutputWriter out = open("swordfish")) {
            OutputWriter.Source job = out.source("dump");
            feed(job, "password swo", 0);
            assertThat(read()).isEqualTo("password ");
            assertThat(job.resumeAt()).isEqualTo(9);
            feed(job, "rdfish ok swor", 12);
            job.finish();
        }
        assertThat(read()).isEqualTo("password •••• ok swor");
        assertThat(Files.readString(log)).doesNotContain("fish");
    }

    @Test
    void aGapIsRefused() throws IOException {
        try (OutputWriter out = open()) {
            OutputWriter.Source job = out.source("dump");
            feed(job, "one", 0);

            assertThatThrownBy(() -> feed(job, "x", 4)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> feed(job, "x", 2)).isInstanceOf(IllegalStateException.class);
        }
    }

    /** A killed program leaves both files as long as it got: every such pair must be gone on with. */
    @Test
    void itGoesOnFromWhateverAKillLeaves() throws IOException {
        String text = "line one\nswordfish two\nthree swordfish\nfour\n";
        String masked = text.replace("swordfish", Masker.MASK);
        writeAll(text, "swordfish");
        byte[] wholeLog = Files.readAllBytes(log);
        Path idx = OutputIndex.of(log);
        byte[] wholeIndex = Files.readAllBytes(idx);
        Random random = new Random(11);
        for (int round = 0; round < 150; round++) {
            cut(log, wholeLog, random.nextInt(wholeLog.length + 1));
            cut(idx, wholeIndex, random.nextInt(wholeIndex.length + 1));

            writeAll(text, "swordfish");

            assertThat(Files.readString(log)).isEqualTo(masked);
            assertThat(read()).isEqualTo(masked);
        }
    }

    private void writeAll(String text, String secret) throws IOException {
        try (OutputWriter out = open(secret)) {
            OutputWriter.Source job = out.source("dump");
            for (int at = Math.toIntExact(job.resumeAt()); at < text.length(); ) {
                int n = Math.min(4, text.length() - at);
                feed(job, text.substring(at, at + n), at);
                at += n;
            }
            job.finish();
        }
    }

    private static void cut(Path file, byte[] whole, int length) throws IOException {
        Files.write(file, whole, StandardOpenOption.TRUNCATE_EXISTING);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(length);
        }
    }

    @Test
    void anInterruptedThreadStillWrites() throws IOException {
        try (OutputWriter out = open()) {
            OutputWriter.Source job = out.source("dump");
            Thread.currentThread().interrupt();
            feed(job, "one\n", 0);
            assertThat(Thread.interrupted()).isTrue();
            feed(job, "two\n", 4);
        }
        assertThat(read()).isEqualTo("one\ntwo\n");
    }
}
