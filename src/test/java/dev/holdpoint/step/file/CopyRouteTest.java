package dev.holdpoint.step.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.file.Copy.Vanished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first pass has found out of the way to the other host is not asked for again, and not believed either. */
class CopyRouteTest {
    private static final String SSH = """
            #!/bin/sh
            while :; do case $1 in -o | -p | -i | -J | -l) shift 2 ;; -*) shift ;; *) break ;; esac; done
            echo "$1" >> "$SSH_LOG"
            %s
            shift
            exec sh -c "$*"
            """;

    private final Copy copy = new Copy();
    private final FakeAttempt attempt = new FakeAttempt();

    @TempDir
    Path folder;

    private Path old;
    private Path fresh;
    private Path log;

    @BeforeEach
    void firstPass() throws Exception {
        old = Files.createDirectories(folder.resolve("old"));
        fresh = folder.resolve("new");
        log = folder.resolve("ssh.log");
        attempt.files = Files.createDirectories(folder.resolve("run"));
        for (var host : List.of("old", "new")) {
            attempt.at(
                    host,
                    Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"), "SSH_LOG", log.toString()));
        }
        attempt.surroundings.put("local", attempt.surroundings.get("old"));
        Files.createDirectories(folder.resolve("bin"));
        ssh("");
        Files.writeString(old.resolve("a"), "a");
        Files.writeString(old.resolve("b"), "b");
        assertThat(copied(Pass.FIRST)).isInstanceOf(Outcome.Done.class);
        assertThat(log).hasContent("new.example.org\nnew.example.org");
        Files.delete(log);
        Files.delete(old.resolve("a"));
    }

    private void ssh(String first) throws IOException {
        program("ssh", SSH.formatted(first));
    }

    private void program(String name, String text) throws IOException {
        assertThat(Files.writeString(folder.resolve("bin").resolve(name), text)
                        .toFile()
                        .setExecutable(true))
                .isTrue();
    }

    private Outcome copied(Pass pass) throws InterruptedException {
        return copy.run(new Copy.Spec("old:" + old, "new:" + fresh, true, null, null, pass, Vanished.REFUSED), attempt);
    }

    @Test
    void theNextPassGoesTheSameWayAndAsksNobody() throws Exception {
        assertThat(copied(Pass.FINAL)).isInstanceOf(Outcome.Done.class);
        assertThat(log).hasContent("new.example.org");
        assertThat(fresh.resolve("a")).doesNotExist();
        assertThat(fresh.resolve("b")).hasContent("b");
    }

    @Test
    void anotherMachineByThatNameIsGivenNothing() throws Exception {
        anotherAnswers();
        for (var reason : List.of(
                "another machine answers old as new than before; nothing was copied",
                "another machine answers an ssh of its own, which rsync needs, than the one that is old")) {
            assertThat(copied(Pass.FINAL)).extracting("reason").asString().startsWith(reason);
            assertThat(fresh.resolve("a")).hasContent("a");
        }
    }

    private void anotherAnswers() throws IOException {
        var bin = Files.createDirectories(folder.resolve("another"));
        assertThat(Files.writeString(bin.resolve("uname"), "#!/bin/sh\necho another\n")
                        .toFile()
                        .setExecutable(true))
                .isTrue();
        ssh("PATH=" + bin + ":$PATH");
    }

    /** Nobody asks again which way it goes: the copying connection itself is held against the machine that was looked at. */
    @Test
    void norWhereTheProgramComesBackAndKnowsTheWay() throws Exception {
        attempt.resumed = true;
        attempt.memory.put("route", "old");
        anotherAnswers();
        assertThat(copied(Pass.FINAL)).extracting("reason").asString().contains("another machine answers there");
        assertThat(fresh.resolve("a")).hasContent("a");
    }

    @Test
    void aWayThatDidNotLeadThereIsForgottenForTheNextTryToo() throws Exception {
        anotherAnswers();
        copied(Pass.FINAL);
        assertThat(attempt.memory.get("route")).isEmpty();
    }

    @Test
    void whereItDoesNotLeadThereAnyMoreTheNextTryLooksForAnother() throws Exception {
        ssh("case $1 in new.*) echo 'Host key verification failed.' >&2; exit 255 ;; esac");
        assertThat(copied(Pass.FINAL))
                .extracting("reason")
                .isEqualTo("old does not get to new any more without being asked something:"
                        + " Host key verification failed.");
        assertThat(copied(Pass.FINAL)).isInstanceOf(Outcome.Done.class);
        assertThat(attempt.memory).containsEntry("route", "new");
        assertThat(fresh.resolve("a")).doesNotExist();
    }

    @Test
    void anotherMachineThanThenIsAskedAnew() throws Exception {
        try (var kept = Files.list(attempt.files)) {
            var route = kept.filter(it -> it.getFileName().toString().startsWith("route-"))
                    .findAny()
                    .orElseThrow();
            Files.writeString(route, Files.readString(route).replaceFirst("(?m)[0-9a-z]$", "#"));
        }
        assertThat(copied(Pass.FINAL)).isInstanceOf(Outcome.Done.class);
        assertThat(log).hasContent("new.example.org\nnew.example.org");
    }

    @Test
    void aFailureOfAnotherKindIsToldAsItIs() throws Exception {
        program("rsync", "#!/bin/sh\necho 'rsync: write failed: No space left on device (28)'\nexit 11\n");
        assertThat(copied(Pass.FINAL))
                .extracting("reason")
                .asString()
                .startsWith("rsync on old: a file could not be read or written: rsync: write failed");
    }
}
