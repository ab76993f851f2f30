package dev.holdpoint.step.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a first pass has read is not read again, and nothing is called the same that is not. The hosts' clocks go ahead: no file is too young. */
class ReadAheadTest {
    private static final String AHEAD = "[ \"$1\" = +%s ] || exec /bin/date \"$@\"\necho $(($(/bin/date +%s) + 60))";
    private static final String NOTHING_READ =
            "; read now: 0 of 3 on old, 0 of 3 on new; the others were read 0s ago and have not changed";

    private final FilesSame same = new FilesSame();
    private FakeAttempt attempt = new FakeAttempt();

    @TempDir
    Path folder;

    private Path old;
    private Path fresh;

    @BeforeEach
    void trees() throws IOException {
        // Elsewhere all is always read.
        assumeTrue(Files.getFileStore(folder).type().matches("ext[234]|xfs|btrfs|zfs|f2fs"));
        old = tree("old");
        fresh = tree("new");
        for (var host : List.of("old", "new")) {
            Files.createDirectories(folder.resolve("tmp-" + host));
            Files.createDirectories(folder.resolve("bin-" + host));
            program(host, "date", AHEAD);
        }
        attempt = anew();
    }

    private Path tree(String name) throws IOException {
        var root = Files.createDirectories(folder.resolve(name).resolve("deep er"));
        Files.writeString(root.resolve("it's \"$(x)`y`\" ;\ntwo ümläut\\ 🦊"), "hostile");
        Files.writeString(root.resolveSibling("b"), "b");
        Files.writeString(root.resolveSibling("c"), "c");
        return root.getParent();
    }

    /** As one of a program that has just been started: only what is on disk is known. */
    private FakeAttempt anew() throws IOException {
        var fake = new FakeAttempt();
        for (var host : List.of("old", "new")) {
            fake.at(
                    host,
                    Map.of(
                            "TMPDIR",
                            folder.resolve("tmp-" + host).toString(),
                            "PATH",
                            folder.resolve("bin-" + host) + ":" + System.getenv("PATH")));
        }
        fake.files = Files.createDirectories(folder.resolve("run"));
        return fake;
    }

    private void program(String host, String name, String text) throws IOException {
        var file = folder.resolve("bin-" + host).resolve(name);
        assertThat(Files.writeString(file, "#!/bin/sh\n" + text + "\n").toFile().setExecutable(true))
                .isTrue();
    }

    private FilesSame.Spec spec(Pass pass, boolean all) {
        return new FilesSame.Spec("old:" + old, "new:" + fresh, null, true, true, pass, all, null);
    }

    private Evidence first() throws Exception {
        var seen = same.observe(spec(Pass.FIRST, false), attempt);
        assertThat(seen.green()).as(seen.sentence()).isTrue();
        return seen;
    }

    private Evidence last() throws Exception {
        return same.observe(spec(Pass.FINAL, false), attempt);
    }

    private void differs(String what) throws Exception {
        var seen = last();
        assertThat(seen.green()).as(seen.sentence()).isFalse();
        assertThat(seen.sentence()).startsWith(what);
    }

    /** As somebody does who wants nobody to see it. */
    private static void rewrite(Path file, String text) throws IOException {
        var then = Files.getLastModifiedTime(file);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, then);
    }

    private List<Path> lists(String host) throws IOException {
        try (var all = Files.list(folder.resolve("tmp-" + host))) {
            return all.map(it -> it.resolve("list")).toList();
        }
    }

    @Test
    void whatHasNotChangedIsNotReadAgain() throws Exception {
        Files.writeString(fresh.resolve("c"), "x");
        assertThat(first().sentence())
                .isEqualTo("old: 3 files, 9 bytes; new: 3 files, 9 bytes; files that are not read again unless they"
                        + " change: 3 on old, 3 on new; not the same yet, which does not count: c has other contents in new:"
                        + fresh);
        Files.writeString(fresh.resolve("c"), "c");
        var seen = last();
        assertThat(seen.green()).isTrue();
        assertThat(seen.sentence())
                .isEqualTo(
                        "old: 3 files, 9 bytes, the same contents; read now: 0 of 3 on old, 1 of 3 on new; the others"
                                + " were read 0s ago and have not changed");
    }

    @Test
    void whatIsRememberedIsForOursAloneAndGoesWhenItIsUsed() throws Exception {
        first();
        first();
        for (var host : List.of("old", "new")) {
            assertThat(lists(host)).hasSize(1);
            var list = lists(host).getFirst();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(list)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(list.getParent())))
                    .isEqualTo("rwx------");
        }
        try (var kept = Files.list(attempt.files)) {
            assertThat(kept.toList())
                    .hasSize(2)
                    .allSatisfy(it -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(it)))
                            .isEqualTo("rw-------"));
        }
        assertThat(last().green()).isTrue();
        assertThat(attempt.files).isEmptyDirectory();
        assertThat(folder.resolve("tmp-old")).isEmptyDirectory();
        assertThat(folder.resolve("tmp-new")).isEmptyDirectory();
        assertThat(last().sentence()).isEqualTo("old: 3 files, 9 bytes, the same contents");
    }

    @Test
    void itIsThereAfterACrashAndAfterATryThatFailed() throws Exception {
        first();
        attempt = anew();
        rewrite(old.resolve("b"), "x");
        differs("b has other contents");
        rewrite(fresh.resolve("b"), "x");
        attempt = anew();
        assertThat(last().sentence()).contains("read now: 1 of 3 on old, 1 of 3 on new");
    }

    @Test
    void aTimeThatIsSetBackHidesNothing() throws Exception {
        first();
        rewrite(old.resolve("b"), "x");
        differs("b has other contents in new:");
    }

    @Test
    void anotherFileInItsPlaceIsRead() throws Exception {
        first();
        var other = Files.writeString(folder.resolve("other"), "x");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(fresh.resolve("b")));
        Files.move(other, fresh.resolve("b"), StandardCopyOption.REPLACE_EXISTING);
        differs("b has other contents in new:");
    }

    @Test
    void whatIsNewGoneOrOwnedOtherwiseIsSeen() throws Exception {
        first();
        Files.writeString(old.resolve("a"), "");
        differs("a is not in new:");
        Files.delete(old.resolve("a"));
        Files.setPosixFilePermissions(old.resolve("b"), PosixFilePermissions.fromString("rwx------"));
        differs("b has mode 700, and 644 in new:");
        Files.delete(old.resolve("b"));
        differs("b is only in new:");
    }

    @Test
    void whatChangesWhileItIsReadIsReadAgain() throws Exception {
        program("old", "sha256sum", """
                [ $# = 0 ] || exec 3>&1
                sha256sum=$(PATH=${PATH#*:} command -v sha256sum)
                "$sha256sum" "$@" || exit
                [ ! -e b ] || { touch -r b ../then; printf x > b; touch -r ../then b; }""");
        first();
        Files.delete(folder.resolve("bin-old/sha256sum"));
        differs("b has other contents in new:");
    }

    @Test
    void whatWasChangedJustBeforeItWasReadIsReadAgain() throws Exception {
        Files.delete(folder.resolve("bin-old/date"));
        program("old", "sleep", "exit 0");
        assertThat(first().sentence()).contains("0 on old, 3 on new");
        assertThat(last().sentence()).contains("read now: 3 of 3 on old, 0 of 3 on new");
    }

    @Test
    void whatIsTooYoungGrowsOlderBeforeItIsRead() throws Exception {
        Files.delete(folder.resolve("bin-old/date"));
        assertThat(first().sentence()).contains("3 on old, 3 on new");
    }

    @Test
    void whatSomebodyHasOpenToWriteIsReadAgain() throws Exception {
        try (var open = FileChannel.open(old.resolve("b"), StandardOpenOption.WRITE);
                var read = FileChannel.open(old.resolve("c"), StandardOpenOption.READ)) {
            assertThat(open.isOpen() && read.isOpen()).isTrue();
            assertThat(first().sentence()).contains("2 on old, 3 on new");
        }
    }

    /** A page that is written to a second time, before it is on disk, changes no time of its file. */
    @Test
    void whatIsWrittenByMemoryIsSeen() throws Exception {
        var file = old.resolve("b");
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var page = channel.map(FileChannel.MapMode.READ_WRITE, 0, 1);
            page.put(0, (byte) 'b');
            channel.close();
            first();
            page.put(0, (byte) 'x');
        }
        differs("b has other contents in new:");
    }

    @ParameterizedTest
    @CsvSource({
        "another machine, HOLDPOINT_LAB_MACHINE=another, another machine or another boot of it",
        "gone, '', it is gone",
        "torn, '', it is not what was written",
        "changed, '', it is not what was written"
    })
    void whatCannotBeBelievedIsReadAgain(String what, String surrounding, String why) throws Exception {
        first();
        rewrite(old.resolve("b"), "x");
        var list = lists("old").getFirst();
        var text = Files.readString(list);
        switch (what) {
            case "gone" -> {
                Files.delete(list);
                Files.delete(list.getParent());
            }
            case "torn" -> Files.writeString(list, text.substring(0, text.length() - 70));
            case "changed" -> Files.writeString(list, text.replaceFirst("[0-9a-f]{64}", "0".repeat(64)));
            default -> {
                var around = new TreeMap<>(attempt.surroundings.get("old"));
                around.put(surrounding.split("=", -1)[0], surrounding.split("=", -1)[1]);
                attempt.surroundings.put("old", around);
            }
        }
        differs("b has other contents");
        assertThat(last().sentence())
                .contains("read now: all on old, since what was remembered there is of no use: " + why
                        + ", 0 of 3 on new");
    }

    @Test
    void whatIsKeptHereIsBelievedAsAWholeOrNotAtAll() throws Exception {
        first();
        try (var kept = Files.list(attempt.files)) {
            for (var file : kept.toList()) {
                var text = Files.readString(file);
                Files.writeString(file, text.substring(0, text.length() - 10));
            }
        }
        assertThat(last().sentence()).isEqualTo("old: 3 files, 9 bytes, the same contents");
    }

    @Test
    void anotherHostHasSeenNothing() throws Exception {
        first();
        attempt.at("third", attempt.surroundings.get("old"));
        var seen = same.observe(
                new FilesSame.Spec("third:" + old, "new:" + fresh, null, true, true, Pass.FINAL, false, null), attempt);
        assertThat(seen.sentence()).contains("same contents; read now: 0 of 3 on new;");
    }

    @Test
    void allIsReadWhereTheAuthorSaysSoOrTheToolsAreTooOld() throws Exception {
        first();
        assertThat(same.observe(spec(Pass.FINAL, true), attempt).sentence())
                .isEqualTo("old: 3 files, 9 bytes, the same contents");
        first();
        program("old", "comm", "exit 1");
        assertThat(last().sentence()).contains("all on old, since what was remembered there is of no use: the tools");
        assertThat(first().sentence()).contains("none on old, 3 on new");
    }

    @Test
    void aSingleFileIsRememberedToo() throws Exception {
        for (var pass : Pass.values()) {
            var seen = same.observe(
                    new FilesSame.Spec(
                            "old:" + old.resolve("b"),
                            "new:" + fresh.resolve("b"),
                            null,
                            true,
                            true,
                            pass,
                            false,
                            null),
                    attempt);
            assertThat(seen.green()).isTrue();
            assertThat(seen.sentence())
                    .contains(pass == Pass.FIRST ? "1 on old, 1 on new" : "read now: 0 of 1 on old, 0 of 1 on new");
        }
    }

    @Test
    void excludedFilesDoNotConfuseIt() throws Exception {
        for (var tree : List.of(old, fresh)) {
            Files.createDirectories(tree.resolve("cache"));
            Files.writeString(tree.resolve("cache/x"), tree.toString());
        }
        var exclude = List.of("/cache/");
        for (var pass : Pass.values()) {
            var seen = same.observe(
                    new FilesSame.Spec("old:" + old, "new:" + fresh, exclude, true, true, pass, false, null), attempt);
            assertThat(seen.sentence()).contains(pass == Pass.FIRST ? "3 on old, 3 on new" : NOTHING_READ);
        }
    }

    /** Of two names in which these stand for something else the lists would be the same. */
    @Test
    void namesAndLinksThatCannotBeComparedAreRefused() throws Exception {
        Files.writeString(old.resolve("a\nb"), "");
        Files.writeString(fresh.resolve("a\001b"), "");
        assertThat(last().green()).isFalse();
        assertThat(last().sentence()).contains("the character 1 or 31");
        Files.move(fresh.resolve("a\001b"), fresh.resolve("a\nb"));
        assertThat(last().green()).isTrue();
        for (var tree : List.of(old, fresh)) {
            Files.createSymbolicLink(tree.resolve("x"), Path.of("T\037l - - 0 0 U"));
        }
        assertThat(last().sentence()).contains("the character 1 or 31");
    }
}
