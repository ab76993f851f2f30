package dev.holdpoint.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdpoint.checklist.Masker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real disk of 256 KiB. */
@Tag("slow")
class NoSpaceIT {
    record Noted(String text) {}

    private static final Codec<Noted> CODEC = new RecordCodec<>(Map.of("note.added", Noted.class));

    @TempDir
    private Path directory;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()) == 0, "may not mount");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }

    /** Takes all room that is left. */
    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        try {
            Files.write(filler, new byte[1 << 20]);
        } catch (IOException full) {
            assertThat(filler).isNotEmptyFile();
        }
        return filler;
    }

    @Test
    void theJournalSaysSoAndGoesOnOnceThereIsRoom() throws Exception {
        Path file = disk.resolve("journal.jsonl");
        try (JournalFile<Noted> journal = JournalFile.create(file, CODEC)) {
            journal.append(Instant.EPOCH, List.of(new Noted("before")));
            Path filler = fill();
            Noted large = new Noted("x".repeat(10_000));

            assertThatThrownBy(() -> journal.append(Instant.EPOCH, List.of(large)))
                    .isInstanceOf(NoSpace.class)
                    .hasMessageStartingWith("no space left for " + file);
            assertThat(JournalReader.verify(file)).isEmpty();

            Files.delete(filler);
            journal.append(Instant.EPOCH, List.of(large));
        }
        assertThat(JournalReader.read(file, CODEC).entries()).hasSize(2);
        assertThat(JournalReader.verify(file)).isEmpty();
    }

    /** A run that is resumed writes who drives it first; then a torn end is kept aside. */
    @Test
    void aRunThatIsTakenUpSaysSoAndCanBeTakenOnceThereIsRoom() throws Exception {
        RunPaths run = RunPaths.of(disk, "r1");
        run.create();
        JournalFile.create(run.journal(), CODEC).close();
        Files.writeString(run.journal(), "{\"n\":1");
        RunLock.Holder me = new RunLock.Holder("alice", 1, "bastion", "pts/1", Instant.EPOCH);
        Files.createFile(run.lock());
        Path filler = fill();

        assertThatThrownBy(() -> RunLock.take(run, me))
                .isInstanceOf(NoSpace.class)
                .hasMessage("no space left for " + run.lock() + ": make room on its disk, then go on");
        assertThatThrownBy(() -> JournalFile.open(run.journal(), CODEC, it -> {}))
                .isInstanceOf(NoSpace.class)
                .hasMessageStartingWith("no space left for " + run.journal());

        Files.delete(filler);
        RunLock.Answer answer = RunLock.take(run, me);
        assertThat(answer).isInstanceOf(RunLock.Taken.class);
        ((RunLock.Taken) answer).lock().close();
        JournalFile.Reopened<Noted> opened = JournalFile.open(run.journal(), CODEC, it -> {});
        assertThat(opened.torn()).isPositive();
        opened.journal().close();
    }

    @Test
    void theOutputSaysSoAndGoesOnFromWhereItWas() throws Exception {
        Path log = disk.resolve("move-1.log");
        byte[] piece = "0123456789abcde\n".repeat(1000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try (OutputWriter out =
                OutputWriter.open(log, Masker.of(List.of("secret")), InstantSource.system(), () -> {})) {
            OutputWriter.Source job = out.source("dump");
            job.write(piece, 0, piece.length, 0);
            Path filler = fill();

            assertThatThrownBy(() -> job.write(piece, 0, piece.length, piece.length))
                    .isInstanceOf(NoSpace.class);
            assertThat(job.resumeAt()).isEqualTo(piece.length);

            Files.delete(filler);
            job.write(piece, 0, piece.length, piece.length);
        }
        assertThat(log).hasContent(new String(piece, java.nio.charset.StandardCharsets.US_ASCII).repeat(2));
        assertThat(new OutputReader(log).lines()).isEqualTo(2000);
    }
}
