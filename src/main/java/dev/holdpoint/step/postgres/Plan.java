package dev.holdpoint.step.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a database is created: with the encoding, the locale, the owner and what else another has for itself and not in its tables.
 *
 * @param clause what stands after its name in CREATE DATABASE
 * @param trims statements for afterwards, {@link #NAME} where its name goes; saying them twice does no harm
 */
record Plan(String clause, List<String> trims) {
    /** Stands for the name of the database: ASCII's unit separator, in no name and no value of a sane server. */
    static final String NAME = "\u001f";

    /** As the server creates one by itself, only without what its template may hold. */
    static final Plan PLAIN = new Plan(" template template0", List.of());

    private static final String SETTINGS = """
            select split_part(setting, '=', 1), substr(setting, strpos(setting, '=') + 1),
                   case when s.setrole <> 0 then pg_get_userbyid(s.setrole) end
            from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase, unnest(s.setconfig) setting
            where d.datname = ? order by s.setrole""";

    private static final String GRANTS = """
            select privilege_type, case when grantee = 0 then null else pg_get_userbyid(grantee) end, is_grantable
            from pg_database, aclexplode(datacl) where datname = ?""";

    private static final String COMMENT =
            "select shobj_description(oid, 'pg_database') from pg_database where datname = ?";

    /** Settings whose value is a list that is kept with its quotes (PostgreSQL's GUC_LIST_QUOTE). */
    static final Set<String> LISTS = Set.of(
            "local_preload_libraries",
            "search_path",
            "session_preload_libraries",
            "temp_tablespaces",
            "unix_socket_directories");

    /** The statements above, and those that pg_dump writes. */
    private static final Pattern SETS = Pattern.compile(
            "alter (?:database|role (?:\\w+|\"(?:[^\"]|\"\")*\") in database) " + NAME + " set ",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PROVIDED = Pattern.compile("\\blocale_provider\\b", Pattern.CASE_INSENSITIVE);

    Plan {
        trims = List.copyOf(trims);
    }

    /**
     * What stands after its name on a server of that version. By itself a new database has the locale's provider of the server, which may
     * be ICU; what says nothing of it was made where there was only the C library.
     */
    String clause(int major) {
        return major < 15
                        || clause.equals(PLAIN.clause)
                        || PROVIDED.matcher(clause).find()
                ? clause
                : clause + " locale_provider libc";
    }

    /** The same, and then these. */
    Plan and(List<String> more) {
        var all = new ArrayList<>(trims);
        all.addAll(more);
        return new Plan(clause, all);
    }

    /** @param session on the server where {@code name} is, in any database */
    static Plan of(Connection session, String name, Owners owners) throws SQLException {
        var major = session.getMetaData().getDatabaseMajorVersion();
        try (var query = session.prepareStatement(
                "select pg_encoding_to_char(encoding) encoding, datcollate, datctype, pg_get_userbyid(datdba) owner"
                        + ", datconnlimit, spcname" + locale(major)
                        + " from pg_database d join pg_tablespace s on s.oid = d.dattablespace where datname = ?")) {
            query.setString(1, name);
            var row = query.executeQuery();
            return row.next()
                    ? new Plan(clause(row, major, owners), own(row, owners)).and(trims(session, name, owners))
                    : PLAIN;
        }
    }

    /** What its clause says too, for a database that is there already. */
    private static List<String> own(ResultSet row, Owners owners) throws SQLException {
        var found = new ArrayList<String>();
        found.add("alter database " + NAME + " connection limit " + row.getInt("datconnlimit"));
        if (owners == Owners.KEEP) {
            found.add("alter database " + NAME + " owner to " + Quoted.name(row.getString("owner")));
        }
        return found;
    }

    private static List<String> trims(Connection session, String name, Owners owners) throws SQLException {
        var found = new ArrayList<String>();
        each(
                session,
                SETTINGS,
                name,
                row -> found.add(of(row.getString(3)) + " set " + Quoted.name(row.getString(1)) + " to "
                        + (LISTS.contains(row.getString(1)) ? row.getString(2) : Quoted.text(row.getString(2)))));
        each(session, COMMENT, name, row -> {
            if (row.getString(1) != null) {
                found.add("comment on database " + NAME + " is " + Quoted.text(row.getString(1)));
            }
        });
        if (owners == Owners.KEEP) {
            var grants = new ArrayList<String>();
            each(
                    session,
                    GRANTS,
                    name,
                    row -> grants.add("grant " + row.getString(1) + " on database " + NAME + " to "
                            + (row.getString(2) == null ? "public" : Quoted.name(row.getString(2)))
                            + (row.getBoolean(3) ? " with grant option" : "")));
            if (!grants.isEmpty()) {
                found.add("revoke all on database " + NAME + " from public");
                found.addAll(grants);
            }
        }
        return found;
    }

    /** Whose setting it is: the database's own, or that of a role in it. */
    private static String of(@Nullable String role) {
        return role == null ? "alter database " + NAME : "alter role " + Quoted.name(role) + " in database " + NAME;
    }

    /** True for the statement of a setting, which a server may not know or not allow. */
    static boolean setting(String trim) {
        return SETS.matcher(trim).lookingAt();
    }

    private static void each(Connection session, String sql, String name, Row then) throws SQLException {
        try (var query = session.prepareStatement(sql)) {
            query.setString(1, name);
            var row = query.executeQuery();
            while (row.next()) {
                then.see(row);
            }
        }
    }

    private interface Row {
        void see(ResultSet row) throws SQLException;
    }

    /** Columns as of the versions that brought them: 15 the provider, 16 rules of one's own, 17 one name for its locale. */
    private static String locale(int major) {
        return major < 15
                ? ", 'c' provider, null locale, null rules"
                : ", datlocprovider::text provider, " + (major < 17 ? "daticulocale" : "datlocale") + " locale, "
                        + (major < 16 ? "null" : "daticurules") + " rules";
    }

    private static String clause(ResultSet row, int major, Owners owners) throws SQLException {
        var text = new StringBuilder(PLAIN.clause())
                .append(" encoding ")
                .append(Quoted.text(row.getString("encoding")))
                .append(" lc_collate ")
                .append(Quoted.text(row.getString("datcollate")))
                .append(" lc_ctype ")
                .append(Quoted.text(row.getString("datctype")));
        var locale = row.getString("locale");
        if (major >= 15 && locale != null) {
            var icu = row.getString("provider").equals("i");
            text.append(icu ? " locale_provider icu icu_locale " : " locale_provider builtin builtin_locale ")
                    .append(Quoted.text(locale));
        }
        var rules = row.getString("rules");
        if (rules != null) {
            text.append(" icu_rules ").append(Quoted.text(rules));
        }
        if (!row.getString("spcname").equals("pg_default")) {
            text.append(" tablespace ").append(Quoted.name(row.getString("spcname")));
        }
        if (row.getInt("datconnlimit") >= 0) {
            text.append(" connection limit ").append(row.getInt("datconnlimit"));
        }
        if (owners == Owners.KEEP) {
            text.append(" owner ").append(Quoted.name(row.getString("owner")));
        }
        return text.toString();
    }
}
