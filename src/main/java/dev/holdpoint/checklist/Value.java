package dev.holdpoint.checklist;

import java.util.List;

/**
 * A piece of YAML with its place, as it stands in the file: variables in it are not yet replaced, so that the same piece
 * can be checked when the file is read and bound again with real values when its step starts.
 */
public sealed interface Value {
    Place at();

    /**
     * @param text the text after YAML's quoting is undone
     * @param plain true where it was written without quotes (so that {@code yes} may be a boolean)
     */
    record Scalar(String text, boolean plain, Place at) implements Value {}

    record Items(List<Value> values, Place at) implements Value {
        public Items {
            values = List.copyOf(values);
        }
    }

    record Fields(List<Field> fields, Place at) implements Value {
        public Fields {
            fields = List.copyOf(fields);
        }
    }

    /** One {@code key: value}; {@code at} is the key's place. */
    record Field(String key, Value value, Place at) {}
}
