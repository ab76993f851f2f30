package dev.holdpoint.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:14:31.123456Z");

    sealed interface Fact {}

    record Started(String step, int attempt) implements Fact {}

    record Noted(String text) implements Fact {}

    private static final Codec<Fact> CODEC =
            new RecordCodec<>(Map.of("step.started", Started.class, "note.added", Noted.class));

    @TempDir
    private Path directory;

    private Path file;

    /** What an opened journal says of itself. */
    private final List<Entry<Fact>> told = new ArrayList<>();

    @BeforeEach
    void name() {
        file = directory.resolve("journal.jsonl");
    }

    private void three() throws IOException {
        try (JournalFile<Fact> journal = JournalFile.create(file, CODEC)) {
            journal.append(NOW, List.of(new Started("move", 1)));
            journal.append(NOW.plusSeconds(1), List.of(new Noted("größer \"x\"\n"), new Noted("•")));
        }
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        three();

        Past<Fact> past = JournalReader.read(file, CODEC);

        assertThat(past.entries())
                .containsExactly(
                        new Entry<>(1, NOW, new Started("move", 1)),
                        new Entry<>(2, NOW.plusSeconds(1), new Noted("größer \"x\"\n")),
                        new Entry<>(3, NOW.plusSeconds(1), new Noted("•")));
        assertThat(JournalReader.verify(file)).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    /** The form of a line is a promise to other programs and to later releases. */
    @Test
    void theFirstLineLooksLikeThis() throws IOException {
        three();

        assertThat(Files.readAllLines(file).getFirst())
                .isEqualTo(
                        "{\"v\":1,\"n\":1,\"at\":\"2026-11-21T02:14:31.123456Z\",\"type\":\"step.started\",\"step\":\"move\",\"attempt\":1,"
                                + "\"prev\":\"0000000000000000000000000000000000000000000000000000000000000000\","
                                + "\"own\":\"" + own() + "\"}");
    }

    private static String own() {
        return JournalLine.hash(
                ("{\"v\":1,\"n\":1,\"at\":\"2026-11-21T02:14:31.123456Z\",\"type\":\"step.started\",\"step\":\"move\",\"attempt\":1,"
                                + "\"prev\":\"0000000000000000000000000000000000000000000000000000000000000000\"")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void itGoesOnWhereItWas() throws IOException {
        three();
        var reopened = JournalFile.open(file, CODEC, told::add);
        try (var journal = reopened.journal()) {
            assertThat(journal.append(NOW, List.of(new Noted("on"))))
                    .containsExactly(new Entry<>(4, NOW, new Noted("on")));
        }
        assertThat(told).hasSize(3);
        assertThat(reopened.torn()).isZero();
        assertThat(JournalReader.read(file, CODEC).entries()).hasSize(4);
    }

    /** However long it is between them. */
    @Test
    void itsEndsTellWhatWasFirstAndWhatIsLatest() throws IOException {
        try (JournalFile<Fact> journal = JournalFile.create(file, CODEC)) {
            assertThat(JournalReader.ends(file, CODEC))
                    .isEqualTo(new JournalReader.Ends<>(Optional.empty(), List.of()));
            journal.append(NOW, List.of(new Started("move", 1)));
            for (int i = 0; i < 300; i++) {
                journal.append(NOW, List.of(new Noted("note " + i), new Noted("and more")));
            }
        }
        var ends = JournalReader.ends(file, CODEC);
        assertThat(ends.first()).contains(new Entry<>(1, NOW, new Started("move", 1)));
        assertThat(ends.latest())
                .hasSizeBetween(10, 100)
                .endsWith(new Entry<>(600, NOW, new Noted("note 299")), new Entry<>(601, NOW, new Noted("and more")));

        // The last two were written as one, so neither counts now.
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThat(JournalReader.ends(file, CODEC).latest()).endsWith(new Entry<>(599, NOW, new Noted("and more")));
    }

    /** So many that they are read by several threads. */
    @Test
    void ofManyLinesTheFirstThatWasChangedIsFound() throws IOException {
        try (JournalFile<Fact> journal = JournalFile.create(file, CODEC)) {
            for (int i = 0; i < 30; i++) {
                journal.append(NOW, java.util.Collections.nCopies(300, new Noted("note " + i)));
            }
        }
        assertThat(JournalReader.read(file, CODEC).entries())
                .hasSize(9000)
                .extracting(it -> ((Noted) it.event()).text())
                .isSortedAccordingTo(java.util.Comparator.comparing(it -> Integer.valueOf(it.substring(5))));

        Files.writeString(file, Files.readString(file).replaceAll("note (11|27)", "Note $1"));
        assertThat(JournalReader.verify(file))
                .contains(new Damage(11 * 300 + 1, "its content was changed: the hash does not fit"));
    }

    @Test
    void anEventThatThisReleaseDoesNotKnowIsDamageOnceItsUnitIsWhole() throws IOException {
        three();
        Codec<Fact> older = new RecordCodec<>(Map.of("step.started", Started.class));

        assertThatThrownBy(() -> JournalReader.read(file, older)).hasMessageContaining("knows no event 'note.added'");

        List<String> lines = Files.readAllLines(file);
        Files.writeString(file, lines.get(0) + "\n" + lines.get(1) + "\n");
        assertThat(JournalReader.read(file, older).entries()).hasSize(1);
    }

    /** A program that dies while it writes leaves any number of the bytes; of events that were written as one, none counts then. */
    @Test
    void aTornEndIsTakenOffWhereverItTears() throws IOException {
        three();
        byte[] whole = Files.readAllBytes(file);
        int group = new String(whole, StandardCharsets.ISO_8859_1).indexOf("{\"v\":1,\"n\":2");
        for (int length = group + 1; length < whole.length; length += 9) {
            Files.write(file, Arrays.copyOf(whole, length));
            Files.deleteIfExists(directory.resolve("journal.torn"));

            told.clear();
            var reopened = JournalFile.open(file, CODEC, told::add);
            reopened.journal().close();

            assertThat(told).hasSize(1);
            assertThat(reopened.torn()).isEqualTo(length - group);
            assertThat(Files.size(file)).isEqualTo(group);
            assertThat(Files.readAllBytes(directory.resolve("journal.torn")))
                    .startsWith(Arrays.copyOfRange(whole, group, length))
                    .hasSize(length - group + 1);
        }
    }

    @Test
    void everyChangedByteIsFoundOnItsLine() throws IOException {
        three();
        byte[] whole = Files.readAllBytes(file);
        long line = 1;
        for (int i = 0; i < whole.length; i++) {
            byte was = whole[i];
            if (was == '\n') {
                line++;
            }
            // Every third is enough, and three times as quick.
            if (was == '\n' || i % 3 != 0) {
                continue;
            }
            whole[i] = (byte) (was ^ 1);
            Files.write(file, whole);
            whole[i] = was;

            long expected = line;
            assertThat(JournalReader.verify(file))
                    .as("byte " + i)
                    .hasValueSatisfying(damage -> assertThat(damage.line()).isEqualTo(expected));
        }
    }

    @Test
    void aDamagedJournalIsNotOpened() throws IOException {
        three();
        Files.writeString(file, Files.readString(file).replace("move", "copy"));

        assertThatThrownBy(() -> JournalFile.open(file, CODEC, told::add))
                .isInstanceOf(JournalDamaged.class)
                .hasMessageContaining("journal.jsonl:1: its content was changed");
    }

    @Test
    void aLineThatIsMissingOrMovedIsFound() throws IOException {
        three();
        List<String> lines = Files.readAllLines(file);

        Files.write(file, List.of(lines.get(0), lines.get(2)));
        assertThat(JournalReader.verify(file))
                .hasValueSatisfying(
                        damage -> assertThat(damage.toString()).startsWith("line 2: it is number 3 where 2 was due"));

        Files.write(file, List.of(lines.get(0), lines.get(1)));
        assertThat(JournalReader.verify(file))
                .hasValueSatisfying(d -> assertThat(d.line()).isEqualTo(2));

        Files.write(file, List.of(lines.get(1), lines.get(0)));
        assertThat(JournalReader.verify(file))
                .hasValueSatisfying(d -> assertThat(d.line()).isEqualTo(1));
    }

    @Test
    void aLineWhoseHashesWereMadeToFitBreaksTheChainBehindIt() throws IOException {
        three();
        List<String> lines = Files.readAllLines(file);
        byte[] forged = new JournalLine(1, NOW, "step.started", 0, Map.of("step", "other")).write(JournalLine.FIRST);
        Files.write(file, List.of(new String(forged, StandardCharsets.UTF_8), lines.get(1), lines.get(2)));

        assertThat(JournalReader.verify(file))
                .contains(new Damage(2, "the chain is broken: it does not follow the line before"));
    }

    @Test
    void aTornLineIsNamedByVerify() throws IOException {
        three();
        Files.writeString(file, "{\"v\":1", StandardOpenOption.APPEND);

        assertThat(JournalReader.verify(file))
                .hasValueSatisfying(damage -> assertThat(damage.toString()).startsWith("line 4: it is not complete"));
        assertThat(JournalReader.read(file, CODEC).torn()).isEqualTo(6);
    }

    @Test
    void anInterruptedThreadStillWritesWholeLines() throws IOException {
        try (JournalFile<Fact> journal = JournalFile.create(file, CODEC)) {
            Thread.currentThread().interrupt();
            journal.append(NOW, List.of(new Noted("one")));
            assertThat(Thread.interrupted()).isTrue();
            journal.append(NOW, List.of(new Noted("two")));
        }
        assertThat(JournalReader.read(file, CODEC).entries()).hasSize(2);
    }

    @Test
    void aSecondJournalInTheSamePlaceIsRefused() throws IOException {
        three();

        assertThatThrownBy(() -> JournalFile.create(file, CODEC)).isInstanceOf(IOException.class);
    }
}
