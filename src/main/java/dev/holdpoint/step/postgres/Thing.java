package dev.holdpoint.step.postgres;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An object of a database as a system catalogue has it.
 *
 * @param kind in the server's words: {@code view}, {@code text search configuration}
 * @param relation schema.table that it belongs to, or null
 * @param definition empty where its values say all
 * @param values of the columns that are told ({@link Catalogue#told}); one may be null
 * @param owner empty where it has none
 * @param privileges each as {@code grantee=RIGHT}
 * @param comment a hash of it, or empty
 * @param member true where an extension made it: then only its privileges may differ, the rest is the extension's version
 */
record Thing(
        String kind,
        String name,
        @Nullable String relation,
        String definition,
        List<@Nullable String> values,
        String owner,
        Set<String> privileges,
        String comment,
        boolean member) {
    /** Characters of a value that are shown. */
    private static final int SHOWN = 60;

    Thing {
        values = Collections.unmodifiableList(new ArrayList<>(values));
        privileges = Collections.unmodifiableSet(new TreeSet<>(privileges));
    }

    static Thing of(ResultSet row) throws SQLException {
        return new Thing(
                text(row, 1),
                text(row, 2),
                row.getString(3),
                text(row, 4),
                array(row.getArray(5)),
                text(row, 6),
                Set.copyOf(privileges(row.getArray(7))),
                text(row, 8),
                row.getBoolean(9));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        var found = row.getString(column);
        return found == null ? "" : found;
    }

    private static List<@Nullable String> array(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((@Nullable String[]) array.getArray());
    }

    private static List<String> privileges(@Nullable Array array) throws SQLException {
        return array(array).stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** What puts two of them together. */
    String key() {
        return kind + " " + name;
    }

    /** How the values of a twin on the target differ, column by column: {@code relreplident d on the source, f on the target}. */
    List<String> differentValues(Thing twin, List<Catalogue.Column> columns) {
        return IntStream.range(0, columns.size())
                .filter(n -> !Objects.equals(values.get(n), twin.values.get(n)))
                .mapToObj(n -> told(columns.get(n).name(), values.get(n), twin.values.get(n)))
                .toList();
    }

    /** Options of foreign servers and their like hold passwords. */
    private static String told(String column, @Nullable String one, @Nullable String other) {
        var secret = (column.endsWith("options") && !column.equals("reloptions")) || column.endsWith("conninfo");
        return secret || tooLong(one) || tooLong(other)
                ? column + " differs"
                : column + " " + shown(one) + " on the source, " + shown(other) + " on the target";
    }

    private static boolean tooLong(@Nullable String value) {
        return value != null && (value.length() > SHOWN || value.indexOf('\n') >= 0);
    }

    private static String shown(@Nullable String value) {
        return value == null ? "none" : value.isEmpty() ? "''" : value;
    }

    /** Rights that only one of the two has, or nothing. */
    String differentPrivileges(Thing twin) {
        var lacks = new TreeSet<>(privileges);
        lacks.removeAll(twin.privileges);
        var more = new TreeSet<>(twin.privileges);
        more.removeAll(privileges);
        var says = new ArrayList<String>();
        if (!lacks.isEmpty()) {
            says.add("the target lacks " + String.join(", ", lacks));
        }
        if (!more.isEmpty()) {
            says.add("only the target has " + String.join(", ", more));
        }
        return String.join("; ", says);
    }

    Thing defined(String otherwise) {
        return new Thing(kind, name, relation, otherwise, values, owner, privileges, comment, member);
    }

    Thing withoutPrivilege(String right) {
        var left = new TreeSet<>(privileges);
        left.removeIf(it -> it.endsWith("=" + right) || it.endsWith("=" + right + "*"));
        return new Thing(kind, name, relation, definition, values, owner, left, comment, member);
    }
}
