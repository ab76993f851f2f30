package dev.holdpoint.run.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.run.RunFeed.Wanted;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LookupsTest {
    @TempDir
    Path folder;

    private Wanted wanted(Variable.From from) {
        var variable = new Variable(
                "name", "Name", VariableType.TEXT, null, false, List.of(), from, new Place("test.yml", 1, 1));
        return new Lookups(Map.of(), Map.of("HERE", "yes", "BYTES", "w\ufffdrzburg"), folder)
                .form(List.of(variable), it -> {})
                .getFirst();
    }

    @Test
    void onlyTheLastLineEndIsTaken() throws IOException {
        for (var text : Map.of("word  \n", "word  ", "a\n\n", "a\n", "a\r\n", "a", "none", "none")
                .entrySet()) {
            Files.writeString(folder.resolve("secret"), text.getKey());
            assertThat(wanted(new Variable.From.File("secret")).value()).isEqualTo(text.getValue());
        }
    }

    @Test
    void whatACommandLeavesBehindIsNotWaitedFor() {
        var began = Instant.now();
        assertThat(wanted(shell("sleep 20 & echo hi; echo noise >&2")).value()).isEqualTo("hi");
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void aCommandThatFailsLeavesTheFieldToThePerson() {
        var wanted = wanted(shell("echo half; exit 3"));
        assertThat(wanted.value()).isEmpty();
        assertThat(wanted.source()).endsWith("exit 3");
        assertThat(wanted(new Variable.From.File("none")).source()).isEqualTo("from file none: no such file");
        assertThat(wanted(new Variable.From.Env("HERE")).value()).isEqualTo("yes");
        assertThat(wanted(new Variable.From.Env("BYTES")))
                .extracting(Wanted::value, Wanted::source)
                .containsExactly("", "from env BYTES: is not UTF-8");
    }

    @Test
    void whatItComplainsOfStandsThereWithoutSecrets() {
        var secret = new Variable(
                "word", "Word", VariableType.TEXT, null, true, List.of(), null, new Place("test.yml", 1, 1));
        var failing = new Variable(
                "name",
                "Name",
                VariableType.TEXT,
                null,
                false,
                List.of(),
                shell("echo first >&2; echo 'sesame is not the word' >&2; echo >&2; exit 3"),
                new Place("test.yml", 1, 1));
        var form = new Lookups(Map.of("word", "sesame"), Map.of(), folder).form(List.of(failing, secret), it -> {});
        assertThat(form.getFirst().source()).endsWith(": exit 3, •••• is not the word");
    }

    /** Who leads a session of its own has no terminal: what opens /dev/tty would write over the screen. */
    @Test
    void aCommandHasNoTerminal() {
        assertThat(wanted(shell("cut -d ' ' -f 6 /proc/$$/stat | sed \"s/^$$\\$/its own/\""))
                        .value())
                .isEqualTo("its own");
    }

    @Test
    void whatIsNotTheValueItselfIsNone() throws IOException {
        assertThat(wanted(shell("yes | head -c 70000")).source()).endsWith(": it printed more than 64 KiB");
        assertThat(wanted(shell("printf 'p\\374w'")).source()).endsWith(": not UTF-8 text");
        Files.write(folder.resolve("bad"), new byte[] {'p', (byte) 0xfc, 'w'});
        assertThat(wanted(new Variable.From.File("bad")).source()).isEqualTo("from file bad: not UTF-8 text");
        Files.writeString(folder.resolve("marked"), "\uFEFFpw\n");
        assertThat(wanted(new Variable.From.File("marked")).value()).isEqualTo("pw");
        assertThat(wanted(new Variable.From.File(".")).source()).isEqualTo("from file .: it is a folder");
        assertThat(wanted(new Variable.From.File("/dev/null")).source())
                .isEqualTo("from file /dev/null: it is no regular file");
    }

    @Test
    void ofASecretNoComplaintIsShown() {
        var secret = variable("word", true, shell("echo sesame >&2; exit 3"));
        assertThat(new Lookups(Map.of(), Map.of(), folder)
                        .form(List.of(secret), it -> {})
                        .getFirst()
                        .source())
                .endsWith("exit 3: exit 3");
    }

    @Test
    void valuesAreLookedUpSideBySide() {
        var form = new Lookups(Map.of(), Map.of(), folder)
                .form(
                        List.of(
                                variable("one", false, shell("until test -e two; do sleep 0.1; done; echo 1")),
                                variable("two", false, shell("echo > two; echo 2"))),
                        it -> {});
        assertThat(form).extracting(Wanted::value).containsExactly("1", "2");
    }

    @Test
    void whatTakesLongerThanAMomentIsTold() {
        var told = new ArrayList<String>();
        var form = new Lookups(Map.of("given", "x"), Map.of(), folder)
                .form(
                        List.of(
                                variable("given", false, null),
                                variable("slow", false, shell("until test -e told; do sleep 0.1; done; echo 1"))),
                        it -> {
                            told.add(it);
                            assertThat(folder.resolve("told").toFile()).satisfies(File::createNewFile);
                        });
        assertThat(form.getLast().value()).isEqualTo("1");
        assertThat(told)
                .containsExactly(
                        "waiting for slow (from shell until test -e told; do sleep 0.1; done; echo 1), for 15 s at most");
    }

    private static Variable variable(String name, boolean secret, Variable.@Nullable From from) {
        return new Variable(name, name, VariableType.TEXT, null, secret, List.of(), from, new Place("test.yml", 1, 1));
    }

    private static Variable.From.Shell shell(String text) {
        return new Variable.From.Shell(text, "local");
    }
}
