package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.journal.RunJournal;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Event;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands as the shell sees them: what they print, and how they end. */
final class CommandsTest extends Shell {
    @Test
    void everyErrorIsOneLineWithItsPlace() throws IOException {
        var file = write("bad.yml", """
                checklist: Bad
                phases:
                  - phase: One
                    steps:
                      - step: a
                        titel: A
                        shel: echo
                """);
        assertThat(run("check", file)).isEqualTo(2);
        assertThat(out.lines()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(out.lines()).allSatisfy(line -> assertThat(line).startsWith(file + ":"));
        assertThat(out).contains(file + ":6:9: ").contains("title").contains("shell");
    }

    /** The JVM puts signs in the place of bytes that it cannot read. */
    @Test
    void aWordThatIsNoTextIsRefused() {
        assertThat(run("check", "w\ufffdrzburg.yml")).isEqualTo(2);
        assertThat(err).contains("the word w\ufffdrzburg.yml is not UTF-8");
        assertThat(run("check", "a\0b.yml")).isEqualTo(1);
        assertThat(err).startsWith("holdpoint: no file can be called ").doesNotContain("should not");
    }

    @Test
    void whatCannotBeLookedIntoIsNotTakenForNothing() throws IOException {
        journal("sound");
        Files.createDirectories(RunPaths.of(Path.of(state()), "broken").journal());
        assertThat(run("runs", "--state", state())).isZero();
        assertThat(out).contains("sound ").contains("broken  cannot be read: ");
        var file = write("file", "");
        Files.createDirectory(folder.resolve("other"));
        Files.createSymbolicLink(folder.resolve("other/runs"), Path.of(file));
        assertThat(run("runs", "--state", folder.resolve("other").toString())).isEqualTo(1);
        assertThat(err).contains("it is no folder");
    }

    @Test
    void aGoodFilePassesInSilence() throws IOException {
        assertThat(run("check", good())).isZero();
        assertThat(out).isEmpty();
    }

    @Test
    void aFileThatDoesNotPassStartsNoRun() throws IOException {
        var file = write("bad.yml", "checklist: Bad\n");
        assertThat(run("run", "--state", state(), file)).isEqualTo(2);
        assertThat(err).contains("bad.yml:1:");
        assertThat(Path.of(state())).doesNotExist();
    }

    @Test
    void stepsThatWaitForEachOtherStartNoRun() throws IOException {
        var file = write("circle.yml", """
                checklist: Circle
                phases:
                  - phase: One
                    steps:
                      - { step: a, shell: 'echo "$x"' }
                      - { step: c, shell: echo x=1, capture: { x: { regex: "x=(.*)" } } }
                """);
        assertThat(run("check", file)).isEqualTo(2);
        assertThat(out).startsWith(file + ":5:9: `a` reads `x`, which `c` sets").contains("a → c → a");
        assertThat(run("run", "--state", state(), file)).isEqualTo(2);
        assertThat(err).contains("circle.yml:5:9: ");
        assertThat(Path.of(state())).doesNotExist();
    }

    @Test
    void aPlanShowsEverythingButSecretsAndChangesNothing() throws IOException {
        var vars = write("vars.yml", "password: hunter2\n");
        assertThat(run("plan", good(), "--set", "host=db9.example.org", "--vars", vars))
                .isZero();
        assertThat(out)
                .contains("https://db9.example.org/")
                .contains("◆ b")
                .contains("type \"really db9.example.org\"")
                .contains("touch ")
                .doesNotContain("hunter2");
        assertThat(folder.resolve("touched")).doesNotExist();
    }

    @Test
    void aValueOfTheWrongTypeIsRefusedWithAnExample() throws IOException {
        assertThat(run("plan", good(), "--set", "host=postgres\u2013instance1")).isEqualTo(2);
        assertThat(err).contains("host: ");
        assertThat(run("plan", good(), "--set", "hots=db1")).isEqualTo(2);
        assertThat(err).contains("no variable `hots`; did you mean `host`?");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() throws IOException {
        var vars = write("vars.yml", "nobody: 1\n");
        assertThat(run("plan", good(), "--vars", vars, "--set", "host=a b", "--set", "password=hunter2"))
                .isEqualTo(2);
        assertThat(err.lines()).hasSize(4);
        assertThat(err)
                .contains("holdpoint: host: ", "no variable `nobody`", "password is a secret", "holdpoint: 3 problems")
                .doesNotContain("hunter2");
    }

    @Test
    void aBrokenFileOfValuesIsNotQuoted() throws IOException {
        var vars = write("vars.yml", "password: [hunter2\n");
        assertThat(run("plan", good(), "--vars", vars)).isEqualTo(2);
        assertThat(err).contains("vars.yml").doesNotContain("hunter2");
        vars = write("vars.yml", "host: db1\npassword: &hunter2 { hunter2: }\n");
        assertThat(run("plan", good(), "--vars", vars)).isEqualTo(2);
        assertThat(err).contains("vars.yml:2:1: password needs one plain value").doesNotContain("hunter2");
        vars = write("vars.yml", "password: !hunter2 hunter2\n");
        assertThat(run("plan", good(), "--vars", vars)).isEqualTo(2);
        assertThat(err).contains("vars.yml:1:").doesNotContain("hunter2");
    }

    @Test
    void aNameThatStandsTwiceInAFileOfValuesIsShownInBothLines() throws IOException {
        var vars = write("vars.yml", "password: hunter2\nhost: db1\npassword: hunter2\n");
        assertThat(run("plan", good(), "--vars", vars)).isEqualTo(2);
        assertThat(err)
                .contains("vars.yml:3:1: this name stands in line 1 already")
                .doesNotContain("hunter2");
    }

    @Test
    void anEmptyPathIsNotTheFolderThatOneStandsIn() throws IOException {
        for (var words : List.of(List.of("runs", "--state", ""), List.of("runs", "--state="))) {
            assertThat(run(words.toArray(String[]::new))).isEqualTo(2);
            assertThat(err.lines()).hasSize(1);
            assertThat(err).contains("--state is empty");
        }
        assertThat(run("plan", good(), "--vars", "")).isEqualTo(2);
        assertThat(err).contains("--vars is empty");
    }

    @Test
    void aFileOfValuesThatNobodyWouldWriteIsOneLine() throws IOException {
        var vars = write("vars.yml", "host: " + "[".repeat(20_000) + "\n");
        assertThat(run("plan", good(), "--vars", vars)).isEqualTo(2);
        assertThat(err.lines()).hasSize(1);
        assertThat(err).contains("vars.yml:1:");
        assertThat(run("plan", good(), "--vars", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(err).contains("none:1:1: there is no such file");
    }

    @Test
    void anErrorIsOneLineToo() {
        assertThat(printed(() -> Main.guarded(() -> {
                    throw new StackOverflowError();
                })))
                .isEqualTo(1);
        assertThat(err.lines()).hasSize(1);
        assertThat(err).contains("StackOverflowError");
    }

    @Test
    void aSecretOnTheCommandLineIsRefused() throws IOException {
        assertThat(run("plan", good(), "--set", "password=hunter2")).isEqualTo(2);
        assertThat(err).contains("password is a secret").contains("--vars").doesNotContain("hunter2");
    }

    @Test
    void aFileOfSecretsThatOthersCanReadIsRefused() throws IOException {
        var vars = write("vars.yml", "password: hunter2\n");
        Files.setPosixFilePermissions(Path.of(vars), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(run("plan", good(), "--vars", vars)).isEqualTo(2);
        assertThat(err).contains("vars.yml").contains("chmod 600").doesNotContain("hunter2");
    }

    @Test
    void aRunWhoseChecklistWasChangedIsNotResumed() throws IOException {
        var paths = begun();
        assertThat(run("resume", "--state", state())).isEqualTo(2);
        assertThat(err).contains("needs a terminal");
        var frozen = RunFolder.frozen(paths);
        Files.writeString(frozen, Files.readString(frozen).replace("touch", "rm"));
        assertThat(run("resume", "--state", state())).isEqualTo(2);
        assertThat(err.lines()).hasSize(1);
        assertThat(err).contains("was changed after the run had begun");
    }

    @Test
    void aRunThatNeverBeganIsNotResumed() throws IOException {
        var paths = RunPaths.of(Path.of(state()), "r0");
        paths.create();
        RunJournal.create(paths.journal()).close();
        assertThat(run("resume", "--state", state())).isEqualTo(2);
        assertThat(err).contains("no run can be resumed");
        assertThat(run("resume", "--state", state(), "r0")).isEqualTo(2);
        assertThat(err).contains("r0 never began");
        assertThat(run("runs", "--state", state())).isZero();
        assertThat(out).contains("r0");
    }

    @Test
    void kindsAreFoundAndNearMissesToo() {
        assertThat(run("kinds", "postgres.move")).isZero();
        assertThat(out).contains("postgres.move").contains("at_once");
        assertThat(run("kinds", "postgres.mov")).isEqualTo(2);
        assertThat(err).contains("did you mean postgres.move?");
        assertThat(run("kinds", "frobnicate")).isEqualTo(2);
        assertThat(err).contains("holdpoint kinds lists them");
    }

    @Test
    void withoutATerminalNoRunIsMade() throws IOException {
        assertThat(run("run", "--state", state(), good())).isEqualTo(2);
        assertThat(err).contains("needs a terminal");
        assertThat(Path.of(state())).doesNotExist();
    }

    @Test
    void aThemeThatDoesNotExistIsOneLine() throws IOException {
        assertThat(run("run", "--theme", "pink", "--state", state(), good())).isEqualTo(2);
        assertThat(err.lines()).hasSize(1);
        assertThat(err).contains("pink");
    }

    @Test
    void runsAreListedWithWhatTheyLeftOpen() throws IOException {
        journal("r1", new Event.ItemOpened("a", "the door"));
        assertThat(run("runs", "--state", state())).isZero();
        assertThat(out).contains("r1").contains("stopped").contains("open: the door, since ");
    }

    @Test
    void whatARunThatIsOverHasLeftOpenIsHandedOverAndClosedLater() throws IOException {
        journal("r1", new Event.ItemOpened("a", "the door", "step shut"));
        assertThat(run("runs", "close", "--state", state(), "r1", "the door", "gone"))
                .isEqualTo(1);
        assertThat(err).contains("r1 is not over: resume it");
        journal("r2", new Event.ItemOpened("a", "the door", "step shut"), new Event.RunFinished());
        assertThat(run("runs", "hand", "--state", state(), "r2", "the gate", "bob", "3d"))
                .isEqualTo(1);
        assertThat(err).contains("nothing open is called the gate; open: the door");
        assertThat(run("runs", "hand", "--state", state(), "r2", "the door", "bob", "3d"))
                .isZero();
        assertThat(out)
                .contains("finished", " r2 'the door' REASON; due ", ", bob\n")
                .doesNotContain("step shut");
        assertThat(run("verify", "--state", state(), "r2")).isZero();
        assertThat(run("runs", "close", "--state", state(), "r2", "the door", "rule", "is", "gone"))
                .isZero();
        assertThat(out).doesNotContain("the door");
        assertThat(run("verify", "--state", state(), "r2")).isZero();
    }

    @Test
    void whatIsOverdueIsSaidSoAndRedOnATerminalOnly() throws IOException {
        var due = Instant.parse("2026-03-03T18:00:00Z");
        journal(
                "r1",
                new Event.ItemOpened("a", "the door"),
                new Event.ItemHandedOver("a", "the door", "bob", due, "alice", ""),
                new Event.RunFinished());
        var paths = RunPaths.of(Path.of(state()), "r1");
        assertThat(RunsCommand.lines(paths, due.minusSeconds(1), true).getLast())
                .contains("due 2026-03-03")
                .doesNotContain("OVERDUE", "\u001b");
        assertThat(RunsCommand.lines(paths, due.plusSeconds(1), true).getLast())
                .startsWith("\u001b[31m")
                .contains("bob, OVERDUE")
                .endsWith("\u001b[0m");
        assertThat(RunsCommand.lines(paths, due.plusSeconds(1), false).getLast())
                .contains("OVERDUE")
                .doesNotContain("\u001b");
        assertThat(RunsCommand.colour(Map.of("NO_COLOR", "1"), true)).isFalse();
        assertThat(RunsCommand.colour(Map.of(), false)).isFalse();
        assertThat(RunsCommand.colour(Map.of(), true)).isTrue();
    }

    @Test
    void aChangedJournalIsNamedByItsLine() throws IOException {
        var journal = journal("r1", new Event.NoteAdded(null, "alice", "all is well"));
        assertThat(run("verify", "--state", state(), "r1")).isZero();
        Files.writeString(journal, Files.readString(journal).replace("all is well", "all is lost"));
        assertThat(run("verify", "--state", state(), "r1")).isEqualTo(1);
        assertThat(out).contains("journal.jsonl:2: ");
    }

    /** The program that was asked to leave has finished it with that. */
    @Test
    void aRunThatEndedWhileItWasTakenOverIsNotTakenUp() throws IOException {
        var paths = begun();
        var checklist = Checklists.read(RunFolder.frozen(paths), Registry.ofAll(), System.err);
        RunFolder.keepOrigin(paths, folder);
        append(paths.journal(), new Event.RunFinished());
        var drive = new Drive(Path.of(state()), Registry.ofAll(), (feed, control) -> {
            throw new AssertionError("nothing is shown");
        });
        assertThatThrownBy(() -> drive.resume(paths, checklist, Map.of()))
                .isInstanceOf(Trouble.class)
                .hasMessage(paths.id() + " is over: it can be read, not resumed");
    }

    @Test
    void onlyWhoWritesMendsATornJournalAndSaysSo() throws IOException {
        var item = new Event.ItemOpened("a", "the door", null);
        var goes = journal("r1", item);
        var over = journal("r2", item, new Event.RunFinished());
        for (var journal : List.of(goes, over)) {
            Files.writeString(journal, "{\"to", StandardOpenOption.APPEND);
        }
        var before = Files.readString(goes);
        assertThat(run("runs", "close", "--state", state(), "r1", "the door", "shut"))
                .isEqualTo(1);
        assertThat(err).contains("r1 is not over");
        assertThat(goes).hasContent(before);
        assertThat(run("runs", "close", "--state", state(), "r2", "the door", "shut"))
                .isZero();
        assertThat(err).contains("its 4 bytes were taken off and are kept in journal.torn");
    }

    private static void append(Path journal, Event event) throws IOException {
        try (var opened = RunJournal.open(journal, known -> {}).journal()) {
            opened.append(List.of(event), Instant.parse("2026-03-01T03:00:00Z"));
        }
    }

    @Test
    void unknownWordsGetOneLine() {
        assertThat(run("rnu")).isEqualTo(2);
        assertThat(err).doesNotContain("\tat ").contains("rnu");
    }
}
