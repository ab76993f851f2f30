package dev.holdpoint.checklist;

import dev.holdpoint.checklist.shape.Field;
import dev.holdpoint.checklist.shape.FieldType;
import dev.holdpoint.checklist.shape.ScalarType;
import dev.holdpoint.checklist.words.DatabaseWords;
import dev.holdpoint.checklist.words.UndoWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The schema of one field. Texts may be written as numbers or booleans in YAML, and numbers in quotes, as the loader takes them.
 *
 * @param values true where {@code ${name}} may stand for the value
 * @param refer gives the reference to a record's schema
 * @param uses the reference to what may stand where a kind is used
 */
record SchemaTypes(boolean values, Function<Class<? extends Record>, Map<String, Object>> refer, String uses) {
    private static final String VARIABLE = "(^|[^$])\\$\\{[a-z][a-z0-9_]*\\}";
    private static final List<String> ANY_TEXT = List.of("string", "number", "boolean");

    Map<String, Object> field(Field field) {
        var schema = new LinkedHashMap<String, Object>();
        if (!field.says().isEmpty()) {
            schema.put("description", described(field));
        }
        schema.putAll(orNothing(field.type(), type(field.type(), field.atLeastOne())));
        if (!field.example().isEmpty() && field.type() instanceof FieldType.Text) {
            schema.put("examples", List.of(field.example()));
        }
        return schema;
    }

    private static String described(Field field) {
        var fallback = field.fallback().isEmpty() ? "" : " (left out: " + field.fallback() + ")";
        return field.says() + fallback;
    }

    private Map<String, Object> type(FieldType type, boolean some) {
        return switch (type) {
            case FieldType.Text() -> Map.of("type", ANY_TEXT);
            case FieldType.Shell() -> Map.of("type", ANY_TEXT);
            case FieldType.Sql() ->
                ordered("type", ANY_TEXT, "not", ordered("type", "string", "pattern", "(^|[^$])\\$\\{"));
            case FieldType.Scalar(ScalarType scalar) -> scalar(scalar);
            case FieldType.Choice(Class<?> of, List<String> words) -> choice(words);
            case FieldType.Many(FieldType of) -> many(of, some);
            case FieldType.Named(FieldType of) -> named(of, some);
            case FieldType.Nested(Class<? extends Record> of) -> refer.apply(of);
            case FieldType.Use() -> Map.of("$ref", uses);
            case FieldType.WithPlace(FieldType of) -> type(of, some);
            case FieldType.Raw() -> refer.apply(DatabaseWords.class);
            case FieldType.Here() -> Map.of();
        };
    }

    private Map<String, Object> scalar(ScalarType type) {
        return switch (type) {
            case YES_NO -> either("boolean", "^(true|false)$");
            case INT, LONG -> either("integer", "^-?[0-9]+$");
            case DECIMAL -> either("number", "^-?[0-9.][0-9.eE+-]*$");
            case DURATION -> ordered("type", "string", "pattern", orVariable(DurationText.PATTERN));
            case URL -> ordered("type", "string", "pattern", orVariable("^[a-zA-Z][a-zA-Z0-9+.-]*:.+$"));
            case PATH, REGEX -> Map.of("type", ANY_TEXT);
        };
    }

    private Map<String, Object> either(String type, String text) {
        return ordered("type", List.of(type, "string"), "pattern", orVariable(text));
    }

    private String orVariable(String pattern) {
        return values ? "(" + pattern + ")|" + VARIABLE : pattern;
    }

    private Map<String, Object> choice(List<String> words) {
        Map<String, Object> one = Map.of("enum", words);
        return values ? Map.of("anyOf", List.of(one, ordered("type", "string", "pattern", VARIABLE))) : one;
    }

    private Map<String, Object> many(FieldType of, boolean some) {
        var list = list(of, some);
        return single(of) ? Map.of("anyOf", List.of(list, type(of, false))) : list;
    }

    private Map<String, Object> list(FieldType of, boolean some) {
        var list = ordered("type", "array", "items", type(of, false));
        if (some) {
            list.put("minItems", 1);
        }
        return list;
    }

    /** True where one item counts as a list of one, as the binder has it. */
    private static boolean single(FieldType of) {
        return switch (of) {
            case FieldType.WithPlace(FieldType inner) -> single(inner);
            case FieldType.Nested nested -> false;
            case FieldType.Many many -> false;
            case FieldType.Named named -> false;
            default -> true;
        };
    }

    private Map<String, Object> named(FieldType of, boolean some) {
        var fields = ordered("type", "object", "additionalProperties", orNothing(of, type(of, some)));
        if (some) {
            fields.put("minProperties", 1);
        }
        return fields;
    }

    /** Fields of which none is needed may be left out all together; but not as an item of a list. */
    private static Map<String, Object> orNothing(FieldType type, Map<String, Object> schema) {
        return type instanceof FieldType.Nested(Class<? extends Record> of) && SchemaRules.mayBeNothing(of)
                ? Map.of("anyOf", List.of(schema, Map.of("type", "null")))
                : schema;
    }

    /** A map in the order written. */
    static Map<String, Object> ordered(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (var i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** One kind is no list here, since its name would be a field; and {@code none} alone says too little. */
    private Map<String, Object> form(Field shorthand) {
        return switch (shorthand.type()) {
            case FieldType.Many(FieldType.Use use) -> list(use, shorthand.atLeastOne());
            case FieldType.Choice(Class<?> of, List<String> words)
            when of == UndoWords.Way.class -> Map.of("enum", List.of(words.getFirst()));
            default -> type(shorthand.type(), shorthand.atLeastOne());
        };
    }

    /** What a record may be written as: fields, or its shorthands. */
    Map<String, Object> record(Map<String, Object> object, List<Field> shorthands) {
        if (shorthands.isEmpty()) {
            return object;
        }
        var forms = new ArrayList<Object>();
        for (var shorthand : shorthands) {
            forms.add(form(shorthand));
        }
        forms.add(object);
        return ordered("anyOf", forms);
    }
}
