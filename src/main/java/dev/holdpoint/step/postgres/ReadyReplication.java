package dev.holdpoint.step.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** What must be so on the source where logical replication is to carry what is written during the move. */
final class ReadyReplication {
    /**
     * Of a relation {@code c}: an UPDATE could not say which row it means. The index must be valid, and a key that is checked only in the
     * end (deferrable) does not count.
     */
    static final String LACKS_IDENTITY = "(c.relreplident = 'n' OR c.relreplident IN ('d', 'i') AND NOT EXISTS"
            + " (SELECT FROM pg_index x WHERE x.indrelid = c.oid AND x.indisvalid AND x.indimmediate"
            + " AND CASE c.relreplident WHEN 'd' THEN x.indisprimary ELSE x.indisreplident END))";

    private static final String IDENTITY = "SELECT n.nspname || '.' || c.relname FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND c.relpersistence = 'p' AND "
            + Tables.USER_SCHEMA + " AND "
            + Tables.NO_MEMBER.replace("$1", "pg_class").replace("$2", "c.oid")
            + " AND " + LACKS_IDENTITY + " ORDER BY 1";

    private static final String FREE = """
            SELECT current_setting('max_replication_slots')::int - (SELECT count(*) FROM pg_replication_slots),
              current_setting('max_wal_senders')::int - (SELECT count(*) FROM pg_stat_replication),
              coalesce(current_setting('max_slot_wal_keep_size', true), '-1')""";

    /**
     * Tables of which a role {@code r} does not see every row (manual, "Row Security Policies"). Their first copy brings what it sees, and
     * nothing says that this is not all: the server that copies does not heed row_security=off in its connection string.
     */
    static final String HALF_SEEN = """
            SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_roles r ON r.rolname = {role} WHERE c.relkind = 'r' AND c.relrowsecurity AND NOT (r.rolsuper OR r.rolbypassrls
              OR NOT c.relforcerowsecurity AND pg_has_role(r.oid, c.relowner, 'USAGE'))""";

    private static final String ROW_SECURITY = "SELECT n.nspname || '.' || c.relname FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND c.relrowsecurity ORDER BY 1";

    private ReadyReplication() {}

    /** @param kept how far a slot may fall behind, as the server says it; -1 for no limit */
    record Free(int slots, int senders, String kept) {
        int least() {
            return Math.min(slots, senders);
        }

        String says() {
            return slots + " slots and " + senders + " WAL senders";
        }
    }

    static Free free(Connection source) throws SQLException {
        var row = ReadyLook.rows(source, FREE).getFirst();
        return new Free(Integer.parseInt(row.get(0)), Integer.parseInt(row.get(1)), row.get(2));
    }

    static String level(Connection source) throws SQLException {
        return Snapshot.value(source, "SELECT current_setting('wal_level')");
    }

    static Finding level(ReadyLook look) throws SQLException {
        var level = level(look.source());
        return level.equals("logical")
                ? Finding.fine("wal_level", level)
                : Finding.wrong("wal_level", level + " on the source", "set it to logical and restart the source");
    }

    /** One for each database, and a moment's second one while each table is copied. */
    static Finding slots(ReadyLook look) throws SQLException {
        var free = free(look.source());
        var wanted = look.places().size() + 2;
        var kept = free.kept.equals("-1")
                ? "a slot that falls behind keeps WAL without limit"
                : "a slot more than " + free.kept + " behind is lost";
        var says = free.says() + " free, " + wanted + " wanted; " + kept;
        return free.least() >= wanted
                ? Finding.fine("replication slots", says)
                : Finding.wrong("replication slots", says, "raise max_replication_slots and max_wal_senders");
    }

    /** Without one, UPDATE and DELETE fail on the live source as soon as the table is published. */
    static Finding identity(ReadyLook look) throws SQLException {
        var found = look.everywhere(IDENTITY);
        return found.isEmpty()
                ? Finding.fine("replica identity", "every table has one")
                : Finding.wrong(
                        "replica identity",
                        "none: " + ReadySource.named(found, it -> it.database() + "." + it.at(0)),
                        "ALTER TABLE … REPLICA IDENTITY USING INDEX or FULL");
    }

    /** Of the role that we log in with; who else may be the one that the target logs in with is known when it subscribes. */
    static Finding rowSecurity(ReadyLook look) throws SQLException {
        var title = "row-level security";
        var half = look.everywhere(HALF_SEEN.replace("{role}", "current_user") + " ORDER BY 1");
        if (!half.isEmpty()) {
            return Finding.wrong(
                    title,
                    "rows are hidden from our role in " + ReadySource.named(half, it -> it.database() + "." + it.at(0)),
                    "ALTER ROLE … BYPASSRLS on the source, or name a role that has it in login: of postgres.subscribe");
        }
        var found = look.everywhere(ROW_SECURITY);
        return found.isEmpty()
                ? Finding.fine(title, "no table has it")
                : new Finding(
                        Finding.Verdict.FINE,
                        title,
                        ReadySource.named(found, it -> it.database() + "." + it.at(0))
                                + ", and our role sees every row",
                        "login: of postgres.subscribe needs BYPASSRLS too");
    }
}
