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

    private static Scene asksSecret() {
        return new Scene(
                        Sample.with(
                                        Sample.variable("a", "The address", VariableType.TEXT, null, false),
                                        Sample.variable("b", "The password", VariableType.TEXT, null, true),
                                        Sample.variable("c", "The port", VariableType.NUMBER, "22", false))
                                .phase("One", Sample.step("s", "S"))
                                .plan(),
                        false)
                .look();
    }

    @Test
    void whatWasTypedIsThereAgainWhenTheFormIsOpenedAgain() {
        var scene = asksSecret().types("db.example.org").keys("enter").types("geheim");
        scene.keys("esc");
        assertThat(MainKeysTest.notice(scene)).isEqualTo("what was typed is kept until the form is opened again");
        scene.keys("enter");
        assertThat(scene.frame(80, 24).text()).contains("db.example.org", "••••••");
        scene.keys("enter", "enter");
        assertThat(scene.run().intents())
                .anySatisfy(it -> assertThat(it)
                        .isInstanceOfSatisfying(
                                Intent.SetVariables.class,
                                set -> assertThat(set.values().revealed())
                                        .containsEntry("a", "db.example.org")
                                        .containsEntry("b", "geheim")));
    }

    @Test
    void aFormThatWasLeftUntouchedSaysNothing() {
        assertThat(asksSecret().keys("esc").at().notice()).isNull();
    }

    @Test
    void whatWasGivenIsKeptNoLonger() {
        var field = new Form(
                null,
                null,
                List.of(new Wanted(Sample.variable("it", "It", VariableType.TEXT, null, true), "", "")),
                Values.NONE);
        field.field().take(new Key.Paste("geheim"));
        field.forget();
        assertThat(field.field().input().text()).isEmpty();
    }

    @Test
    void tooLongAPasteIsNotTakenAndSaysSo() {
        var scene = asksSecret().key(new Key.Paste("x".repeat(4_100)));
        assertThat(words(scene, 80, 24)).contains("longer than 4,096 characters: nothing of it was taken");
        scene.types("db");
        assertThat(words(scene, 80, 24)).doesNotContain("longer than").contains("db");
    }

    @Test
    void whatWasCutIsNeverGiven() {
        var scene = asksSecret().types("x".repeat(5_000));
        assertThat(words(scene, 80, 24)).contains("longer than 4,096 characters: nothing more was taken");
        scene.keys("enter").types("p").keys("enter", "enter");
        assertThat(scene.run().intents()).noneMatch(Intent.SetVariables.class::isInstance);
        assertThat(words(scene, 80, 24)).contains("longer than 4,096 characters: nothing more was taken");
        scene.keys("ctrl-u").types("db").keys("enter", "enter", "enter");
        assertThat(scene.run().intents()).anyMatch(Intent.SetVariables.class::isInstance);
    }

    @Test
    void tooLongANoteSaysSo() {
        var scene = Scenes.ready().keys("n").key(new Key.Paste("x".repeat(4_100)));
        assertThat(words(scene, 80, 24)).contains("longer than 4,096 characters: nothing of it was taken");
        scene.types("y".repeat(4_100)).keys("enter");
        assertThat(words(scene, 80, 24)).contains("longer than 4,096 characters: nothing more was taken");
        assertThat(scene.state().notes()).isEmpty();
    }

    @Test
    void tooLongACommandSaysSo() {
        var scene = Scenes.ready().keys(":").types("note " + "x".repeat(4_100));
        assertThat(words(scene, 80, 24)).contains("longer than 4,096 characters: nothing more was taken");
        scene.keys("enter");
        assertThat(scene.state().notes()).isEmpty();
    }

    @Test
    void aValueThatWasTypedIsNoDefault() {
        var scene = new Scene(
                Sample.with(Sample.variable("port", "The port", VariableType.NUMBER, "22", false))
                        .phase("One", Sample.step("s", "S"))
                        .plan(),
                false);
        scene.run().gives("port", "22", "default");
        scene.keys("esc", "enter");
        assertThat(scene.frame(80, 24).text()).contains("· default");
        scene.types("0");
        assertThat(scene.frame(80, 24).text()).contains("220").doesNotContain("default");
        scene.keys("backspace");
        assertThat(scene.frame(80, 24).text()).contains("· default");
    }
}
