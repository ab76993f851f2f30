package dev.holdpoint.step.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the target must have for the databases that come. */
final class ReadyTarget {
    private ReadyTarget() {}

    /**
     * Roles that own something or were granted something. pg_shdepend knows them all but the one that made the server (OID 10), which
     * owns much and is never listed.
     */
    static Finding roles(ReadyLook look, Owners owners) throws SQLException {
        if (owners == Owners.NONE) {
            return Finding.fine("roles", "owners are not kept");
        }
        var wanted = ReadyLook.rows(
                look.source(),
                "SELECT rolname FROM pg_roles WHERE oid = 10 UNION SELECT r.rolname FROM pg_shdepend s"
                        + " JOIN pg_roles r ON r.oid = s.refobjid WHERE s.refclassid = 'pg_authid'::regclass AND (s.dbid IN (SELECT oid FROM pg_database"
                        + " WHERE datname = ANY " + look.names()
                        + ") OR s.classid = 'pg_database'::regclass AND s.objid IN (SELECT oid FROM pg_database"
                        + " WHERE datname = ANY " + look.names() + ")) ORDER BY 1");
        var there = new HashSet<>(ReadyLook.rows(look.target(), "SELECT rolname FROM pg_roles"));
        var missing = wanted.stream()
                .filter(it -> !there.contains(it))
                .map(List::getFirst)
                .toList();
        return missing.isEmpty()
                ? Finding.fine("roles", wanted.size() + " own or may use something, and the target has them")
                : Finding.wrong(
                        "roles",
                        "the target lacks " + String.join(", ", missing),
                        "create them there, or move without owners");
    }

    /** A dump names no versions: what is created is the target's default one. */
    static Finding extensions(ReadyLook look) throws SQLException {
        var offered = new HashMap<String, String>();
        ReadyLook.rows(look.target(), "SELECT name, default_version FROM pg_available_extensions")
                .forEach(it -> offered.put(it.get(0), it.get(1)));
        var wanted =
                look.everywhere("SELECT extname, extversion FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1");
        var wrong = new ArrayList<String>();
        for (var row : wanted) {
            var fault = fault(row, offered);
            if (!fault.isEmpty()) {
                wrong.add(fault);
            }
        }
        return wrong.isEmpty()
                ? Finding.fine(
                        "extensions",
                        wanted.isEmpty()
                                ? "none but plpgsql"
                                : ReadySource.named(wanted, it -> it.at(0) + " in " + it.database()))
                : Finding.wrong(
                        "extensions",
                        String.join(", ", wrong),
                        "install them on the target's server in that version or later");
    }

    private static String fault(ReadyLook.Row wanted, Map<String, String> offered) {
        var version = offered.get(wanted.at(0));
        var name = wanted.at(0) + " " + wanted.at(1) + " of " + wanted.database();
        if (version == null) {
            return name + " is not there";
        }
        return Version.of(version).compareTo(Version.of(wanted.at(1))) < 0
                ? name + " is only " + version + " there"
                : "";
    }

    /** Of a database that is there already its own, else whether it could be created with the source's. */
    static Finding locales(ReadyLook look) throws SQLException {
        var major = look.target().getMetaData().getDatabaseMajorVersion();
        var there = locales(look, major, true);
        var wrong = new ArrayList<String>();
        for (var wanted : locales(look, look.source().getMetaData().getDatabaseMajorVersion(), false)
                .entrySet()) {
            var place = look.places().stream()
                    .filter(it -> it.name().equals(wanted.getKey()))
                    .map(ReadyLook.Place::onTarget)
                    .findFirst()
                    .orElse(wanted.getKey());
            var has = there.get(place);
            if (has != null && !has.equals(wanted.getValue())) {
                wrong.add(wanted.getKey() + " is " + wanted.getValue() + " and there " + has);
            } else if (has == null && !knows(look, wanted.getValue())) {
                wrong.add(wanted.getKey() + " is " + wanted.getValue() + ", which the target's system does not know");
            }
        }
        return wrong.isEmpty()
                ? Finding.fine("encoding and locale", "the same, or to be created the same")
                : Finding.wrong(
                        "encoding and locale",
                        String.join(", ", wrong),
                        "create these databases with the source's encoding and locale, from template0");
    }

    /** @param provider c for the C library, i for ICU, b for PostgreSQL's own */
    private record Locale(String encoding, String collate, String type, String provider) {
        @Override
        public String toString() {
            return encoding + " " + collate + (collate.equals(type) ? "" : "/" + type)
                    + (provider.equals("c") ? "" : " by provider " + provider);
        }
    }

    private static Map<String, Locale> locales(ReadyLook look, int major, boolean target) throws SQLException {
        var names = target
                ? ReadyLook.array(
                        look.places().stream().map(ReadyLook.Place::onTarget).toList())
                : look.names();
        var sql = "SELECT datname, pg_encoding_to_char(encoding), datcollate, datctype, "
                + (major >= 15 ? "datlocprovider" : "'c'") + " FROM pg_database WHERE datname = ANY " + names;
        return ReadyLook.rows(target ? look.target() : look.source(), sql).stream()
                .collect(
                        Collectors.toMap(List::getFirst, it -> new Locale(it.get(1), it.get(2), it.get(3), it.get(4))));
    }

    /** initdb listed in pg_collation what the system had; C and POSIX are everywhere. */
    private static boolean knows(ReadyLook look, Locale locale) throws SQLException {
        if (!locale.provider().equals("c")
                || locale.collate().equals("C")
                || locale.collate().equals("POSIX")) {
            return true;
        }
        var sql =
                "SELECT count(*) FROM (SELECT collcollate AS l FROM pg_collation UNION SELECT datcollate FROM pg_database) x WHERE"
                        + " lower(replace(l, '-', '')) = lower(replace('"
                        + locale.collate().replace("'", "''") + "', '-', ''))";
        return !Snapshot.value(look.target(), sql).equals("0");
    }

    /** Where the system's collations have changed under a database, its indexes over text may be in the wrong order. */
    static Finding collations(ReadyLook look) throws SQLException {
        var source = stale(look, false);
        var target = stale(look, true);
        if (!target.isEmpty()) {
            return Finding.wrong(
                    "collation versions",
                    "changed under the target's " + String.join(", ", target),
                    "REINDEX DATABASE each of them, then ALTER DATABASE … REFRESH COLLATION VERSION");
        }
        return Finding.fine(
                "collation versions",
                source.isEmpty()
                        ? "as recorded"
                        : "changed under the source's " + String.join(", ", source)
                                + "; indexes are built anew on the target");
    }

    private static List<String> stale(ReadyLook look, boolean target) throws SQLException {
        var connection = target ? look.target() : look.source();
        if (connection.getMetaData().getDatabaseMajorVersion() < 15) {
            return List.of();
        }
        var names = target
                ? ReadyLook.array(
                        look.places().stream().map(ReadyLook.Place::onTarget).toList())
                : look.names();
        return ReadyLook.rows(
                        connection,
                        "SELECT datname FROM pg_database WHERE datcollversion <> pg_database_collation_actual_version(oid)"
                                + " AND datname = ANY " + names + " ORDER BY 1")
                .stream()
                .map(List::getFirst)
                .toList();
    }
}
