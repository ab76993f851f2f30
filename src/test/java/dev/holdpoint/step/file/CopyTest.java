package dev.holdpoint.step.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Ended;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.file.Copy.Vanished;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real rsync between folders that stand for hosts; what stands for ssh runs its command here. */
class CopyTest {
    private static final String SSH = """
            #!/bin/sh
            while :; do case $1 in -o | -p | -i | -J | -l) shift 2 ;; -*) shift ;; *) break ;; esac; done
            echo "$1" >> "$SSH_LOG"
            [ -z "$SSH_DOWN" ] || exit 255
            shift
            exec sh -c "$*"
            """;
    private static final String HOSTILE = "it's \"$(x)`y`\" ; *\ntwo -rf ümläut 🦊";

    private final Copy copy = new Copy();
    private final FakeAttempt attempt = new FakeAttempt();

    @TempDir
    Path folder;

    private Path old;
    private Path fresh;

    @BeforeEach
    void hosts() throws IOException {
        old = Files.createDirectories(folder.resolve("old"));
        fresh = folder.resolve("new");
        attempt.files = Files.createDirectories(folder.resolve("run"));
        ssh("");
        Files.createDirectories(old.resolve("-deep/" + HOSTILE));
        Files.writeString(old.resolve("-deep/" + HOSTILE + "/" + HOSTILE), "x".repeat(5000));
        Files.writeString(old.resolve("a.txt"), "a");
    }

    private void ssh(String down) throws IOException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        assertThat(Files.writeString(bin.resolve("ssh"), SSH).toFile().setExecutable(true))
                .isTrue();
        var around = Map.of(
                "PATH",
                bin + ":" + System.getenv("PATH"),
                "SSH_LOG",
                folder.resolve("ssh.log").toString(),
                "SSH_DOWN",
                down);
        attempt.at("old", around).at("new", around);
        attempt.surroundings.put(
                "local", Map.of("PATH", bin + ":" + System.getenv("PATH"), "SSH_LOG", "/dev/null", "SSH_DOWN", ""));
    }

    private Copy.Spec spec(Path from, Path to, boolean mirror, Pass pass) {
        return new Copy.Spec("old:" + from, "new:" + to, mirror, null, null, pass, Vanished.REFUSED);
    }

    private Copy.Spec whole(boolean mirror, Pass pass) {
        return spec(old, fresh, mirror, pass);
    }

    private void same() throws IOException {
        assertThat(fresh.resolve("-deep/" + HOSTILE + "/" + HOSTILE)).hasContent("x".repeat(5000));
        assertThat(fresh.resolve("a.txt")).hasContent("a");
    }

    @Test
    void aTreeGoesStraightFromOneHostToTheOther() throws Exception {
        assertThat(copy.run(whole(false, Pass.FIRST), attempt))
                .asString()
                .startsWith("Done[says=2 files copied of 5 there, 4.9 KB");
        same();
        assertThat(Files.readString(folder.resolve("ssh.log"))).startsWith("new.example.org");
        assertThat(attempt.memory).containsEntry("route", "old");
        assertThat(attempt.progress).isNotEmpty();
    }

    @Test
    void theFinalPassSaysWhatItChanged() throws Exception {
        copy.run(whole(false, Pass.FIRST), attempt);
        Files.writeString(old.resolve("b"), "b");
        Files.delete(old.resolve("a.txt"));
        assertThat(copy.run(whole(true, Pass.FINAL), attempt))
                .asString()
                .startsWith("Done[says=1 files copied of 5 there, 1 bytes; 1 deleted");
        assertThat(attempt.said).contains("changed: b", "changed: deleted a.txt");
        assertThat(fresh.resolve("a.txt")).doesNotExist();
    }

    @Test
    void whereNoneReachesTheOtherItGoesThroughThisMachine() throws Exception {
        ssh("yes");
        assertThat(copy.run(whole(false, Pass.FIRST), attempt)).isInstanceOf(Outcome.Done.class);
        same();
        try (var left = Files.list(attempt.files)) {
            var room = left.filter(it -> it.getFileName().toString().startsWith("through-"))
                    .findAny()
                    .orElseThrow();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(room)))
                    .isEqualTo("rwx------");
            assertThat(attempt.said.getLast()).contains("is kept in " + room);
        }
        assertThat(copy.run(whole(false, Pass.FINAL), attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(attempt.files).isDirectoryNotContaining("glob:**/through-*");
        assertThat(attempt.said.getLast()).contains("was removed");
        Files.writeString(fresh.resolve("gone"), "x");
        var one = spec(old.resolve("a.txt"), fresh.resolve(HOSTILE), false, Pass.FINAL);
        assertThat(copy.run(one, attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(fresh.resolve(HOSTILE)).hasContent("a");
    }

    @Test
    void oneSideMayBeThisMachineAndAFileStaysAFile() throws Exception {
        var out = new Copy.Spec(
                "local:" + old.resolve("a.txt"),
                "new:" + folder.resolve("b.txt"),
                false,
                null,
                null,
                Pass.FINAL,
                Vanished.REFUSED);
        assertThat(copy.run(out, attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(folder.resolve("b.txt")).hasContent("a");
        var in = new Copy.Spec(
                "old:" + old + "/",
                "local:" + fresh,
                false,
                List.of("*.txt", "# no"),
                null,
                Pass.FINAL,
                Vanished.REFUSED);
        assertThat(copy.run(in, attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(fresh.resolve("a.txt")).doesNotExist();
        var within = new Copy.Spec(
                "old:" + old,
                "old:" + folder.resolve("third"),
                false,
                null,
                "65534:65534",
                Pass.FINAL,
                Vanished.REFUSED);
        assertThat(copy.run(within, attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(folder.resolve("third/a.txt")).hasContent("a");
    }

    @Test
    void anEmptySourceEmptiesNothing() throws Exception {
        copy.run(whole(false, Pass.FIRST), attempt);
        var empty = Files.createDirectories(folder.resolve("empty"));
        assertThat(copy.run(spec(empty, fresh, true, Pass.FINAL), attempt))
                .extracting("reason")
                .asString()
                .endsWith("is it mounted?");
        same();
        assertThat(copy.run(spec(folder.resolve("none"), fresh, false, Pass.FINAL), attempt))
                .extracting("reason")
                .isEqualTo("old:" + folder.resolve("none") + " is not there; nothing was copied");
        assertThat(copy.run(spec(old.resolve("a.txt"), fresh, false, Pass.FINAL), attempt))
                .extracting("reason")
                .asString()
                .endsWith("one cannot become the other");
    }

    @ParameterizedTest
    @ValueSource(ints = {23, 24})
    void whatWasNotCopiedInFullHasFailed(int status) throws Exception {
        attempt.jobEnds = new Ended.Exited(status);
        assertThat(copy.run(whole(false, Pass.FIRST), attempt)).isInstanceOf(Outcome.Failed.class);
        var allowed = new Copy.Spec("old:" + old, "new:" + fresh, false, null, null, Pass.FIRST, Vanished.ALLOWED);
        assertThat(copy.run(allowed, attempt) instanceof Outcome.Done).isEqualTo(status == 24);
    }

    @Test
    void whoComesBackStaysOnTheSameWay() throws Exception {
        attempt.memory.put("route", "new");
        attempt.resumed = true;
        assertThat(copy.run(whole(false, Pass.FIRST), attempt)).isInstanceOf(Outcome.Done.class);
        same();
        assertThat(Files.readString(folder.resolve("ssh.log"))).isEqualTo("old.example.org\n");
    }

    @Test
    void aFinalPassThatGoesStraightRemovesWhatWentThroughBefore() throws Exception {
        ssh("yes");
        copy.run(whole(false, Pass.FIRST), attempt);
        ssh("");
        assertThat(copy.run(whole(true, Pass.FINAL), attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(attempt.memory).containsEntry("route", "old");
        assertThat(attempt.files).isDirectoryNotContaining("glob:**/through-*");
    }

    @Test
    void whoComesBackBeforeItBeganLooksAtBothEnds() throws Exception {
        copy.run(whole(false, Pass.FIRST), attempt);
        attempt.resumed = true;
        var empty = Files.createDirectories(folder.resolve("empty"));
        assertThat(copy.run(spec(empty, fresh, true, Pass.FINAL), attempt)).isInstanceOf(Outcome.Failed.class);
        same();
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "copy-out"})
    void whoComesBackToWhatWasBegunOnlyWaitsForIt(String job) throws Exception {
        attempt.resumed = true;
        attempt.begun.put(job, new Ended.Exited(0));
        var gone = spec(folder.resolve("none"), fresh, true, Pass.FINAL);
        assertThat(copy.run(gone, attempt)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whatStoodThereBeforeTheRunIsNotSweptAway() throws Exception {
        Files.createDirectories(fresh.resolve("theirs"));
        Files.writeString(fresh.resolve("too"), "");
        assertThat(copy.run(whole(true, Pass.FIRST), attempt))
                .extracting("reason")
                .asString()
                .contains("(entries there now: 2)")
                .endsWith("empty it, or write mirror: false");
        copy.run(whole(false, Pass.FIRST), attempt);
        assertThat(copy.run(whole(true, Pass.FINAL), attempt)).isInstanceOf(Outcome.Failed.class);
        assertThat(fresh.resolve("too")).exists();
        same();
    }

    /** Whatever comes there behind a pass that has only tried the way is somebody else's. */
    @Test
    void whatCameThereSinceTheWayWasTriedIsNotSweptAway() throws Exception {
        var way = new Copy.Spec("old:" + old, "new:" + fresh, true, List.of("*"), null, Pass.FIRST, Vanished.REFUSED);
        assertThat(copy.run(way, attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(fresh).isEmptyDirectory();
        var theirs = Files.writeString(fresh.resolve("theirs"), "");
        assertThat(copy.run(whole(true, Pass.FINAL), attempt)).isInstanceOf(Outcome.Failed.class);
        Files.delete(theirs);
        assertThat(copy.run(whole(true, Pass.FINAL), attempt)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void fromHereItGoesToTheMachineThatIsMeantOrNowhere() throws Exception {
        var out = new Copy.Spec("local:" + old, "new:" + fresh, false, null, null, Pass.FINAL, Vanished.REFUSED);
        var bin = folder.resolve("bin/ssh");
        Files.writeString(bin, "#!/bin/sh\necho hp_who=another\necho hp_rsync=yes\n");
        assertThat(copy.run(out, attempt)).extracting("reason").asString().startsWith("another machine answers");
        Files.writeString(bin, "#!/bin/sh\necho Permission denied >&2\nexit 255\n");
        assertThat(copy.run(out, attempt))
                .extracting("reason")
                .asString()
                .endsWith("without being asked something: Permission denied");
        assertThat(fresh).doesNotExist();
    }

    @Test
    void rsyncOnTheOtherSideRunsBySudoWhereThatAsksNothing() throws Exception {
        var sudo = Files.writeString(
                folder.resolve("bin/sudo"),
                "#!/bin/sh\necho \"$1 $2\" >>\"" + folder.resolve("sudo.log") + "\"\nshift\nexec \"$@\"\n");
        assertThat(sudo.toFile().setExecutable(true)).isTrue();
        bySudo("new", null);
        assertThat(copy.run(whole(false, Pass.FIRST), attempt)).asString().startsWith("Done[");
        same();
        assertThat(folder.resolve("sudo.log")).hasContent("-n rsync");
    }

    @Test
    void whereSudoWantsAPasswordItRunsOnThatSide() throws Exception {
        bySudo("new", "secret");
        assertThat(copy.run(whole(false, Pass.FIRST), attempt)).asString().startsWith("Done[");
        assertThat(attempt.memory).containsEntry("route", "new");
    }

    @Test
    void whereSudoWantsAPasswordOnBothSidesNothingIsCopied() throws Exception {
        bySudo("old", "secret");
        bySudo("new", "secret");
        assertThat(copy.run(whole(false, Pass.FIRST), attempt))
                .asString()
                .startsWith("Failed[")
                .contains("the password of sudo")
                .doesNotContain("secret");
        assertThat(fresh).doesNotExist();
    }

    private void bySudo(String name, @Nullable String password) {
        attempt.hosts.put(name, new Host(name, name + ".example.org", null, null, null, null, new Host.Sudo(password)));
    }

    @Test
    void theWayOfRsyncIsAsStrictAsOurs() throws Exception {
        var far =
                new Host("far", "far.example.org", 23, "/k/f%r", null, new Host("b", "me@b", 24, "/k/b y", null, null));
        var words = SshWords.from(List.of("ssh", "-F", "/x"), far);
        assertThat(words)
                .startsWith("ssh", "-F", "/x")
                .contains(
                        "StrictHostKeyChecking=yes",
                        "ForwardAgent=no",
                        "ForwardX11=no",
                        "RemoteCommand=none",
                        "PermitLocalCommand=no",
                        "ClearAllForwardings=yes",
                        "ControlPath=none")
                .containsSubsequence("-p", "23", "-i", "/k/f%r", "-o", "IdentitiesOnly=yes");
        assertThat(words.getLast())
                .startsWith("ProxyCommand=ssh -F /x -o BatchMode=yes")
                .contains("-o StrictHostKeyChecking=yes")
                .endsWith("-p 24 -i '/k/b y' -o IdentitiesOnly=yes -W '[%h]:%p' me@b");
        var farther = new Host("c", "c", null, null, null, far);
        assertThat(SshWords.from(List.of("ssh"), farther).getLast()).contains("-i /k/f%%r", "[%%h]:%%p");
        // One word stays one, for a shell and for rsync.
        for (var word : List.of(ShellWords.quoted(words), SshWords.rsh(words))) {
            var seen = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + word).start();
            assertThat(new String(seen.getInputStream().readAllBytes(), UTF_8).lines())
                    .containsExactlyElementsOf(words);
        }
    }

    @Test
    void progressIsReadFromItsLines() {
        var line = "     77594624  14%   70.51MB/s    0:00:06 (xfr#1, to-chk=15000/20000)";
        var first = RsyncWatch.progress(line, false).orElseThrow();
        assertThat(first.fraction()).isEqualTo(0.14);
        assertThat(first.says()).isEqualTo("5000 of 20000 files, 74.0 MB, 70.51MB/s");
        assertThat(first.left()).hasSeconds(6);
        assertThat(RsyncWatch.progress(line, true).orElseThrow().fraction()).isEqualTo(0.25);
        assertThat(RsyncWatch.progress("sent 5 bytes", false)).isEmpty();
    }

    @Test
    void theCauseIsToldWhereverItStands() {
        var cause = "rsync: [receiver] write failed on \"/new/3\": No space left on device (28)";
        var end = "rsync error: error in file IO (code 11) at receiver.c(657) [receiver=3.5.0]";
        for (var lines : List.of(
                List.of(cause, end),
                List.of(end, cause),
                List.of("   10485760  66%   13.36MB/s    0:00:00 " + cause, end),
                List.of(end, cause, "rsync: [sender] write error: Broken pipe (32)"))) {
            var watch = new RsyncWatch(true, _ -> {});
            lines.forEach(watch);
            assertThat(watch.complaint()).isEqualTo(cause);
        }
        var watch = new RsyncWatch(true, _ -> {});
        List.of("<f+++++++++|rsync: no", end).forEach(watch);
        assertThat(watch.complaint()).isEqualTo(end);
    }

    @Test
    void whatWouldBeACopyIntoItselfOrASweepIsAProblem() {
        assertThat(copy.problems(new Copy.Spec("old", "new:/x", false, null, null, Pass.FIRST, Vanished.REFUSED)))
                .hasSize(1);
        assertThat(copy.problems(new Copy.Spec("a:/x", "a:/x/y", false, null, null, Pass.FIRST, Vanished.REFUSED)))
                .hasSize(1);
        for (var wide : List.of("/etc/", "/var/lib", "/var/lib/.", "/var/lib/app/..", "//var//lib")) {
            assertThat(copy.problems(
                            new Copy.Spec("a:/x", "b:" + wide, true, null, null, Pass.FIRST, Vanished.REFUSED)))
                    .hasSize(1);
        }
        for (var own : List.of("/var/lib/app", "/srv/${x}")) {
            assertThat(copy.problems(new Copy.Spec("a:/x", "b:" + own, true, null, null, Pass.FIRST, Vanished.REFUSED)))
                    .isEmpty();
        }
        assertThat(copy.problems(
                        new Copy.Spec("a:/x", "b:/e", false, List.of("a\nb"), "x y", Pass.FIRST, Vanished.REFUSED)))
                .hasSize(2);
        assertThat(copy.problems(new Copy.Spec("a:/x", "a:/xy", false, null, "app:app", Pass.FIRST, Vanished.REFUSED)))
                .isEmpty();
    }
}
