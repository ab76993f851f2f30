package dev.holdpoint.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** The schema that editors use says yes and no as the loader does, as far as a schema can. */
class SchemaTest {
    private static final Path FOLDER = Path.of("src/test/resources/loader");
    private static final com.networknt.schema.Schema SCHEMA = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12)
            .getSchema(Schema.json(new SampleKinds()));

    static List<Error> errors(com.networknt.schema.Schema schema, Path file) throws IOException {
        var value = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        return schema.validate(JsonMapper.shared().valueToTree(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"everything-right", "parts/service", "parts/fine"})
    void aRightFilePasses(String name) throws IOException {
        assertThat(errors(SCHEMA, FOLDER.resolve(name + ".yml"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "words-unknown",
                "words-missing",
                "words-empty",
                "words-empty-lists",
                "words-wrong-types",
                "words-not-yet",
                "yaml-a-list",
                "yaml-a-word",
                "kinds",
                "one-thing-a-step",
                "step-fields",
                "hold",
                "undo",
                "ids",
                "parallel",
                "for-each",
                "values-in-programs",
                "empty-items",
                "empty-for-each",
                "empty-parallel",
                "phase-without-steps",
                "parts/wrong",
                "parts/checklist"
            })
    void aWrongFileFails(String name) throws IOException {
        assertThat(errors(SCHEMA, FOLDER.resolve(name + ".yml"))).isNotEmpty();
    }

    @Test
    void mistakesOfOneFieldEachAreSeen() throws IOException {
        var right = Files.readString(FOLDER.resolve("everything-right.yml"));
        for (var change : List.of(
                List.of("timeout: 20m", "timeout: 20"),
                List.of("anytime: true", "anytime: sometimes"),
                List.of("downtime: starts", "downtime: begins"),
                List.of("type: number", "type: integer"),
                List.of("on: local\n", "on: [local]\n"),
                List.of("countdown: 0s", "approvals: 10"),
                List.of("times: 3", "times: three"),
                List.of("tcp: { host: a, port: 1 }", "tcp: { host: a }"),
                List.of("wait: 1h30m", "wait: 90"),
                List.of("manual: Go.", "why: Go."),
                List.of("query: \"DELETE FROM t WHERE x = :kind\"", "query: \"DELETE FROM ${kind}\""))) {
            var text = right.replace(change.getFirst(), change.getLast());
            assertThat(text).as("the text to change: " + change).isNotEqualTo(right);
            var value = new Load(LoadSettings.builder().build()).loadFromString(text);
            assertThat(SCHEMA.validate(JsonMapper.shared().valueToTree(value)))
                    .as(change.getLast())
                    .isNotEmpty();
        }
    }
}
