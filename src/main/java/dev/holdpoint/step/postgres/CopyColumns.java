package dev.holdpoint.step.postgres;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The columns of a table that a COPY carries, and whether it may carry them in binary form (manual, "COPY", Binary Format). Between
 * servers of one major version the binary form of these types is the same; where a value names an object of its server by number (the
 * reg types, types of the user's own, arrays of those), or hangs on a setting (money), it is not.
 *
 * @param names quoted, with commas between
 * @param gain true where binary form is safe, and cheaper than text for at least one column
 */
record CopyColumns(String names, boolean gain) {
    /** bool, bytea, int8, int2, int4, oid, cidr, float4, float8, macaddr8, macaddr, inet, dates and times, bit, numeric, uuid: by OID, as pg_type.dat fixes them. */
    private static final Set<Long> CHEAPER = Set.of(
            16L, 17L, 20L, 21L, 23L, 26L, 650L, 700L, 701L, 774L, 829L, 869L, 1082L, 1083L, 1114L, 1184L, 1186L, 1266L,
            1560L, 1562L, 1700L, 2950L);

    /** name, text, json, bpchar, varchar, jsonb: read as text in either form. */
    private static final Set<Long> THE_SAME = Set.of(19L, 25L, 114L, 1042L, 1043L, 3802L);

    private static final String COLUMNS = """
            select a.attname, case when t.typcategory = 'A' and t.typelem <> 0 then t.typelem else t.oid end::bigint
            from pg_attribute a join pg_type t on t.oid = a.atttypid
            where a.attrelid = @TABLE@ and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum""";

    /** Which rows of an extension's tables travel, its own script and pg_dump decide. */
    private static final String MEMBER =
            "select exists (select from pg_depend where classid = 'pg_class'::regclass and objid = @TABLE@ and deptype = 'e')";

    /** @param statement of the source, version 12 or newer */
    static CopyColumns of(Statement statement, long table) throws SQLException {
        List<String> names = new ArrayList<>();
        var safe = true;
        var cheaper = false;
        try (var row = statement.executeQuery(COLUMNS.replace("@TABLE@", Long.toString(table)))) {
            while (row.next()) {
                names.add(Quoted.name(row.getString(1)));
                cheaper |= CHEAPER.contains(row.getLong(2));
                safe &= CHEAPER.contains(row.getLong(2)) || THE_SAME.contains(row.getLong(2));
            }
        }
        try (var row = statement.executeQuery(MEMBER.replace("@TABLE@", Long.toString(table)))) {
            row.next();
            safe &= !row.getBoolean(1);
        }
        return new CopyColumns(String.join(", ", names), safe && cheaper);
    }
}
