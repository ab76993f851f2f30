package dev.holdpoint.run.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Bindings.BindRefused;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kind refuses stays refused where a variable stands in its fields: with the values, before anything goes by it. */
class RegistryBindingsTest {
    private static final String CHECKLIST = """
            checklist: Values decide
            variables:
              api: { ask: The address }
              which: { ask: Which database, type: choice, options: [d] }
              key: { ask: The key, secret: true }
            databases:
              d: { host: localhost, name: a, user: me }
            phases:
              - phase: One
                steps:
                  - step: gone
                    check: { http: { url: "${api}/users", method: DELETE } }
                  - step: write
                    sql: { on: "${which}", run: "UPDATE t SET a = 1; COMMIT" }
                  - step: look
                    http: { url: "${key}" }
            """;

    @TempDir
    private Path folder;

    private Checklist checklist() throws IOException {
        var loaded = Loader.load(Files.writeString(folder.resolve("a.yml"), CHECKLIST), Registry.ofAll());
        assertThat(loaded.problems()).isEmpty();
        return loaded.checklist().orElseThrow();
    }

    private static KindUse use(Checklist checklist, String step) {
        var body = checklist.phases().stream()
                .flatMap(it -> it.steps().stream())
                .filter(it -> it.id().equals(step))
                .findFirst()
                .orElseThrow()
                .body();
        return switch (body) {
            case Step.Body.Act act -> act.use();
            case Step.Body.Look look -> look.checks().getFirst();
        };
    }

    @Test
    void aCheckThatWouldChangeSomethingIsNotLookedAt() throws IOException {
        var checklist = checklist();
        var bindings = new RegistryBindings(checklist, Registry.ofAll(), folder);
        var values = new Values(Map.of("api", "http://localhost:1"), Set.of());
        assertThatThrownBy(() -> bindings.check(use(checklist, "gone"), values))
                .isInstanceOf(BindRefused.class)
                .hasMessageContaining("a.yml:12:18")
                .hasMessageContaining("a check changes nothing");
    }

    @Test
    void aStatementThatEndsTheTransactionIsNotRun() throws IOException {
        var checklist = checklist();
        var bindings = new RegistryBindings(checklist, Registry.ofAll(), folder);
        assertThatThrownBy(() -> bindings.action(use(checklist, "write"), new Values(Map.of("which", "d"), Set.of())))
                .isInstanceOf(BindRefused.class)
                .hasMessageContaining("COMMIT does not belong here");
    }

    @Test
    void nobodyJudgesDotsInAPreview() throws IOException {
        var checklist = checklist();
        var bindings = new RegistryBindings(checklist, Registry.ofAll(), folder);
        var look = use(checklist, "look");
        var wrong = new Values(Map.of("key", "s3cr et"), Set.of("key"));
        assertThatThrownBy(() -> bindings.action(look, wrong))
                .isInstanceOf(BindRefused.class)
                .hasMessageNotContaining("s3cr");
        assertThat(bindings.action(look, wrong.masked()).spec()).isNotNull();
    }
}
