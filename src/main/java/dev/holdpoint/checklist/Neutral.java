package dev.holdpoint.checklist;

import dev.holdpoint.checklist.shape.FieldType;
import dev.holdpoint.checklist.shape.ScalarType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in a record for a field that could not be read, so that the rest of the record can still be looked at. */
final class Neutral {
    private Neutral() {}

    static @Nullable Object of(FieldType type, Place at) {
        if (type instanceof FieldType.WithPlace(FieldType of)) {
            return said(of, at);
        }
        if (type instanceof FieldType.Text) {
            return "";
        }
        if (type instanceof FieldType.Many) {
            return List.of();
        }
        if (type instanceof FieldType.Named) {
            return Map.of();
        }
        if (type instanceof FieldType.Here) {
            return at;
        }
        return type instanceof FieldType.Scalar(ScalarType scalar) ? scalar(scalar) : other(type, at);
    }

    /** Null for what has no neutral value: a choice, a record, a kind. */
    private static @Nullable Object other(FieldType type, Place at) {
        if (type instanceof FieldType.Shell) {
            return new ShellText("");
        }
        if (type instanceof FieldType.Sql) {
            return new SqlText("");
        }
        return type instanceof FieldType.Raw ? new Value.Scalar("", true, at) : null;
    }

    private static @Nullable Object said(FieldType of, Place at) {
        var value = of(of, at);
        return value == null ? null : new Said<>(value, at);
    }

    private static @Nullable Object scalar(ScalarType type) {
        return switch (type) {
            case YES_NO -> false;
            case INT -> 0;
            case LONG -> 0L;
            case DECIMAL -> 0.0;
            case DURATION -> Duration.ZERO;
            case URL, PATH, REGEX -> null;
        };
    }
}
