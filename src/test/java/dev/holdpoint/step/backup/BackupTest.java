package dev.holdpoint.step.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.ShellText;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a program that stands for restic: it keeps one copy of what it is given. */
class BackupTest {
    private static final String RESTIC = """
            #!/bin/sh
            echo "$*" >> "$RESTIC_LOG"
            [ "$RESTIC_PASSWORD" = s3cr3t-pin ] || { echo 'Fatal: wrong password or no key found' >&2; exit 12; }
            verb=$1; shift
            case $verb in
                backup)
                    while [ "$1" != -- ]; do shift; done; shift
                    for path; do mkdir -p "$RESTIC_REPOSITORY$path" && cp -r "$path/." "$RESTIC_REPOSITORY$path" || exit 3; done
                    echo '[0:01] 50.00%  1 files 3 B, total 2 files 6 B'
                    echo 'snapshot 40dc1520aa saved' ;;
                check) [ ! -e "$RESTIC_REPOSITORY/damaged" ] || { echo 'Fatal: repository contains errors'; exit 1; }
                    echo 'no errors were found' ;;
                dump) cat "$RESTIC_REPOSITORY$2" ;;
            esac
            """;

    private final Backup backup = new Backup();
    private final FakeAttempt attempt = new FakeAttempt().with("!pin=s3cr3t-pin");

    @TempDir
    Path folder;

    private Path state;
    private Path repository;

    @BeforeEach
    void host() throws IOException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        assertThat(Files.writeString(bin.resolve("restic"), RESTIC).toFile().setExecutable(true))
                .isTrue();
        attempt.at(
                "old",
                Map.of(
                        "PATH",
                        bin + ":" + System.getenv("PATH"),
                        "RESTIC_LOG",
                        folder.resolve("log").toString()));
        state = Files.createDirectories(folder.resolve("it's \"$(x)\" * ü"));
        Files.writeString(state.resolve("-a b"), "abc");
        repository = Files.createDirectories(folder.resolve("repository"));
    }

    private Backup.Spec spec(String password) {
        return new Backup.Spec("old", repository.toString(), List.of(state.toString()), "before", password, null);
    }

    @Test
    void whatIsShownIsWhatTheShellWouldRead() {
        var spec = new Backup.Spec("old", "/b k", List.of("/var/lib/a b", "/it's;x"), "before", "s3cr3t-pin", null);
        assertThat(backup.preview(spec, attempt))
                .containsExactly(
                        "on old, with RESTIC_REPOSITORY='/b k':",
                        "restic backup --tag before -- '/var/lib/a b' '/it'\\''s;x'",
                        "restic check",
                        "find '/var/lib/a b' '/it'\\''s;x' -type f -size +0c -size -65536k, and of one of the first five:",
                        "restic dump SNAPSHOT FILE | cmp -s - FILE");
        var own = new Backup.Spec("old", null, null, null, null, new ShellText("save \"$dir\" \"$pin\""));
        attempt.with("dir=/a b");
        assertThat(backup.preview(own, attempt))
                .containsExactly("on old:", "save \"$dir\" \"$pin\"", "# dir='/a b'", "# pin=••••");
    }

    @Test
    void aSnapshotIsMadeCheckedAndProven() throws Exception {
        assertThat(backup.run(spec("s3cr3t-pin"), attempt))
                .isEqualTo(Outcome.done("snapshot 40dc1520aa in " + repository + ", checked; " + state.resolve("-a b")
                        + " came back the same"));
        assertThat(attempt.progress).anySatisfy(it -> assertThat(it.fraction()).isEqualTo(0.5));
        assertThat(Files.readString(folder.resolve("log")))
                .startsWith("backup --tag before -- " + state)
                .doesNotContain("s3cr3t-pin");
        assertThat(backup.preview(spec("s3cr3t-pin"), attempt).toString() + attempt.said + spec("s3cr3t-pin"))
                .doesNotContain("s3cr3t-pin");
    }

    @Test
    void whatCannotBeReadCheckedOrRestoredIsNoBackup() throws Exception {
        assertThat(backup.run(spec("wrong"), attempt))
                .extracting("reason")
                .isEqualTo("restic backup on old: the password is wrong: Fatal: wrong password or no key found");
        Files.writeString(repository.resolve("damaged"), "");
        assertThat(backup.run(spec("s3cr3t-pin"), attempt))
                .extracting("reason")
                .asString()
                .startsWith("restic check on old");
        Files.delete(repository.resolve("damaged"));
        Files.writeString(state.resolve("-a b"), "");
        assertThat(backup.run(spec("s3cr3t-pin"), attempt))
                .extracting("reason")
                .isEqualTo("no file of snapshot 40dc1520aa came back as it is on old");
        attempt.jobEnds = new Ended.Lost("gone");
        assertThat(backup.run(spec("s3cr3t-pin"), attempt)).isEqualTo(Outcome.unknown("gone"));
    }

    @Test
    void aLinkIsNotBackedUpForWhatIsBehindIt() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("state"), state);
        var spec =
                new Backup.Spec("old", repository.toString(), List.of(link.toString()), "before", "s3cr3t-pin", null);
        assertThat(backup.run(spec, attempt))
                .extracting("reason")
                .isEqualTo("restic backup on old: exit 1: " + link
                        + " is a link, and nothing behind it would be kept; name " + state.toRealPath());
        assertThat(folder.resolve("log")).doesNotExist();
    }

    @Test
    void anotherProgramsLastLineIsTheEvidence() throws Exception {
        var spec = new Backup.Spec("old", null, null, null, null, new ShellText("echo one; echo \"kept with $pin\""));
        assertThat(backup.run(spec, attempt)).isEqualTo(Outcome.done("kept with ••••"));
        var fails = new Backup.Spec("old", null, null, null, null, new ShellText("echo no room; exit 4"));
        assertThat(backup.run(fails, attempt)).extracting("reason").isEqualTo("the backup on old: exit 4: no room");
    }

    @Test
    void aSpecIsForResticOrForAProgram() {
        assertThat(backup.problems(new Backup.Spec("old", null, null, null, null, null)))
                .hasSize(1);
        assertThat(backup.problems(new Backup.Spec("old", "/r", null, null, null, new ShellText("x"))))
                .hasSize(1);
        assertThat(backup.problems(new Backup.Spec("old", "/r", List.of("x", "/a\nb"), "a b", null, null)))
                .hasSize(3);
        assertThat(backup.problems(spec("x"))).isEmpty();
    }
}
