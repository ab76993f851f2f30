package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.console.model.Form;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.RunFeed.Wanted;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormTest {
    private static String given(VariableType type, boolean secret, String pasted) {
        var form = new Form(
                null, null, List.of(new Wanted(Sample.variable("it", "It", type, null, secret), "", "")), Values.NONE);
        form.field().take(new Key.Paste(pasted));
        return ((Intent.SetVariables) form.intent()).values().revealed().get("it");
    }

    @Test
    void blanksOfAPasswordArePartOfItAndLineEndsAreNot() {
        assertThat(given(VariableType.TEXT, true, " two words \r\n")).isEqualTo(" two words ");
        assertThat(given(VariableType.TEXT, false, " db.example.org \n")).isEqualTo("db.example.org");
        assertThat(given(VariableType.POSTGRES_URL, true, " postgres://a@b/c \n"))
                .isEqualTo("postgres://a@b/c");
    }

    private static Scene asks() {
        var scene = new Scene(
                Sample.with(
                                Sample.variable(
                                        "until",
                                        "The old server stays until (date), after which nobody can go back to what it was",
                                        VariableType.TEXT,
                                        null,
                                        false),
                                Sample.variable(
                                        "repository",
                                        "The repository of the backup, as the host of the old server names it",
                                        VariableType.TEXT,
                                        "https://git.example.org/a/path/that/is/rather/long/and/goes/on/for/a/good/while/test/repo.git",
                                        false))
                        .phase("One", Sample.step("a", "A"))
                        .plan(),
                false);
        return scene.look();
    }

    private static String words(Scene scene, int cols, int rows) {
        return scene.frame(cols, rows).text().replaceAll("[│▸]", " ").replaceAll("\\s+", " ");
    }

    @Test
    void theQuestionOfTheFieldThatIsTypedInIsWholeAtEverySize() {
        for (int[] size : new int[][] {{60, 20}, {80, 24}, {200, 50}}) {
            assertThat(words(asks(), size[0], size[1]))
                    .contains("The old server stays until (date), after which nobody can go back to what it was");
            assertThat(words(asks().keys("down"), size[0], size[1]))
                    .contains("The repository of the backup, as the host of the old server names it");
        }
    }

    @Test
    void whatTheChecklistSaysOfItselfIsWholeAtEverySize() {
        for (int[] size : new int[][] {{60, 20}, {80, 24}, {200, 50}}) {
            assertThat(words(asks(), size[0], size[1]))
                    .contains("Moves one PostgreSQL database; the application is read-only while it moves.");
        }
    }

    @Test
    void aValueThatIsCutSaysSo() {
        assertThat(asks().frame(80, 24).text()).contains("https://git.example", "…", "test/repo.git");
        var typed = asks().keys("down").frame(80, 24).text();
        assertThat(typed).containsPattern("…\\S+/test/repo.git").contains("    https://git.example.org/a/path");
        assertThat(asks().frame(200, 50).text())
                .contains(
                        "https://git.example.org/a/path/that/is/rather/long/and/goes/on/for/a/good/while/test/repo.git");
    }
}
