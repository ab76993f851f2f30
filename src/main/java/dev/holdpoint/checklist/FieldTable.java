package dev.holdpoint.checklist;

import dev.holdpoint.checklist.shape.Field;
import dev.holdpoint.checklist.shape.FieldType;
import dev.holdpoint.checklist.shape.RecordShape;
import dev.holdpoint.checklist.shape.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a record as a table; fields inside fields follow their own, with a dot. */
final class FieldTable {
    private FieldTable() {}

    private record Row(String word, String type, String says, String fallback, String example) {}

    static String markdown(RecordShape shape) {
        var text = new StringBuilder("| field | takes | meaning |\n| --- | --- | --- |\n");
        for (var row : rows(shape, "", 0)) {
            text.append("| `").append(row.word).append("` | ").append(row.type).append(" | ");
            text.append(meaning(row).replace("|", "\\|")).append(" |\n");
        }
        return text.toString();
    }

    static String plain(RecordShape shape) {
        var rows = rows(shape, "", 0);
        var word = rows.stream().mapToInt(it -> it.word.length()).max().orElse(0);
        var type = rows.stream().mapToInt(it -> it.type.length()).max().orElse(0);
        var text = new StringBuilder();
        for (var row : rows) {
            text.append("  ").append(padded(row.word, word)).append("  ").append(padded(row.type, type));
            text.append("  ").append(meaning(row)).append('\n');
        }
        return text.toString();
    }

    /** The kind with its required fields, in one line of YAML. */
    static String example(String name, RecordShape shape) {
        var needed = new ArrayList<Field>();
        shape.words().values().stream().filter(Field::required).forEach(needed::add);
        var shorthand = shape.shorthand();
        if (shorthand.isPresent() && (needed.isEmpty() || needed.equals(List.of(shorthand.get())))) {
            return name + ": " + sample(shorthand.get());
        }
        if (needed.isEmpty()) {
            return name + ": {}";
        }
        var fields = needed.stream().map(it -> it.word() + ": " + sample(it)).toList();
        return name + ": { " + String.join(", ", fields) + " }";
    }

    private static List<Row> rows(RecordShape shape, String prefix, int depth) {
        var rows = new ArrayList<Row>();
        for (var field : shape.words().values()) {
            var word = prefix + field.word();
            var needed = field.required() ? "" : field.fallback().isEmpty() ? "none" : field.fallback();
            rows.add(new Row(word, type(field.type()), says(field), needed, field.example()));
            var inner = inner(field.type());
            if (inner != null && depth < 2 && ofKind(inner)) {
                var dot = field.type() instanceof FieldType.Named ? ".NAME." : ".";
                rows.addAll(rows(RecordShape.of(inner), word + dot, depth + 1));
            }
        }
        return rows;
    }

    private static String says(Field field) {
        return field.type() instanceof FieldType.Choice(Class<?> of, List<String> words) && words.size() > 4
                ? field.says() + ": " + String.join(", ", words)
                : field.says();
    }

    /** Records of the language have tables of their own; records of a kind stand in the kind's. */
    private static boolean ofKind(Class<? extends Record> type) {
        return !type.getSimpleName().endsWith("Words");
    }

    private static @Nullable Class<? extends Record> inner(FieldType type) {
        return switch (type) {
            case FieldType.Nested(Class<? extends Record> of) -> of;
            case FieldType.Named(FieldType of) -> inner(of);
            case FieldType.Many(FieldType of) -> inner(of);
            default -> null;
        };
    }

    private static String meaning(Row row) {
        var text = new StringBuilder(row.says);
        if (!row.example.isEmpty()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append("such as `")
                    .append(row.example)
                    .append('`');
        }
        if (row.fallback.isEmpty()) {
            text.append(text.isEmpty() ? "" : " ").append("(required)");
        } else if (!row.fallback.equals("none") && !row.fallback.equals("{}") && !row.fallback.equals("[]")) {
            text.append(text.isEmpty() ? "" : " ")
                    .append("(left out: `")
                    .append(row.fallback)
                    .append("`)");
        }
        return text.toString();
    }

    private static String type(FieldType type) {
        return switch (type) {
            case FieldType.Text() -> "text";
            case FieldType.Scalar(ScalarType scalar) -> scalar.noun();
            case FieldType.Choice(Class<?> of, List<String> words) ->
                words.size() > 4 ? "a word" : String.join(", ", words);
            case FieldType.Shell() -> "shell text";
            case FieldType.Sql() -> "SQL text";
            case FieldType.Many(FieldType of) -> "list of " + plural(of);
            case FieldType.Named(FieldType of) -> plural(of) + " by name";
            case FieldType.Nested(Class<? extends Record> of) -> "fields";
            case FieldType.Use() -> "a check";
            case FieldType.WithPlace(FieldType of) -> type(of);
            case FieldType.Raw() -> "fields";
            case FieldType.Here() -> "";
        };
    }

    private static String plural(FieldType type) {
        return switch (type) {
            case FieldType.Text() -> "texts";
            case FieldType.Use() -> "kinds";
            case FieldType.Nested nested -> "fields";
            case FieldType.Many(FieldType of) -> "lists of " + plural(of);
            case FieldType.WithPlace(FieldType of) -> plural(of);
            default -> type(type);
        };
    }

    private static String sample(Field field) {
        if (!field.example().isEmpty()) {
            return quoted(field.example());
        }
        return switch (field.type()) {
            case FieldType.Text() -> "TEXT";
            case FieldType.Scalar(ScalarType scalar) -> scalar.example();
            case FieldType.Choice(Class<?> of, List<String> words) -> words.getFirst();
            case FieldType.Many many -> "[…]";
            case FieldType.Use() -> "{ … }";
            default -> "…";
        };
    }

    /** As YAML needs it inside braces. */
    private static String quoted(String text) {
        var flow = text.startsWith("[") || text.startsWith("{");
        var plain = text.matches("[A-Za-z0-9/._^$][^,:#\\[\\]{}'\"]*") || text.matches("[a-z]+://[^\\s,{}\\[\\]'\"]+");
        return flow || plain ? text : "'" + text.replace("'", "''") + "'";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
