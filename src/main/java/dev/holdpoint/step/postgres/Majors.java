package dev.holdpoint.step.postgres;

import java.util.regex.Pattern;

/** The major versions of the two servers, and what of one must be read otherwise because of the other. */
record Majors(int source, int target) {
    /** {@code t.} in {@code t.a}, but not the schema behind FROM or JOIN. */
    private static final Pattern PREFIX =
            Pattern.compile("(?<!FROM |JOIN )(?<![\\w\"$.])(?:\"(?:[^\"]|\"\")+\"|[a-z_][\\w$]*)\\.(?=[a-z_\"])");

    static Majors of(Both<Snapshot> sides) {
        return new Majors(sides.source().major(), sides.target().major());
    }

    int lowest() {
        return Math.min(source, target);
    }

    /** Whether that version, which changed something, lies between the two. */
    boolean cross(int major) {
        return source < major != target < major;
    }

    /**
     * The thing as both servers can say it. GRANT ALL has had one right more since 17. Since 16 the text of a view or a rule names a
     * column without its table where there is only one.
     */
    Thing common(Thing thing) {
        var common = lowest() >= 17 ? thing : thing.withoutPrivilege("MAINTAIN");
        return cross(16) && (common.kind().endsWith("view") || common.kind().equals("rule"))
                ? common.defined(PREFIX.matcher(common.definition()).replaceAll(""))
                : common;
    }
}
