package dev.holdpoint.step.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.ShellText;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {
    private final Shell shell = new Shell();
    private final FakeAttempt attempt = new FakeAttempt();

    private static Shell.Spec run(String text) {
        return new Shell.Spec(new ShellText(text));
    }

    @Test
    void variablesComeAsEnvironmentAndNeverAsProgramText() throws Exception {
        attempt.with("name=a; echo broken", "!password=hunter2");
        assertThat(shell.run(run("echo \"<$name>\"; test \"$password\" = hunter2"), attempt))
                .isEqualTo(Outcome.done("exit 0"));
        assertThat(attempt.said).containsExactly("<a; echo broken>");
    }

    @Test
    void previewShowsTheValuesItSpeaksOfAndNoSecret() {
        attempt.with("name=alpha", "!password=hunter2", "other=x");
        assertThat(shell.preview(run("login \"$name\" \"${password}\""), attempt))
                .containsExactly("login \"$name\" \"${password}\"", "# name=alpha", "# password=••••");
    }

    /** A line of a value that stood there alone would look like a command. */
    @Test
    void previewShowsAValueAsAShellReadsIt() {
        attempt.with("dir=/srv/my app", "key=first\nrm -rf /\n");
        assertThat(shell.preview(run("ls \"$dir\" \"$key\""), attempt))
                .containsExactly("ls \"$dir\" \"$key\"", "# dir='/srv/my app'", "# key='first", "# rm -rf /", "# '");
    }

    @Test
    void anotherExitThanZeroFailsAndSignalsAreNamed() throws Exception {
        assertThat(shell.run(run("exit 3"), attempt))
                .isEqualTo(Outcome.failed("exit 3", "read its last lines, mend the cause, then retry"));
        assertThat(shell.run(run("exit 137"), attempt)).extracting("reason").isEqualTo("ended by signal 9");
        assertThat(shell.run(run("no-such-program-here"), attempt))
                .extracting("reason")
                .isEqualTo("exit 127: a command was not found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "psql:x.sql:3: ERROR:  relation \"t\" does not exist",
                "ERROR:  permission denied for table t",
                "FATAL:  terminating connection due to administrator command",
                "pg_restore: warning: errors ignored on restore: 3",
                "WARNING: errors ignored on restore: 3",
                "psql: error: connection to server failed",
                "\u001b[01;31mpg_dump: error: \u001b[0mno matching tables",
            })
    void aProgramsOwnWordCountsThoughItsStatusIsZero(String line) throws Exception {
        attempt.with("line=" + line);
        assertThat(shell.run(run("echo \"$line\" >&2; echo goes on"), attempt))
                .extracting("reason")
                .asString()
                .startsWith("exit 0, but its output says: ");
        assertThat(shell.run(run("echo goes on"), attempt.anew())).isEqualTo(Outcome.done("exit 0"));
        attempt.judgedByAuthor = true;
        assertThat(shell.run(run("echo \"$line\""), attempt)).isEqualTo(Outcome.done("exit 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERROR: something in a log", "0 errors ignored", "creating TABLE public.ERROR:  x"})
    void whatOtherProgramsPrintIsTheirs(String line) throws Exception {
        attempt.with("line=" + line);
        assertThat(shell.run(run("echo \"$line\""), attempt)).isEqualTo(Outcome.done("exit 0"));
    }

    @Test
    void whatWasSaidBeforeTheProgramDiedCountsToo() throws Exception {
        shell.run(run("echo 'ERROR:  no'"), attempt);
        attempt.resumed = true;
        assertThat(shell.run(run("echo the rest"), attempt)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void whatAnEarlierAttemptHasSaidDoesNotCountThoughTheProgramDiedAtOnce() throws Exception {
        shell.run(run("echo 'ERROR:  no'"), attempt);
        attempt.anew().resumed = true;
        assertThat(shell.run(run("echo the rest"), attempt)).isEqualTo(Outcome.done("exit 0"));
    }

    @Test
    void aLostJobIsUnknown() throws Exception {
        attempt.jobEnds = new Ended.Lost("the machine went down under it");
        assertThat(shell.run(run("make"), attempt)).isEqualTo(Outcome.unknown("the machine went down under it"));
    }

    @Test
    void emptyTextIsAProblem() {
        assertThat(shell.problems(run(" \n"))).hasSize(1);
        assertThat(shell.problems(run("true"))).isEmpty();
    }
}
