package dev.holdpoint.step.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one huge table goes by several lanes: each copies a range of its pages, all under one exported snapshot.
 *
 * @param lanes 0 where the table goes with the rest
 * @param table as pg_dump's pattern, quoted
 * @param label as the operator knows it
 * @param encoding of the source, for both ends of a lane
 * @param copies one statement for each lane, for the source
 * @param into the statement for the target
 */
record Wide(int lanes, String table, String label, String encoding, List<String> copies, String into) {
    static final Wide NONE = new Wide(0, "", "", "", List.of(), "");
    /** Less than this is copied faster than lanes are set up. */
    static final long LEAST_BYTES = 1L << 30;
    /** Ranges of {@code ctid} are read as ranges since this version; before, every lane would read the whole table. */
    static final int SINCE = 14;

    Wide {
        copies = List.copyOf(copies);
    }

    /** How many lanes the largest table deserves where {@code free} cores are free: it must be most of a database, and large. */
    static int lanesFor(Census census, int sourceMajor, int free) {
        if (free <= 2 || sourceMajor < SINCE || census.tables().isEmpty()) {
            return 0;
        }
        var bytes = census.tables().getFirst().bytes();
        return bytes >= LEAST_BYTES && bytes * 2 > census.dataBytes() ? free : 0;
    }

    /** The ranges of the largest table; the last one has no end, since the table may grow until the snapshot is taken. */
    static Wide of(Census census, int lanes, Connection source) throws SQLException {
        var big = census.tables().getFirst();
        try (var statement = source.createStatement()) {
            var name = Quoted.name(big.schema()) + "." + Quoted.name(big.name());
            var columns = columns(statement, big.oid());
            var copies = new ArrayList<String>();
            for (var lane = 0; lane < lanes; lane++) {
                copies.add("copy (select " + columns + " from only " + name + " where ctid >= '("
                        + big.pages() * lane / lanes + ",0)'"
                        + (lane + 1 == lanes ? "" : " and ctid < '(" + big.pages() * (lane + 1) / lanes + ",0)'")
                        + ") to stdout");
            }
            return new Wide(
                    lanes,
                    name,
                    big.label(),
                    encoding(statement),
                    copies,
                    "copy " + name + " (" + columns + ") from stdin");
        }
    }

    private static String columns(Statement statement, long table) throws SQLException {
        var names = new ArrayList<String>();
        try (var row = statement.executeQuery("select attname from pg_attribute where attrelid = " + table
                + " and attnum > 0 and not attisdropped and attgenerated = '' order by attnum")) {
            while (row.next()) {
                names.add(Quoted.name(row.getString(1)));
            }
        }
        return String.join(", ", names);
    }

    private static String encoding(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("show server_encoding")) {
            row.next();
            return row.getString(1);
        }
    }

    Map<String, String> environment() {
        var found = new LinkedHashMap<String, String>();
        if (lanes > 0) {
            found.put("WIDE_TABLE", table);
            found.put("WIDE_INTO", into);
            found.put("WIDE_ENCODING", encoding);
            for (var lane = 0; lane < lanes; lane++) {
                found.put("WIDE_COPY_" + (lane + 1), copies.get(lane));
            }
        }
        return found;
    }

    String says() {
        return "the data of " + label + " by " + lanes + " lanes side by side, under one snapshot with the rest";
    }
}
