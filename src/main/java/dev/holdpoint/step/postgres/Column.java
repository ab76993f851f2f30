package dev.holdpoint.step.postgres;

/**
 * A column of a table.
 *
 * @param quoted its name as SQL
 * @param type as {@code format_type} writes it
 * @param written what stands for its value: itself, or the bytes of a floating-point number, which servers before 12 print otherwise
 * @param exact true where two values that are equal also print the same, so that their hash may be taken as they are
 */
record Column(String name, String quoted, String type, String written, boolean exact) {
    /** The value as {@link Hashing#VALUES} takes it. */
    String hashed() {
        return exact ? written : text();
    }

    /** The value as text, in a collation that every database has. */
    String text() {
        return written + "::text COLLATE \"C\"";
    }

    /** The value as a person reads it and the server takes it back. */
    String shown() {
        return quoted + "::text COLLATE \"C\"";
    }

    /** As both sides can take it: types that are not the same on the two hash differently, so their text counts. */
    Column and(Column other) {
        return type.equals(other.type)
                ? new Column(name, quoted, type, written, exact && other.exact)
                : new Column(name, quoted, type, quoted, false);
    }
}
