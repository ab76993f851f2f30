package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.journal.RunLock;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Event;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which run {@code holdpoint resume} comes back to, and why not. */
final class ResumeCommandTest extends Shell {
    @Test
    void aDamagedJournalKeepsNoOtherRunFromBeingResumed() throws IOException {
        var journal = journal("r1", new Event.NoteAdded(null, "alice", "all is well"));
        Files.writeString(journal, Files.readString(journal).replace("all is well", "all is lost"));
        assertThat(run("resume", "--state", state())).isEqualTo(2);
        assertThat(err.lines()).hasSize(2);
        assertThat(err).contains("r1  cannot be read: ").contains("no run can be resumed");
        begun();
        assertThat(run("resume", "--state", state())).isEqualTo(2);
        assertThat(err).contains("r1  cannot be read: ").contains("needs a terminal");
    }

    @Test
    void aChangedJournalIsNotResumedAndNamedByItsLine() throws IOException {
        var journal = journal("r1", new Event.NoteAdded(null, "alice", "all is well"));
        Files.writeString(journal, Files.readString(journal).replace("all is well", "all is lost"));
        assertThat(run("resume", "--state", state(), "r1")).isEqualTo(1);
        assertThat(err).contains("journal.jsonl:2: its content was changed").contains("the run cannot go on from it");
    }

    @Test
    void aFileOfTheRunThatIsMissingIsNamedAsThat() throws IOException {
        var main = begun().root().resolve("main");
        Files.delete(main);
        assertThat(run("resume", "--state", state())).isEqualTo(1);
        assertThat(err).isEqualTo("holdpoint: " + main + ": there is no such file or folder\n");
    }

    /** Its servers were stopped when its program was killed, or an hour after it was left. */
    @Test
    void aRehearsalWhoseLabIsGoneIsOverThoughNobodyEndedIt() throws IOException {
        rehearsal("r1", new Event.ItemOpened("a", "the door", null));
        assertThat(run("runs", "--state", state())).isZero();
        assertThat(out).contains("its lab is gone").doesNotContain("open: the door");
        assertThat(run("resume", "--state", state())).isEqualTo(2);
        assertThat(err).contains("no run can be resumed");
        begun();
        assertThat(run("resume", "--state", state())).isEqualTo(2);
        assertThat(err).contains("needs a terminal");
    }

    @Test
    void whatCannotBeResumedSaysWhy() throws IOException {
        assertThat(run("resume", "--state", state())).isEqualTo(2);
        assertThat(err).contains("no run can be resumed");
        assertThat(run("resume", "--state", state(), "../../etc")).isEqualTo(2);
        assertThat(err).contains("no run ../../etc");
        journal("r1", new Event.RunFinished());
        assertThat(run("resume", "--state", state(), "r1")).isEqualTo(2);
        assertThat(err).contains("r1 is over");
    }

    /** Its lab knows only that somebody has it. */
    @Test
    void aRehearsalThatSomebodyDrivesSaysWho() throws IOException, InterruptedException {
        rehearsal("r1");
        var paths = RunPaths.of(Path.of(state()), "r1");
        Files.createDirectories(paths.root().resolve("lab/taken"));
        Files.writeString(paths.root().resolve("lab/papers.json"), "{}");
        var since = Instant.parse("2026-03-01T02:00:00Z");
        var alice = new RunLock.Holder("alice", 4242, "bastion", "/dev/pts/3", since);
        var checklist = Checklists.read(Path.of(good()), Registry.ofAll(), System.err);
        try (var _ = ((RunLock.Taken) RunLock.take(paths, alice)).lock()) {
            assertThatThrownBy(() -> Rehearsal.resume(
                            Path.of(state()), paths, checklist, Map.of(), Registry.ofAll(), (feed, control) -> {}))
                    .isInstanceOf(Trouble.class)
                    .hasMessageStartingWith("r1 is driven by alice on bastion (/dev/pts/3, process 4242) since 2026-");
        }
    }
}
