package dev.holdpoint.step.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.ShellText;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Outcome;
import org.junit.jupiter.api.Test;

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

    @Test
    void anotherExitThanZeroFailsAndSignalsAreNamed() throws Exception {
        assertThat(shell.run(run("exit 3"), attempt))
                .isEqualTo(Outcome.failed("exit 3", "read its last lines, mend the cause, then retry"));
        assertThat(shell.run(run("exit 137"), attempt)).extracting("reason").isEqualTo("ended by signal 9");
        assertThat(shell.run(run("no-such-program-here"), attempt))
                .extracting("reason")
                .isEqualTo("exit 127: a command was not found");
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
