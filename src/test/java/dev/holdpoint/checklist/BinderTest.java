package dev.holdpoint.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdpoint.checklist.yaml.YamlText;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BinderTest {
    public enum Colour {
        DARK_RED,
        BLUE
    }

    public record Inner(
            @Shorthand String name,
            @Doc(value = "x", fallback = "1") int size) {}

    public record Every(
            String text,
            boolean yes,
            int number,
            long big,
            double fraction,
            Duration time,
            Colour colour,
            URI address,
            Path path,
            Pattern regex,
            ShellText run,
            SqlText query,
            List<Integer> numbers,
            Map<String, Inner> named,
            Inner inner,
            KindUse use,
            List<KindUse> uses,
            @Nullable String maybe,
            @Doc(value = "x", fallback = "[a, b]") List<String> withFallback,
            @Word("for") Duration length,
            int camelCase,
            Value raw,
            Said<Duration> said,
            Place at) {}

    public record Refusing(int number) {
        public Refusing {
            if (number > 5) {
                throw new IllegalArgumentException("at most 5");
            }
        }
    }

    private static final Values VALUES =
            new Values(Map.of("n", "7", "t", "90s", "word", "hello", "key", "hunter2"), Set.of("key"));

    private static Value yaml(String text) {
        return YamlText.parse(text, "f.yml", new Problems()).orElseThrow();
    }

    private static <S extends Record> List<String> problems(String text, Class<S> type) {
        var problem = catchThrowableOfType(BindProblem.class, () -> Binder.bind(yaml(text), type, VALUES));
        assertThat(problem).isNotNull();
        return problem.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void bindsEveryType() {
        var bound = Binder.bind(yaml("""
                        text: "${word} $${n}"
                        yes: true
                        number: ${n}
                        big: 9000000000
                        fraction: 0.5
                        time: 1h30m
                        colour: dark-red
                        address: https://example.org/${word}
                        path: a/b
                        regex: ^a$
                        run: echo "${n}" $n
                        query: SELECT :n
                        numbers: 3
                        named: { a: x, b: { name: y, size: 2 } }
                        inner: { name: z }
                        use: { tcp: { port: 1 } }
                        uses: [{ tcp: a }, { http: b }]
                        for: ${t}
                        camel_case: 4
                        raw: [1, 2]
                        said: 250ms
                        """), Every.class, VALUES);
        assertThat(bound.text()).isEqualTo("hello ${n}");
        assertThat(bound.yes()).isTrue();
        assertThat(bound.number()).isEqualTo(7);
        assertThat(bound.big()).isEqualTo(9_000_000_000L);
        assertThat(bound.fraction()).isEqualTo(0.5);
        assertThat(bound.time()).isEqualTo(Duration.ofMinutes(90));
        assertThat(bound.colour()).isEqualTo(Colour.DARK_RED);
        assertThat(bound.address()).isEqualTo(URI.create("https://example.org/hello"));
        assertThat(bound.path()).isEqualTo(Path.of("a/b"));
        assertThat(bound.regex().pattern()).isEqualTo("^a$");
        assertThat(bound.run().text()).isEqualTo("echo \"${n}\" $n");
        assertThat(bound.query().text()).isEqualTo("SELECT :n");
        assertThat(bound.numbers()).containsExactly(3);
        assertThat(bound.named()).containsExactly(Map.entry("a", new Inner("x", 1)), Map.entry("b", new Inner("y", 2)));
        assertThat(bound.inner()).isEqualTo(new Inner("z", 1));
        assertThat(bound.use().kind()).isEqualTo("tcp");
        assertThat(bound.uses()).extracting(KindUse::kind).containsExactly("tcp", "http");
        assertThat(bound.maybe()).isNull();
        assertThat(bound.withFallback()).containsExactly("a", "b");
        assertThat(bound.length()).isEqualTo(Duration.ofSeconds(90));
        assertThat(bound.camelCase()).isEqualTo(4);
        assertThat(bound.raw())
                .asInstanceOf(InstanceOfAssertFactories.type(Value.Items.class))
                .isNotNull();
        assertThat(bound.said()).isEqualTo(new Said<>(Duration.ofMillis(250), new Place("f.yml", 21, 7)));
        assertThat(bound.at()).isEqualTo(new Place("f.yml", 1, 1));
    }

    @Test
    void aListCountsAsTheShorthandOfAListField() {
        var words = Binder.bind(yaml("[{ shell: a }]"), dev.holdpoint.checklist.words.UndoWords.class, Values.NONE);
        assertThat(words.steps()).extracting(KindUse::kind).containsExactly("shell");
    }

    @Test
    void tellsEveryProblemAtItsPlace() {
        assertThat(problems("{ name: [a], size: many, colour: x }", Inner.class))
                .containsExactly(
                        "f.yml:1:9: `name` takes text, not a list",
                        "f.yml:1:20: `size` takes a whole number such as `4`, not `many`",
                        "f.yml:1:26: this has no word `colour`; known here: name, size");
        assertThat(problems("size: 99999999999", Inner.class))
                .containsExactly(
                        "f.yml:1:1: this needs `name`",
                        "f.yml:1:7: `size` takes a whole number such as `4`, not `99999999999`");
    }

    @Test
    void aNameWithoutAValueIsAProblem() {
        assertThat(problems("name: ${later}", Inner.class)).containsExactly("f.yml:1:7: `${later}` has no value yet");
    }

    @Test
    void aSecretIsNeverQuoted() {
        var said = problems("{ name: a, size: \"${key}\" }", Inner.class);
        assertThat(said).containsExactly("f.yml:1:18: `size` takes a whole number such as `4`");
    }

    @Test
    void whatTheRecordItselfRefusesIsAProblem() {
        assertThat(problems("number: 6", Refusing.class)).containsExactly("f.yml:1:1: at most 5");
        assertThat(Binder.bind(yaml("number: 5"), Refusing.class, VALUES).number())
                .isEqualTo(5);
    }
}
