package dev.holdpoint.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Binder;
import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.shape.Field;
import dev.holdpoint.checklist.shape.RecordShape;
import dev.holdpoint.checklist.yaml.YamlText;
import dev.holdpoint.target.database.Database;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind owes to those who load, show and run it, asked of each one in the list. */
class KindsTest {
    private static final String SECRET = "s3cr3t-of-kinds";

    static Stream<Kind<?>> kinds() {
        return Kinds.all().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itsNameAndSentenceAreInOrder(Kind<?> kind) {
        assertThat(kind.name()).matches("[a-z0-9]+([.-][a-z0-9]+)*");
        assertThat(kind.says()).matches("[A-Z][^\\n]{20,}[.]");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyFieldIsExplained(Kind<?> kind) {
        assertThat(kind.spec().isRecord()).isTrue();
        assertThat(kind.spec().getRecordComponents()).isNotEmpty();
        assertThat(Arrays.stream(kind.spec().getRecordComponents()).filter(it -> !explained(it)))
                .isEmpty();
    }

    private static boolean explained(RecordComponent field) {
        var doc = field.getAnnotation(Doc.class);
        return doc != null && !doc.value().isBlank();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itsExamplesMakeARightSpec(Kind<?> kind) {
        assertThat(problems(kind)).isEmpty();
    }

    private static <S extends Record> Iterable<String> problems(Kind<S> kind) {
        return kind.problems(example(kind));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itsPreviewSaysSomethingAndNoSecret(Kind<?> kind) {
        assertThat(preview(kind))
                .isNotEmpty()
                .noneMatch(it -> it.contains(SECRET))
                .noneMatch(it -> it.contains("\n"));
    }

    private static <S extends Record> Iterable<String> preview(Kind<S> kind) {
        var spec = example(kind);
        var setting = new FakeAttempt().with("!pin=" + SECRET);
        for (var name : kind.databases(spec)) {
            setting.databases.put(name, new Database(name, "db.example.org", 5432, name, "app", SECRET));
        }
        kind.hosts(spec).forEach(name -> setting.at(name, Map.of()));
        return kind.preview(spec, setting);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itSaysWhatBecomesOfItAndWhatIsChecked(Kind<?> kind) {
        switch (kind) {
            case Action<?> action -> fate(action);
            case Check<?> check -> assertThat(label(check)).isNotBlank();
        }
    }

    private static <S extends Record> void fate(Action<S> action) {
        var spec = example(action);
        assertThat(action.afterlife(spec)).isNotNull();
        action.danger(spec).ifPresent(it -> {
            assertThat(it.because()).endsWith(".");
            assertThat(it.phrase()).isNotBlank();
        });
        action.trial(spec)
                .ifPresent(it -> assertThat(
                                Registry.ofAll().looking(it).orElseThrow().spec())
                        .isEqualTo(action.spec()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whoAnswersForDangerSaysThatItMayBeDangerous(Kind<?> kind) {
        var answers = Arrays.stream(kind.getClass().getDeclaredMethods())
                .anyMatch(it -> it.getName().equals("danger"));
        assertThat(kind instanceof Action<?> action && action.mayBeDangerous()).isEqualTo(answers);
    }

    private static <S extends Record> String label(Check<S> check) {
        return check.label(example(check));
    }

    /**
     * A spec out of the examples in the explanations: what must be given, and where that is not enough one of the rest.
     */
    private static <S extends Record> S example(Kind<S> kind) {
        var fields = RecordShape.of(kind.spec()).fields();
        var needed = fields.stream().filter(Field::required).toList();
        var spec = spec(kind, needed);
        for (var more : fields) {
            if (!kind.problems(spec).isEmpty()
                    && !more.required()
                    && !more.example().isEmpty()) {
                var tried = new ArrayList<>(needed);
                tried.add(more);
                spec = spec(kind, tried);
            }
        }
        return spec;
    }

    private static <S extends Record> S spec(Kind<S> kind, List<Field> fields) {
        var yaml = fields.stream()
                .map(it -> it.word() + ": " + written(it.example()))
                .collect(Collectors.joining("\n", "", "\n"));
        var problems = new Problems();
        Value value = YamlText.parse(yaml, kind.name(), problems).orElseThrow();
        assertThat(problems.none()).isTrue();
        return Binder.bind(value, kind.spec(), Values.NONE);
    }

    private static String written(String example) {
        return example.startsWith("[") || example.startsWith("{") ? example : "'" + example.replace("'", "''") + "'";
    }
}
