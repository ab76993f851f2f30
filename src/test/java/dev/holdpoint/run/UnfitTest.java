package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Problem;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the plan sees of a checklist that no run shall begin with. */
class UnfitTest {
    private static final Registry KINDS = Registry.ofAll();

    @TempDir
    Path folder;

    private Plan plan(String steps) throws IOException {
        var file = Files.writeString(folder.resolve("c.yml"), """
                checklist: C
                variables:
                  pw: { ask: Password, secret: true }
                  x: { ask: X }
                  new_host: { ask: Host }
                hosts: { h: root@203.0.113.10 }
                databases:
                  d: { host: "${new_host}", name: a, user: a, password: "${pw}" }
                phases:
                  - phase: One
                    steps:
                """ + steps.indent(6));
        var loaded = Loader.load(file, KINDS);
        assertThat(loaded.problems()).isEmpty();
        return new Planner(KINDS).plan(loaded.checklist().orElseThrow(), Measured.nothing());
    }

    private List<String> passwords(String password) throws IOException {
        return Passwords.in(plan("""
                        - step: ask
                          manual: { text: Ask them., ask: { theirs: { secret: true }, name: Name } }
                        - step: b
                          backup: { on: h, repository: /srv/r, paths: [/srv/x], password: %s }
                        """.formatted(password))).stream()
                .map(Problem::says)
                .toList();
    }

    @Test
    void aPasswordOfAKindIsASecret() throws IOException {
        assertThat(passwords("'${pw}'")).isEmpty();
        assertThat(passwords("'${theirs}'")).isEmpty();
        assertThat(passwords("hunter2"))
                .containsExactly("a password does not stand in a file; give it a variable that is `secret: true`");
        for (var name : List.of("x", "name")) {
            assertThat(passwords("'${" + name + "}'"))
                    .containsExactly("the variable `" + name + "` holds a password; declare it `secret: true`");
        }
    }

    @Test
    void whatSqlNamesIsThere() throws IOException {
        var plan = plan("""
                - step: known
                  for_each: { each: [a, b] }
                  sql: { on: d, run: "SELECT :x, :new_host, :each, 'a :string', 1::int -- :comment" }
                - step: seen
                  check: { sql: { on: d, run: "SELECT :nwe_host", equals: "1" } }
                - step: gate
                  shell: 'true'
                  hold: { checks: [ { sql: { on: d, run: "SELECT :gone", equals: "1" } } ] }
                """);
        assertThat(BoundNames.in(plan).stream().map(Problem::says))
                .containsExactly(
                        "the SQL of `seen` has `:nwe_host`, and there is no variable `nwe_host`; did you mean `new_host`?",
                        "the SQL of `gate` has `:gone`, and there is no variable `gone`; known here: pw, x, new_host");
    }

    @Test
    void namesOfFieldsStandAsTheyAreWritten() throws IOException {
        var plan = plan("""
                - step: set
                  edit: { on: h, file: "/etc/${x}", set: { "k.${x}": 1, "$HOME": 2 } }
                - step: seen
                  check: { http: { url: "https://${new_host}/", headers: { "X-${x}": a } } }
                """);
        assertThat(Keys.in(plan).stream().map(it -> it.at().line() + " " + it.says()))
                .containsExactly(
                        "13 `${x}` cannot stand in the name of a field, only in its value",
                        "15 `${x}` cannot stand in the name of a field, only in its value");
    }
}
