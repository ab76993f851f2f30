package dev.holdpoint.step.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Tables with rows of which the target's planner knows nothing yet: the same data, but slow queries until somebody runs ANALYZE. */
final class Unanalyzed {
    private static final String NEVER = "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm') AND {never} ORDER BY 1";

    private Unanalyzed() {}

    /**
     * One for all of them, or none.
     *
     * @param sums of the target's tables
     */
    static List<Difference> differences(Snapshot target, Map<String, Sum> sums) throws SQLException {
        var never = target.major() >= 14 ? "c.reltuples < 0" : "c.relpages = 0";
        var names = Snapshot.rows(target.first(), NEVER.replace("{never}", never), row -> row.getString(1)).stream()
                .filter(it -> !it.equals(Tables.LARGE_OBJECTS))
                .filter(it -> sums.getOrDefault(it, Sum.NONE).rows() > 0)
                .toList();
        if (names.isEmpty()) {
            return List.of();
        }
        var more = names.size() == 1 ? "" : " and " + (names.size() - 1) + " more";
        return List.of(new Difference(
                target.database().name(),
                "statistics for the planner of",
                names.getFirst() + more,
                "missing on the target: run ANALYZE there"));
    }
}
