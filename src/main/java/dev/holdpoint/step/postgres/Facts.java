package dev.holdpoint.step.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one side holds besides rows, and how two sides differ in it. */
final class Facts {
    /** Facts whose objects carry others, which are not worth a line of their own when the object itself is missing. */
    private static final List<Fact> CARRIERS = List.of(Fact.TABLE, Fact.VIEW, Fact.MATERIALIZED, Fact.SEQUENCE);

    private static final String INVALID = "invalid";

    private final Map<Fact, Map<String, Entry>> found = new EnumMap<>(Fact.class);

    /** @param relation schema.table that it belongs to, or null */
    private record Entry(String value, @Nullable String relation) {}

    private Facts() {}

    /** Reads all of them in one round trip. */
    static Facts of(Snapshot side, boolean rights, Excluded excluded) throws SQLException {
        var facts = new Facts();
        var asked = Arrays.stream(Fact.values())
                .filter(it -> rights || !it.aboutRights())
                .toList();
        var sql = asked.stream().map(it -> it.sql(side.major())).collect(Collectors.joining(";\n"));
        try (var statement = side.first().createStatement()) {
            statement.execute(sql);
            for (var fact : asked) {
                try (var rows = statement.getResultSet()) {
                    while (rows.next()) {
                        var value = rows.getString(2);
                        facts.add(fact, rows.getString(1), value == null ? "" : value, rows.getString(3), excluded);
                    }
                }
                statement.getMoreResults();
            }
        }
        return facts;
    }

    private void add(Fact fact, String name, String value, @Nullable String relation, Excluded excluded) {
        if (!excluded.has(relation)) {
            entries(fact).put(name, new Entry(value, relation));
        }
    }

    private Map<String, Entry> entries(Fact fact) {
        return found.computeIfAbsent(fact, none -> new TreeMap<>());
    }

    /** Names of the things of one kind, in their order. */
    Set<String> names(Fact fact) {
        return entries(fact).keySet();
    }

    /** How the target differs from the source, in the order of {@link Fact}. */
    static List<Difference> differences(String database, Both<Facts> sides) {
        var missing = missingRelations(sides);
        var differences = new ArrayList<Difference>();
        for (var fact : Fact.values()) {
            var source = sides.source().entries(fact);
            var target = sides.target().entries(fact);
            var names = new TreeSet<>(source.keySet());
            names.addAll(target.keySet());
            for (var name : names) {
                var one = source.get(name);
                var other = target.get(name);
                var says = says(fact, one, other);
                if (!says.isEmpty() && worthSaying(fact, name, one, other, sides, missing)) {
                    differences.add(new Difference(database, fact.what(), name, says));
                }
            }
        }
        return differences;
    }

    private static Set<String> missingRelations(Both<Facts> sides) {
        var missing = new HashSet<String>();
        for (var fact : CARRIERS) {
            var source = sides.source().entries(fact);
            var target = sides.target().entries(fact);
            source.forEach((name, entry) -> addMissing(missing, entry, target.containsKey(name)));
            target.forEach((name, entry) -> addMissing(missing, entry, source.containsKey(name)));
        }
        return missing;
    }

    private static void addMissing(Set<String> missing, Entry entry, boolean there) {
        if (!there && entry.relation() != null) {
            missing.add(entry.relation());
        }
    }

    /** What hangs on a thing that is missing as a whole is not said again. */
    private static boolean worthSaying(
            Fact fact,
            String name,
            @Nullable Entry one,
            @Nullable Entry other,
            Both<Facts> sides,
            Set<String> missing) {
        if (CARRIERS.contains(fact)) {
            return true;
        }
        var relation =
                one != null ? one.relation() : Objects.requireNonNull(other).relation();
        if (relation != null && missing.contains(relation)) {
            return false;
        }
        var onlyOne = one == null || other == null;
        return switch (fact) {
            case OWNER -> !onlyOne;
            case PRIVILEGE ->
                !onlyOne
                        || sides.source().names(Fact.OWNER).contains(name)
                                == sides.target().names(Fact.OWNER).contains(name);
            default -> true;
        };
    }

    /** How they differ, or nothing. */
    private static String says(Fact fact, @Nullable Entry one, @Nullable Entry other) {
        if (one == null) {
            return other == null || brokenIndex(fact, other) ? "" : "only on the target" + inParentheses(other.value());
        }
        // pg_dump leaves an invalid index out, and nobody misses it.
        if (brokenIndex(fact, one)) {
            return "";
        }
        if (other == null) {
            return "missing on the target" + inParentheses(one.value());
        }
        return one.value().equals(other.value()) ? "" : changed(fact, one.value(), other.value());
    }

    private static boolean brokenIndex(Fact fact, Entry entry) {
        return fact == Fact.INDEX && entry.value().startsWith(INVALID);
    }

    private static String changed(Fact fact, String one, String other) {
        if (fact == Fact.EXTENSION && Version.of(other).compareTo(Version.of(one)) > 0) {
            return "";
        }
        for (var state : List.of(INVALID, "disabled")) {
            if (other.startsWith(state) && !one.startsWith(state)) {
                return state + " on the target";
            }
        }
        return shown(one) && shown(other)
                ? one + " on the source, " + other + " on the target"
                : "its definition differs";
    }

    private static String inParentheses(String value) {
        return shown(value) && value.length() < 40 ? " (" + value + ")" : "";
    }

    private static boolean shown(String value) {
        return !value.isBlank() && value.length() <= 100 && value.indexOf('\n') < 0;
    }
}
