package dev.holdpoint.checklist.shape;

import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.ShellText;
import dev.holdpoint.checklist.SqlText;
import dev.holdpoint.checklist.Value;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The types that a field of an authored record may have. */
public sealed interface FieldType {
    /** Text, where {@code ${name}} stands for a value. */
    record Text() implements FieldType {}

    /** Text that is read strictly into something else. */
    record Scalar(ScalarType type) implements FieldType {}

    /** One of an enum's constants, in lower case with dashes. */
    record Choice(Class<?> type, List<String> words) implements FieldType {
        public Choice {
            words = List.copyOf(words);
        }
    }

    /** Program text for sh: values never become part of it. */
    record Shell() implements FieldType {}

    /** SQL text: values never become part of it. */
    record Sql() implements FieldType {}

    record Many(FieldType of) implements FieldType {}

    record Named(FieldType of) implements FieldType {}

    record Nested(Class<? extends Record> type) implements FieldType {}

    /** One key, the name of a kind, and its spec. */
    record Use() implements FieldType {}

    /** A value together with its place. */
    record WithPlace(FieldType of) implements FieldType {}

    /** YAML as it stands in the file. */
    record Raw() implements FieldType {}

    /** No field of its own: the place of the whole record. */
    record Here() implements FieldType {}

    /** What an author writes for it, for messages: "a duration such as `3m`". */
    default String says() {
        return switch (this) {
            case Text() -> "text";
            case Scalar(ScalarType type) -> type.says();
            case Choice(Class<?> type, List<String> words) -> oneOf(words);
            case Shell() -> "a shell command";
            case Sql() -> "an SQL statement";
            case Many(FieldType of) -> "a list";
            case Named(FieldType of) -> "fields by name";
            case Nested(Class<? extends Record> type) -> RecordShape.of(type).says();
            case Use() -> "one kind, such as `tcp: { … }`";
            case WithPlace(FieldType of) -> of.says();
            case Raw() -> "a value";
            case Here() -> "nothing";
        };
    }

    private static String oneOf(List<String> words) {
        return words.size() > 4 ? "one of " + String.join(", ", words) : "`" + String.join("` or `", words) + "`";
    }

    /**
     * The field type of a Java type.
     *
     * @throws IllegalStateException for a Java type that no field may have: a mistake in a record of ours
     */
    static FieldType of(Type type) {
        if (type instanceof ParameterizedType many) {
            return generic(many);
        }
        return type instanceof Class<?> plain ? plain(plain) : unknown(type);
    }

    private static FieldType generic(ParameterizedType type) {
        var arguments = type.getActualTypeArguments();
        var raw = type.getRawType();
        if (raw == List.class) {
            return new Many(of(arguments[0]));
        }
        if (raw == Map.class && arguments[0] == String.class) {
            return new Named(of(arguments[1]));
        }
        return raw == Said.class ? new WithPlace(of(arguments[0])) : unknown(type);
    }

    private static FieldType plain(Class<?> type) {
        if (type == String.class) {
            return new Text();
        }
        if (type == ShellText.class) {
            return new Shell();
        }
        if (type == SqlText.class) {
            return new Sql();
        }
        if (type == KindUse.class) {
            return new Use();
        }
        if (type == Value.class) {
            return new Raw();
        }
        if (type == Place.class) {
            return new Here();
        }
        if (type.isEnum()) {
            return new Choice(type, ScalarType.words(type));
        }
        return type.isRecord() ? new Nested(type.asSubclass(Record.class)) : scalar(type);
    }

    private static FieldType scalar(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return new Scalar(ScalarType.YES_NO);
        }
        if (type == int.class || type == Integer.class) {
            return new Scalar(ScalarType.INT);
        }
        if (type == long.class || type == Long.class) {
            return new Scalar(ScalarType.LONG);
        }
        if (type == double.class || type == Double.class) {
            return new Scalar(ScalarType.DECIMAL);
        }
        if (type == Duration.class) {
            return new Scalar(ScalarType.DURATION);
        }
        if (type == URI.class) {
            return new Scalar(ScalarType.URL);
        }
        if (type == Path.class) {
            return new Scalar(ScalarType.PATH);
        }
        return type == Pattern.class ? new Scalar(ScalarType.REGEX) : unknown(type);
    }

    private static FieldType unknown(Type type) {
        throw new IllegalStateException("no field of a checklist has the type " + type.getTypeName());
    }
}
