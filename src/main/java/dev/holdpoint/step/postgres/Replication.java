package dev.holdpoint.step.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a subscription stands, asked of both ends.
 *
 * @param enabled empty where there is no subscription
 * @param copying tables whose first copy is not over, by name
 * @param missing tables that are published and not subscribed to: nothing of them arrives
 * @param slot what the source says of the slot; empty where there is none
 * @param errors how often the target's workers have failed; 0 where the server does not count (before 15)
 */
record Replication(
        Optional<Boolean> enabled, List<String> copying, List<String> missing, Optional<Slot> slot, long errors) {
    /**
     * @param behind bytes of WAL that the target has not confirmed to have on its disk; negative where it has more than was asked for
     * @param lost WAL that it needed is gone
     */
    record Slot(long behind, boolean active, boolean lost) {}

    private static final String HERE = "subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private static final String SUBSCRIPTION = "SELECT subenabled FROM pg_subscription WHERE subname = ? AND " + HERE;

    private static final String TABLES = """
            SELECT n.nspname || '.' || c.relname, r.srsubstate = 'r' FROM pg_subscription_rel r
            JOIN pg_subscription s ON s.oid = r.srsubid JOIN pg_class c ON c.oid = r.srrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE s.subname = ? AND s.""" + HERE + " ORDER BY 1";

    static final String PUBLISHED =
            "SELECT schemaname || '.' || tablename FROM pg_publication_tables WHERE pubname = ? ORDER BY 1";

    private static final String SLOT = """
            SELECT coalesce(pg_wal_lsn_diff(coalesce(nullif(?, '')::pg_lsn, pg_current_wal_lsn()), confirmed_flush_lsn), 0)::bigint,
              active, confirmed_flush_lsn IS NULL OR {lost} FROM pg_replication_slots WHERE slot_name = ?""";

    private static final String ERRORS =
            "SELECT apply_error_count + sync_error_count FROM pg_stat_subscription_stats WHERE subname = ?";

    /** @param until the position in the source's WAL to measure against; empty for where it is now */
    static Replication of(Connection source, Connection target, Link link, String until) throws SQLException {
        var tables = Query.rows(target, TABLES, link.name());
        var missing = new ArrayList<>(Query.column(source, PUBLISHED, link.name()));
        missing.removeAll(tables.stream().map(List::getFirst).toList());
        return new Replication(
                Query.value(target, SUBSCRIPTION, link.name()).map("t"::equals),
                tables.stream()
                        .filter(it -> !it.get(1).equals("t"))
                        .map(List::getFirst)
                        .toList(),
                List.copyOf(missing),
                slot(source, link, until),
                errors(target, link));
    }

    private static Optional<Slot> slot(Connection source, Link link, String until) throws SQLException {
        var lost = source.getMetaData().getDatabaseMajorVersion() >= 13 ? "wal_status = 'lost'" : "false";
        return Query.rows(source, SLOT.replace("{lost}", lost), until, link.slot()).stream()
                .map(it -> new Slot(
                        Long.parseLong(it.get(0)),
                        it.get(1).equals("t"),
                        it.get(2).equals("t")))
                .findFirst();
    }

    private static long errors(Connection target, Link link) throws SQLException {
        return target.getMetaData().getDatabaseMajorVersion() < 15
                ? 0
                : Long.parseLong(Query.value(target, ERRORS, link.name()).orElse("0"));
    }

    long behind() {
        return slot.map(Slot::behind).orElse(Long.MAX_VALUE);
    }

    boolean copied() {
        return copying.isEmpty();
    }

    boolean connected() {
        return slot.isPresent() && slot.get().active();
    }

    /** What waiting will not mend, with what to do. */
    Optional<String> broken() {
        if (enabled.isEmpty()) {
            return Optional.of("the target has no such subscription; postgres.subscribe makes it");
        }
        if (!enabled.get()) {
            return Optional.of("the subscription is disabled; see the target's log, then ALTER SUBSCRIPTION … ENABLE");
        }
        if (slot.isEmpty()) {
            return Optional.of(
                    "its slot is gone from the source; what was written since is lost to it: undo postgres.subscribe and begin anew");
        }
        if (slot.get().lost()) {
            return Optional.of(
                    "its slot fell too far behind and has lost WAL (max_slot_wal_keep_size): undo postgres.subscribe and begin anew");
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "published but not subscribed to: " + named(missing)
                                + "; create them on the target where they are missing, then ALTER SUBSCRIPTION … REFRESH PUBLICATION");
    }

    /** What waiting may mend. */
    Optional<String> unready() {
        if (!copied()) {
            return Optional.of(Amount.count(copying.size(), "table") + " still being copied: " + named(copying));
        }
        return slot.isPresent() && !connected()
                ? Optional.of("the target is not connected to its slot; see the target's log")
                : Optional.empty();
    }

    private static String named(List<String> names) {
        var first = names.stream().limit(5).collect(Collectors.joining(", "));
        return names.size() <= 5 ? first : first + " and " + (names.size() - 5) + " more";
    }
}
