package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A run whose steps have left output or jobs, and whose journal says nothing of it any more. */
final class LostJournalTest extends Shell {
    private RunPaths ran() throws IOException {
        var paths = RunPaths.of(Path.of(state()), "r1");
        journal("r1", new Event.StepStarted("flip", 1));
        Files.writeString(paths.log("flip", 1), "flipped\n");
        return paths;
    }

    private void saysSo(String... words) {
        assertThat(words).allSatisfy(word -> assertThat(out + err).contains(word));
        assertThat(out + err)
                .contains("shows that steps ran: what was done is not known", "put the journal back from a copy")
                .doesNotContain("nothing was done", "at the beginning", "no runs", "as it was written");
    }

    @Test
    void anEmptyOneIsNotTakenForARunThatNeverBegan() throws IOException {
        var paths = ran();
        Files.writeString(paths.journal(), "");
        assertThat(run("verify", "--state", state(), "r1")).isEqualTo(1);
        saysSo(paths.journal() + " has nothing to read", paths.output().toString());
        assertThat(run("resume", "--state", state(), "r1")).isEqualTo(1);
        saysSo(paths.journal() + " has nothing to read");
        assertThat(run("resume", "--state", state())).isEqualTo(2);
        saysSo("left out: r1");
        assertThat(run("runs", "--state", state())).isZero();
        saysSo("r1  cannot be read");
    }

    @Test
    void oneThatIsGoneIsMissed() throws IOException {
        var paths = ran();
        Files.delete(paths.journal());
        assertThat(run("verify", "--state", state(), "r1")).isEqualTo(1);
        saysSo(paths.journal() + " is missing");
        assertThat(run("resume", "--state", state(), "r1")).isEqualTo(1);
        saysSo(paths.journal() + " is missing");
        assertThat(run("runs", "--state", state())).isZero();
        saysSo("r1  cannot be read");
        assertThat(run("runs", "close", "--state", state(), "r1", "the door", "shut"))
                .isEqualTo(1);
        saysSo(paths.journal() + " is missing");
    }

    @Test
    void oneThatWasCutWithinItsFirstLineHasLostAllThatWasDone() throws IOException {
        var paths = ran();
        Files.writeString(paths.journal(), Files.readString(paths.journal()).substring(0, 20));
        assertThat(run("resume", "--state", state(), "r1")).isEqualTo(1);
        saysSo();
        assertThat(run("runs", "--state", state())).isZero();
        saysSo("r1  cannot be read");
        assertThat(run("verify", "--state", state(), "r1")).isEqualTo(1);
        assertThat(out).contains("journal.jsonl:1: it is not complete");
    }

    @Test
    void aJobThatIsStillThereSaysAsMuchAsOutput() throws IOException {
        var paths = ran();
        Files.delete(paths.log("flip", 1));
        Files.writeString(paths.journal(), "");
        assertThat(run("verify", "--state", state(), "r1")).isZero();
        Files.createDirectory(paths.jobs().resolve("flip-1"));
        assertThat(run("verify", "--state", state(), "r1")).isEqualTo(1);
        saysSo(paths.jobs().toString());
    }
}
