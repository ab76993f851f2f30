package dev.holdpoint.step.postgres;

/**
 * One thing that is not the same on both sides.
 *
 * @param what the kind of thing, as in {@code sequence}; empty for a table and its rows
 * @param name its name in the database: {@code public.events row id=42}; empty for the database itself
 * @param says how it differs: {@code missing on the target}
 */
record Difference(String database, String what, String name, String says) {
    /** What differs, without how: {@code sequence results.public.events_id_seq}. */
    String where() {
        return (what.isEmpty() ? "" : what + " ") + database + (name.isEmpty() ? "" : "." + name);
    }

    @Override
    public String toString() {
        return where() + ": " + says;
    }
}
