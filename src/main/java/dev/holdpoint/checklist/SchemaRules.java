package dev.holdpoint.checklist;

import dev.holdpoint.checklist.shape.Field;
import dev.holdpoint.checklist.shape.RecordShape;
import dev.holdpoint.checklist.words.CaptureWords;
import dev.holdpoint.checklist.words.DatabaseWords;
import dev.holdpoint.checklist.words.FromWords;
import dev.holdpoint.checklist.words.HoldWords;
import dev.holdpoint.checklist.words.RetryWords;
import dev.holdpoint.checklist.words.StepWords;
import dev.holdpoint.checklist.words.UndoWords;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the loader knows of the words of the language and their records' types do not say. */
final class SchemaRules {
    private static final String ID = "^[a-z0-9]+(-[a-z0-9]+)*$";
    /** How every condition begins; the rest only the loader reads. */
    private static final String CONDITION = "^\\s*\\$\\{[a-z][a-z0-9_]*\\}\\s*(==|!=|in\\s*\\[)";

    /** Each needs something, though no one field of it. */
    private static final Set<Class<?>> NEEDY = Set.of(UndoWords.class, FromWords.class, CaptureWords.class);

    private SchemaRules() {}

    /** True where nothing may stand in place of the fields: {@code note:} declares a variable. */
    static boolean mayBeNothing(Class<? extends Record> type) {
        return !NEEDY.contains(type) && RecordShape.of(type).fields().stream().noneMatch(Field::required);
    }

    /** Adds them to the schema of a record and to those of its fields. */
    static void add(Class<? extends Record> type, Map<String, Object> properties, Map<String, Object> object) {
        if (type == HoldWords.class) {
            number(properties, "approvals", "^0*[0-9]$", 0).put("maximum", Hold.MOST_APPROVALS);
        } else if (type == RetryWords.class) {
            number(properties, "times", "^0*([1-9][0-9]?|100)$", 1).put("maximum", 100);
        } else if (type == StepWords.class) {
            number(properties, "at_once", "^0*[1-9][0-9]*$", 1);
            var step = of(properties, "step");
            step.put("type", List.of("string", "integer", "boolean"));
            step.put("pattern", ID);
            step.put("minimum", 0);
            var when = of(properties, "when");
            when.put("type", "string");
            when.put("pattern", CONDITION);
        } else if (type == UndoWords.class) {
            object.put("minProperties", 1);
        } else if (type == FromWords.class) {
            object.put("oneOf", required("env", "file", "shell"));
        } else if (type == CaptureWords.class) {
            object.put("oneOf", required("regex", "json"));
        } else if (type == DatabaseWords.class) {
            object.put(
                    "anyOf",
                    List.of(Map.of("required", List.of("url")), Map.of("required", List.of("host", "name", "user"))));
        }
    }

    private static List<Map<String, List<String>>> required(String... words) {
        return List.of(words).stream()
                .map(it -> Map.of("required", List.of(it)))
                .toList();
    }

    /** A whole number from {@code least} up, in quotes too. */
    private static Map<String, Object> number(Map<String, Object> properties, String word, String pattern, int least) {
        var number = of(properties, word);
        number.put("pattern", pattern);
        number.put("minimum", least);
        return number;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> of(Map<String, Object> properties, String word) {
        return (Map<String, Object>) Objects.requireNonNull(properties.get(word));
    }
}
