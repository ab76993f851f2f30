package dev.holdpoint.step.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesSameTest {
    private static final String HOSTILE = "-it's \"$(x)`y`\" ; *\ntwo ümläut\\ 🦊";

    private final FilesSame same = new FilesSame();
    private FakeAttempt attempt = new FakeAttempt();

    @TempDir
    Path folder;

    private Path old;
    private Path fresh;
    private Path temporary;

    @BeforeEach
    void trees() throws IOException {
        temporary = Files.createDirectories(folder.resolve("tmp"));
        attempt = new FakeAttempt()
                .at("old", Map.of("TMPDIR", temporary.toString()))
                .at("new", Map.of("TMPDIR", temporary.toString()));
        old = tree("old");
        fresh = tree("new " + HOSTILE);
    }

    private Path tree(String name) throws IOException {
        var root = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(root.resolve("a/" + HOSTILE));
        Files.writeString(root.resolve("a/" + HOSTILE + "/" + HOSTILE), "hostile");
        Files.writeString(root.resolve("b"), "b");
        Files.createSymbolicLink(root.resolve("link"), Path.of("b"));
        Files.createDirectories(root.resolve("empty"));
        return root;
    }

    private Evidence look(boolean checksums, boolean owners, List<String> exclude) throws Exception {
        var seen = seen(checksums, owners, exclude);
        assertThat(temporary).isEmptyDirectory();
        return seen;
    }

    private Evidence seen(boolean checksums, boolean owners, List<String> exclude) throws Exception {
        return same.observe(
                new FilesSame.Spec("old:" + old, "new:" + fresh, exclude, checksums, owners, Pass.FINAL, false, null),
                attempt);
    }

    private List<String> differences() throws Exception {
        var seen = look(true, true, null);
        assertThat(seen.green()).isFalse();
        return seen.details();
    }

    private String in() {
        return new Location("new", fresh.toString()).toString();
    }

    @Test
    void equalTreesAreEqual() throws Exception {
        var seen = look(true, true, null);
        assertThat(seen.sentence()).isEqualTo("old: 2 files, 8 bytes, the same contents");
        assertThat(seen.green()).isTrue();
    }

    @Test
    void everyDifferenceIsNamed() throws Exception {
        Files.writeString(fresh.resolve("b"), "c");
        assertThat(differences()).containsExactly("b has other contents in " + in());
        assertThat(look(false, true, null).green()).isTrue();
        Files.writeString(fresh.resolve("b"), "cc");
        assertThat(differences()).containsExactly("b has size 1, and 2 in " + in());
        Files.writeString(fresh.resolve("b"), "b");
        Files.setPosixFilePermissions(fresh.resolve("b"), PosixFilePermissions.fromString("rwx------"));
        assertThat(differences()).containsExactly("b has mode 644, and 700 in " + in());
        assertThat(look(true, false, null).green()).isTrue();
        Files.delete(fresh.resolve("b"));
        Files.delete(fresh.resolve("link"));
        Files.createSymbolicLink(fresh.resolve("link"), Path.of("empty"));
        Files.delete(fresh.resolve("a/" + HOSTILE + "/" + HOSTILE));
        Files.writeString(fresh.resolve("extra"), "");
        assertThat(differences())
                .containsExactly(
                        "a/" + (HOSTILE + "/" + HOSTILE).replace("\n", "\\n") + " is not in " + in(),
                        "b is not in " + in(),
                        "extra is only in " + in(),
                        "link has link b, and empty in " + in());
    }

    /** What stands in for a program on both hosts. */
    private void program(String name, String text) throws IOException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        assertThat(Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text + "\n")
                        .toFile()
                        .setExecutable(true))
                .isTrue();
        for (var host : List.of("old", "new")) {
            attempt.at(host, Map.of("TMPDIR", temporary.toString(), "PATH", bin + ":" + System.getenv("PATH")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 127", "exit 0", "echo '  -'"})
    void withoutASumNothingIsTheSame(String sha256sum) throws Exception {
        program("sha256sum", sha256sum);
        assertThat(look(false, true, null).green()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP"})
    void whoIsEndedLeavesNothing(String signal) throws Exception {
        program("find", "kill -" + signal + " $PPID");
        assertThat(look(true, true, null).green()).isFalse();
    }

    /** A look that runs beside this one keeps what it has. */
    @Test
    void whatALookThatWasKilledLeftIsSweptAfterADay() throws Exception {
        var killed = Files.createDirectory(temporary.resolve("holdpoint-same.killed"));
        var beside = Files.createDirectory(temporary.resolve("holdpoint-same.beside"));
        Files.writeString(killed.resolve("raw"), "a");
        Files.setLastModifiedTime(killed, FileTime.from(Instant.now().minus(Duration.ofHours(49))));
        assertThat(seen(true, true, null).green()).isTrue();
        assertThat(temporary).isDirectoryContaining(beside::equals).isDirectoryNotContaining(killed::equals);
    }

    @Test
    void whatIsLeftOutIsNotLookedAt() throws Exception {
        Files.createDirectories(fresh.resolve("cache/x"));
        Files.writeString(fresh.resolve("cache/x/y"), "");
        Files.writeString(fresh.resolve("empty/z.tmp"), "");
        assertThat(look(true, true, List.of("/cache/", "*.tmp")).green()).isTrue();
        assertThat(look(true, true, List.of("/cache/", "empty/*.tmp")).green()).isTrue();
        assertThat(look(true, true, List.of("*.tmp")).green()).isFalse();
    }

    @Test
    void aDifferenceDeepInALargeTreeIsFound() throws Exception {
        for (int i = 0; i < 3000; i++) {
            var name = "file-%05d-%s".formatted(i, "x".repeat(40));
            Files.writeString(old.resolve(name), "");
            if (i != 2500) {
                Files.writeString(fresh.resolve(name), "");
            }
        }
        assertThat(differences()).hasSize(1).first().asString().startsWith("file-02500-");
    }

    @Test
    void singleFilesAreComparedWhateverTheirNames() throws Exception {
        var spec = new FilesSame.Spec(
                "old:" + old.resolve("b"), "new:" + fresh.resolve("b"), null, true, true, Pass.FINAL, false, null);
        assertThat(same.observe(spec, attempt).green()).isTrue();
        Files.writeString(fresh.resolve("b"), "x");
        assertThat(same.observe(spec, attempt).sentence()).startsWith("the top itself has other contents");
        var none = new FilesSame.Spec(
                "old:" + old.resolve("none"), "new:" + fresh, null, true, true, Pass.FINAL, false, null);
        assertThat(same.observe(none, attempt).sentence()).endsWith("none: it is not there");
    }
}
