package dev.holdpoint.step.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.ShellText;
import dev.holdpoint.step.FakeAttempt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShellCheckTest {
    private final ShellCheck check = new ShellCheck();
    private final FakeAttempt attempt = new FakeAttempt();

    private static ShellCheck.Spec look(String text, int status, @Nullable String matches) {
        return new ShellCheck.Spec(new ShellText(text), status, matches, null, null);
    }

    @Test
    void theRightStatusIsGreenWithTheLastLineOfOutput() throws Exception {
        var evidence = check.observe(look("echo one; echo two", 0, null), attempt);
        assertThat(evidence.green()).isTrue();
        assertThat(evidence.sentence()).isEqualTo("exit 0: two");
        assertThat(evidence.details()).containsExactly("one", "two");
        assertThat(evidence.at()).isEqualTo(FakeAttempt.NOW);
    }

    @Test
    void anotherStatusIsRed() throws Exception {
        var evidence = check.observe(look("echo no >&2; exit 4", 0, null), attempt);
        assertThat(evidence.green()).isFalse();
        assertThat(evidence.sentence()).isEqualTo("exit 4, not 0: no");
    }

    @Test
    void outputMustMatch() throws Exception {
        assertThat(check.observe(look("echo a; echo inet 10.0.0.1", 0, "^inet \\S+$"), attempt)
                        .green())
                .isTrue();
        assertThat(check.observe(look("echo none", 0, "^inet"), attempt).sentence())
                .isEqualTo("exit 0, but its output does not match ^inet: none");
    }

    @Test
    void aProgramsOwnWordCountsUnlessTheAuthorSaysWhatIsRight() throws Exception {
        var text = "echo 'ERROR:  no such table'";
        assertThat(check.observe(look(text, 0, null), attempt).sentence())
                .isEqualTo("exit 0, but its output says that something failed: ERROR:  no such table");
        assertThat(check.observe(look(text, 0, "no such table"), attempt).green())
                .isTrue();
    }

    @Test
    void secretsAreMaskedInEvidence() throws Exception {
        attempt.with("!token=s3cr3t");
        var evidence = check.observe(look("echo \"got $token\"", 0, null), attempt);
        assertThat(evidence.sentence()).isEqualTo("exit 0: got ••••");
        assertThat(evidence.details()).containsExactly("got ••••");
    }

    @Test
    void problemsNameTheField() {
        assertThat(check.problems(look("true", 256, "(")))
                .satisfiesExactlyInAnyOrder(
                        it -> assertThat(it).startsWith("matches is no regular expression"),
                        it -> assertThat(it).startsWith("status 256 does not exist"));
    }
}
