package dev.holdpoint.step.postgres;

import java.sql.SQLException;

/** What must be so on the source where logical replication is to carry what is written during the move. */
final class ReadyReplication {
    private static final String IDENTITY = "SELECT n.nspname || '.' || c.relname FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND c.relpersistence = 'p' AND "
            + Tables.USER_SCHEMA + " AND "
            + Tables.NO_MEMBER.replace("$1", "pg_class").replace("$2", "c.oid")
            + " AND (c.relreplident = 'n' OR c.relreplident = 'd' AND NOT EXISTS (SELECT FROM pg_index x"
            + " WHERE x.indrelid = c.oid AND x.indisprimary)) ORDER BY 1";

    private ReadyReplication() {}

    static Finding level(ReadyLook look) throws SQLException {
        var level = Snapshot.value(look.source(), "SELECT current_setting('wal_level')");
        return level.equals("logical")
                ? Finding.fine("wal_level", level)
                : Finding.wrong("wal_level", level + " on the source", "set it to logical and restart the source");
    }

    /** One for each database, and a moment's second one while each table is copied. */
    static Finding slots(ReadyLook look) throws SQLException {
        var row = ReadyLook.rows(look.source(), """
                        SELECT current_setting('max_replication_slots')::int - (SELECT count(*) FROM pg_replication_slots),
                          current_setting('max_wal_senders')::int - (SELECT count(*) FROM pg_stat_replication),
                          coalesce(current_setting('max_slot_wal_keep_size', true), '-1')""").getFirst();
        var wanted = look.places().size() + 2;
        var kept = row.get(2).equals("-1")
                ? "a slot that falls behind keeps WAL without limit"
                : "a slot more than " + row.get(2) + " behind is lost";
        var says = row.get(0) + " slots and " + row.get(1) + " WAL senders free, " + wanted + " wanted; " + kept;
        return Math.min(Integer.parseInt(row.get(0)), Integer.parseInt(row.get(1))) >= wanted
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
}
