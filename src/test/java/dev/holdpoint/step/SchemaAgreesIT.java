package dev.holdpoint.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.OutputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.holdpoint.checklist.Binder;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Problem;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Schema;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.shape.Field;
import dev.holdpoint.checklist.shape.RecordShape;
import dev.holdpoint.checklist.yaml.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the loader takes an editor must not underline, and what the loader refuses for its shape an editor shall underline: every value
 * of a file that has every word, and every field of every kind, is replaced by each of many values.
 */
@Tag("slow")
class SchemaAgreesIT {
    private static final Path EVERY_WORD = Path.of("src/test/resources/schema/every-word.yml");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Registry KINDS = Registry.ofAll();
    private static final com.networknt.schema.Schema SCHEMA = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12)
            .getSchema(Schema.json(KINDS));

    /**
     * Problems of a value's shape; all others are of what it says, which a schema does not know: that every id exists, that an empty text
     * says nothing, what a kind wants of its fields together.
     */
    private static final Pattern SHAPE = Pattern.compile(
            "^`[a-z_.-]+` takes (?!one address)|^a (database|capture) (needs|takes)|^`from` takes|^(an item of )?`[a-z_.-]+` is empty; write [^,]*$"
                    + "|has nothing in it|has no word|^(this|a (?!choice)[a-z]+|`[a-z_.-]+`) needs `|^one kind in each|`undo: none`");

    private static final List<Object> VALUES = Arrays.asList(
            "word",
            "",
            "2m",
            "5",
            "05",
            "true",
            "none",
            "https://a.example.org/x",
            "${txt}",
            "a ${num} b",
            "$${x}",
            5,
            0,
            -5,
            1.5,
            true,
            null,
            List.of(),
            List.of("word"),
            Arrays.asList("word", null),
            List.of(Map.of("tcp", Map.of("host", "a", "port", 1))),
            List.of(Map.of("shell", "true")),
            Map.of(),
            Map.of("word", "word"),
            Map.of("word", Map.of()),
            Map.of("shell", "true"));

    @TempDir
    Path folder;

    private final Map<String, String> differences = new TreeMap<>();
    /** Where all values have been: one item of a list is as the others, and so is one field of a kind as others of its type. */
    private final Set<String> places = new HashSet<>();

    private int taken;

    @BeforeEach
    void part() throws IOException {
        Files.createDirectories(folder.resolve("parts"));
        Files.writeString(
                folder.resolve("parts/part.yml"),
                "part: P\nvariables: { service: {} }\nsteps: [{ step: s, shell: echo \"$service\" }]\n");
    }

    @Test
    void onEveryWordOfTheLanguage() throws IOException {
        var right = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(EVERY_WORD));
        assertThat(problems(right)).isEmpty();
        assertThat(SCHEMA.validate(JSON.valueToTree(right))).isEmpty();
        everyPlace(right, right, "");
        assertThat(taken).isGreaterThan(100);
        assertThat(String.join("\n", differences.values())).isEmpty();
    }

    /** Puts every value to every place below {@code at}, of which the file is {@code whole}. */
    @SuppressWarnings("unchecked")
    private void everyPlace(Object whole, Object at, String path) {
        if (at instanceof Map<?, ?> fields) {
            ((Map<String, Object>) fields)
                    .keySet().stream()
                            .toList()
                            .forEach(key -> place(
                                    whole,
                                    fields.get(key),
                                    path + "/" + key,
                                    value -> ((Map<String, Object>) fields).put(key, value)));
        } else if (at instanceof List<?> items) {
            for (var n = 0; n < items.size(); n++) {
                var index = n;
                place(whole, items.get(n), path + "/" + n, value -> ((List<Object>) items).set(index, value));
            }
        }
    }

    private void place(Object whole, Object old, String path, Consumer<Object> put) {
        if (places.add(path.replaceAll("/\\d+", "/*"))) {
            for (var value : VALUES) {
                put.accept(value);
                compare(path, value, whole);
            }
            put.accept(old);
        }
        everyPlace(whole, old, path);
    }

    @Test
    void onEveryFieldOfEveryKind() {
        for (var kind : Kinds.all()) {
            fields(kind);
        }
        assertThat(taken).isGreaterThan(100);
        assertThat(String.join("\n", differences.values())).isEmpty();
    }

    private <S extends Record> void fields(Kind<S> kind) {
        var spec = example(kind);
        var whole = around(kind, spec);
        assertThat(problems(whole)).as(kind.name()).isEmpty();
        for (var value : VALUES) {
            compare(kind.name(), value, around(kind, spec, value));
        }
        for (var field : RecordShape.of(kind.spec()).words().values()) {
            var one = field.type() + (field.atLeastOne() ? ", at least one" : "");
            for (var value : places.add(one) ? VALUES : List.of()) {
                var changed = new LinkedHashMap<>(spec);
                changed.put(field.word(), value);
                compare(kind.name() + "." + field.word(), value, around(kind, spec, changed));
            }
        }
    }

    private static <S extends Record> Object around(Kind<S> kind, Map<String, Object> spec) {
        return around(kind, spec, spec);
    }

    /** A checklist whose one step uses it, with the targets that {@code right} speaks of. */
    private static <S extends Record> Object around(Kind<S> kind, Map<String, Object> right, Object spec) {
        var bound = bind(kind, right);
        var variables = Map.of(
                "txt", Map.of(),
                "num", Map.of("type", "number"),
                "span", Map.of("type", "duration"),
                "sure", Map.of("type", "yes-no"),
                "pw", Map.of("secret", true));
        var hosts = kind.hosts(bound).stream()
                .filter(it -> !it.equals("local"))
                .distinct()
                .collect(Collectors.toMap(it -> it, it -> "root@" + it + ".example.org"));
        var databases = kind.databases(bound).stream()
                .distinct()
                .collect(Collectors.toMap(it -> it, it -> Map.of("host", "h", "name", "n", "user", "u")));
        var use = new LinkedHashMap<String, Object>();
        use.put(kind.name(), spec);
        var step = new LinkedHashMap<String, Object>();
        step.put("step", "one");
        if (kind instanceof Check<?>) {
            step.put("check", List.of(use));
        } else {
            step.putAll(use);
        }
        return Map.of(
                "checklist",
                "C",
                "variables",
                variables,
                "hosts",
                hosts,
                "databases",
                databases,
                "phases",
                List.of(Map.of("phase", "P", "steps", List.of(step))));
    }

    private static <S extends Record> Map<String, Object> example(Kind<S> kind) {
        var fields = RecordShape.of(kind.spec()).fields();
        var spec = new LinkedHashMap<String, Object>();
        fields.stream().filter(Field::required).forEach(it -> spec.put(it.word(), written(it)));
        for (var more : fields) {
            if (!more.required()
                    && !more.example().isEmpty()
                    && !kind.problems(bind(kind, spec)).isEmpty()) {
                spec.put(more.word(), written(more));
                if (!kind.problems(bind(kind, spec)).isEmpty()) {
                    spec.remove(more.word());
                }
            }
        }
        return spec;
    }

    private static Object written(Field field) {
        var example = field.example();
        return example.startsWith("[") || example.startsWith("{")
                ? new Load(LoadSettings.builder().build()).loadFromString(example)
                : example;
    }

    private static <S extends Record> S bind(Kind<S> kind, Map<String, Object> spec) {
        var value = YamlText.parse(JSON.writeValueAsString(spec), kind.name(), new Problems());
        return Binder.bind(value.orElseThrow(), kind.spec(), Values.NONE);
    }

    private void compare(String path, Object value, Object whole) {
        var problems = problems(whole);
        var fine = SCHEMA.validate(JSON.valueToTree(whole), OutputFormat.BOOLEAN);
        var place = path.replaceAll("/\\d+", "/*") + " = " + JSON.writeValueAsString(value);
        if (problems.isEmpty()) {
            taken++;
            if (!fine) {
                var says = SCHEMA.validate(JSON.valueToTree(whole)).getFirst();
                differences.put(place, place + ": the loader takes it, the schema says " + says);
            }
        } else if (fine && !"".equals(value)) {
            problems.stream()
                    .map(Problem::says)
                    .filter(it -> SHAPE.matcher(it).find())
                    .findFirst()
                    .ifPresent(it -> differences.put(place, place + ": the schema takes it, the loader says " + it));
        }
    }

    private List<Problem> problems(Object whole) {
        try {
            var file = Files.writeString(folder.resolve("c.yml"), JSON.writeValueAsString(whole));
            return Loader.load(file, KINDS).problems();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
