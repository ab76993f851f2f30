package dev.holdpoint.step.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables whose rows go apart from the dump, all under one exported snapshot with it: one huge table by several lanes side by side, each
 * a range of its pages; or large tables one after the other, as they are in binary form.
 *
 * @param tables as pg_dump's patterns, quoted: the dump leaves their rows out
 * @param encoding of the source, for both ends of a copy
 * @param beside true where the copies run side by side, and beside the dump
 * @param says what the operator reads of it
 */
record Apart(List<String> tables, String encoding, List<Copy> copies, boolean beside, String says) {
    static final Apart NONE = new Apart(List.of(), "", List.of(), false, "");

    /** In place of a number of lanes: large tables one after the other, in binary form. */
    static final int BINARY = -1;

    /** Less than this is copied faster than lanes are set up. */
    static final long LEAST_FOR_LANES = 1L << 30;
    /** Ranges of {@code ctid} are read as ranges since this version; before, every lane would read the whole table. */
    static final int LANES_SINCE = 14;
    /** A table under this size has gone with the dump before a copy of its own is connected. */
    static final long LEAST_FOR_BINARY = 16L << 20;
    /** What binary form must save at least, in bytes that go so: one more look of pg_dump at the catalogues. */
    static final long LEAST_OF_ALL = 64L << 20;

    Apart {
        tables = List.copyOf(tables);
        copies = List.copyOf(copies);
    }

    /**
     * Rows from there to here.
     *
     * @param table schema and name with a dot between, as pg_restore tells them
     * @param out the statement for the source
     * @param into the statement for the target
     */
    record Copy(String table, String out, String into) {}

    boolean none() {
        return copies.isEmpty();
    }

    /** How many lanes the largest table deserves where {@code free} cores are free: it must be most of a database, and large. */
    static int lanesFor(Census census, int sourceMajor, int free) {
        if (free <= 2 || sourceMajor < LANES_SINCE || census.tables().isEmpty()) {
            return 0;
        }
        var bytes = census.tables().getFirst().bytes();
        return bytes >= LEAST_FOR_LANES && bytes * 2 > census.dataBytes() ? free : 0;
    }

    /** True where enough of the rows gain by going in binary form. */
    static boolean worthBinary(Census census, Connection source) throws SQLException {
        var bytes = 0L;
        try (var statement = source.createStatement()) {
            for (var table : large(census)) {
                bytes += CopyColumns.of(statement, table.oid()).gain() ? table.bytes() : 0;
            }
        }
        return bytes >= LEAST_OF_ALL;
    }

    /**
     * The ranges of the largest table; the last one has no end, since the table may grow until the snapshot is taken.
     *
     * @param twins true where both servers are of one major version, and binary form may be used
     */
    static Apart lanes(Census census, int lanes, boolean twins, Connection source) throws SQLException {
        var big = census.tables().getFirst();
        try (var statement = source.createStatement()) {
            var columns = CopyColumns.of(statement, big.oid());
            var form = twins && columns.gain() ? " (format binary)" : "";
            var copies = new ArrayList<Copy>();
            for (var lane = 0; lane < lanes; lane++) {
                copies.add(new Copy(
                        told(big),
                        "copy (select " + columns.names() + " from only " + name(big) + " where ctid >= '("
                                + big.pages() * lane / lanes + ",0)'"
                                + (lane + 1 == lanes
                                        ? ""
                                        : " and ctid < '(" + big.pages() * (lane + 1) / lanes + ",0)'")
                                + ") to stdout" + form,
                        "copy " + name(big) + " (" + columns.names() + ") from stdin" + form));
            }
            return new Apart(
                    List.of(name(big)),
                    encoding(statement),
                    copies,
                    true,
                    "the data of " + big.label() + " by " + lanes
                            + " lanes side by side, under one snapshot with the rest");
        }
    }

    /** Every large table that gains by it, the largest first. */
    static Apart binary(Census census, Connection source) throws SQLException {
        try (var statement = source.createStatement()) {
            var tables = new ArrayList<String>();
            var copies = new ArrayList<Copy>();
            for (var table : large(census)) {
                var columns = CopyColumns.of(statement, table.oid());
                if (columns.gain()) {
                    var here = name(table) + " (" + columns.names() + ")";
                    tables.add(name(table));
                    copies.add(new Copy(
                            told(table),
                            "copy " + here + " to stdout (format binary)",
                            "copy " + here + " from stdin (format binary)"));
                }
            }
            return new Apart(
                    tables,
                    encoding(statement),
                    copies,
                    false,
                    "the data of " + Amount.count(tables.size(), "large table")
                            + " in binary form, under one snapshot with the rest");
        }
    }

    private static List<Census.Table> large(Census census) {
        return census.tables().stream()
                .filter(it -> it.bytes() >= LEAST_FOR_BINARY)
                .toList();
    }

    private static String told(Census.Table table) {
        return table.schema() + "." + table.name();
    }

    private static String name(Census.Table table) {
        return Quoted.name(table.schema()) + "." + Quoted.name(table.name());
    }

    private static String encoding(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("show server_encoding")) {
            row.next();
            return row.getString(1);
        }
    }

    Map<String, String> environment() {
        var found = new LinkedHashMap<String, String>();
        if (!none()) {
            found.put("APART_ENCODING", encoding);
        }
        for (var n = 0; n < tables.size(); n++) {
            found.put("APART_TABLE_" + (n + 1), tables.get(n));
        }
        for (var n = 0; n < copies.size(); n++) {
            found.put("APART_NAME_" + (n + 1), copies.get(n).table());
            found.put("APART_OUT_" + (n + 1), copies.get(n).out());
            found.put("APART_INTO_" + (n + 1), copies.get(n).into());
        }
        return found;
    }
}
