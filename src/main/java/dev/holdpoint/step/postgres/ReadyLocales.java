package dev.holdpoint.step.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether text means and sorts the same on both sides. */
final class ReadyLocales {
    private ReadyLocales() {}

    /** Of a database that is there already its own, else whether it could be created with the source's. */
    static Finding locales(ReadyLook look) throws SQLException {
        var there = setups(look, true);
        var wrong = new ArrayList<String>();
        for (var wanted : setups(look, false).entrySet()) {
            var place = look.places().stream()
                    .filter(it -> it.name().equals(wanted.getKey()))
                    .map(ReadyLook.Place::onTarget)
                    .findFirst()
                    .orElse(wanted.getKey());
            var has = there.get(place);
            if (has != null && !has.same(wanted.getValue())) {
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

    /**
     * @param provider c for the C library, i for ICU, b for PostgreSQL's own
     * @param own the provider's own name of it, empty for the C library
     */
    private record Setup(String encoding, String collate, String type, String provider, String own) {
        /** C.UTF-8 and C.utf8 are one. */
        boolean same(Setup other) {
            return encoding.equals(other.encoding)
                    && plain(collate).equals(plain(other.collate))
                    && plain(type).equals(plain(other.type))
                    && provider.equals(other.provider)
                    && own.equals(other.own);
        }

        @Override
        public String toString() {
            return encoding + " " + collate + (collate.equals(type) ? "" : "/" + type)
                    + switch (provider) {
                        case "c" -> "";
                        case "i" -> " by ICU " + own;
                        default -> " by PostgreSQL " + own;
                    };
        }
    }

    private static String plain(String locale) {
        return locale.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static Map<String, Setup> setups(ReadyLook look, boolean target) throws SQLException {
        var connection = target ? look.target() : look.source();
        var major = connection.getMetaData().getDatabaseMajorVersion();
        var own = major >= 17 ? "datlocale" : "daticulocale";
        var sql = "SELECT datname, pg_encoding_to_char(encoding), datcollate, datctype, "
                + (major >= 15 ? "datlocprovider, coalesce(" + own + ", '')" : "'c', ''")
                + " FROM pg_database WHERE datname = ANY " + look.names(target);
        return ReadyLook.rows(connection, sql).stream()
                .collect(Collectors.toMap(
                        List::getFirst, it -> new Setup(it.get(1), it.get(2), it.get(3), it.get(4), it.get(5))));
    }

    /** initdb listed in pg_collation what the system had, and ICU's only where the server was built with it; C and POSIX are everywhere. */
    private static boolean knows(ReadyLook look, Setup wanted) throws SQLException {
        return knows(look, wanted.collate())
                && knows(look, wanted.type())
                && (!wanted.provider().equals("i")
                        || !Snapshot.value(look.target(), "SELECT count(*) FROM pg_collation WHERE collprovider = 'i'")
                                .equals("0"));
    }

    private static boolean knows(ReadyLook look, String locale) throws SQLException {
        if (locale.equals("C") || locale.equals("POSIX")) {
            return true;
        }
        var sql =
                "SELECT count(*) FROM (SELECT collcollate AS l FROM pg_collation UNION SELECT datcollate FROM pg_database) x"
                        + " WHERE lower(replace(l, '-', '')) = '"
                        + plain(locale).replace("'", "''") + "'";
        return !Snapshot.value(look.target(), sql).equals("0");
    }

    /** Where the system's collations have changed under a database, its indexes over text may be in the wrong order. */
    static Finding collations(ReadyLook look) throws SQLException {
        var target = versions(look, true);
        var stale = stale(target);
        if (!stale.isEmpty()) {
            return Finding.wrong(
                    "collation versions",
                    "changed under the target's " + String.join(", ", stale),
                    "REINDEX DATABASE each of them, then ALTER DATABASE … REFRESH COLLATION VERSION");
        }
        var source = versions(look, false);
        var says = new ArrayList<String>();
        if (!stale(source).isEmpty()) {
            says.add("changed under the source's " + String.join(", ", stale(source)));
        }
        for (var place : look.places()) {
            var one = source.get(place.name());
            var other = target.get(place.onTarget());
            if (one != null && other != null && !one.actual().equals(other.actual())) {
                says.add(place.name() + " sorts by " + one.actual() + " on the source and " + other.actual()
                        + " on the target");
            }
        }
        return Finding.fine(
                "collation versions",
                says.isEmpty() ? "as recorded" : String.join("; ", says) + "; indexes are built anew on the target");
    }

    /**
     * Versions of what a database sorts by.
     *
     * @param recorded when it was created or refreshed
     */
    private record Versions(String recorded, String actual) {}

    private static List<String> stale(Map<String, Versions> versions) {
        return versions.entrySet().stream()
                .filter(it -> !it.getValue().recorded().equals(it.getValue().actual()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Databases whose collation has a version: C has none, and before 15 nobody recorded it. */
    private static Map<String, Versions> versions(ReadyLook look, boolean target) throws SQLException {
        var connection = target ? look.target() : look.source();
        if (connection.getMetaData().getDatabaseMajorVersion() < 15) {
            return Map.of();
        }
        var sql = "SELECT datname, datcollversion, pg_database_collation_actual_version(oid) FROM pg_database"
                + " WHERE datcollversion IS NOT NULL AND pg_database_collation_actual_version(oid) IS NOT NULL"
                + " AND datname = ANY " + look.names(target);
        var found = new TreeMap<String, Versions>();
        ReadyLook.rows(connection, sql).forEach(it -> found.put(it.get(0), new Versions(it.get(1), it.get(2))));
        return found;
    }
}
