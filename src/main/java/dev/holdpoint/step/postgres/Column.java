package dev.holdpoint.step.postgres;

/**
 * A column of a table.
 *
 * @param quoted its name as SQL
 * @param type as {@code format_type} writes it
 * @param exact true where two values that are equal also print the same, so that their hash may be taken as they are
 */
record Column(String name, String quoted, String type, boolean exact) {
    /** The value as {@link Hashing#VALUES} takes it. */
    String hashed() {
        return exact ? quoted : text();
    }

    /** The value as text, in a collation that every database has. */
    String text() {
        return quoted + "::text COLLATE \"C\"";
    }

    /** As both sides can take it: types that are not the same on the two hash differently, so their text counts. */
    Column and(Column other) {
        return new Column(name, quoted, type, exact && type.equals(other.type));
    }
}
