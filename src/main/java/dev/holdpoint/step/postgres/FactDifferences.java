package dev.holdpoint.step.postgres;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How two sides differ besides rows: what is missing or defined otherwise first, then columns and settings, then rights and comments. */
final class FactDifferences {
    private static final String INVALID = "invalid";
    /** Kinds that carry others, which are not worth a line of their own when the thing itself is missing. */
    private static final Set<String> CARRIERS = Set.of("table", "foreign table", "view", "materialized view");

    /** Kinds by which others are called: {@code operator 1 (integer, integer) of public.my_ops USING hash}. */
    private static final Set<String> WHOLES = Set.of("operator family", "publication", "server");

    private final String database;
    private final Both<Facts> sides;
    private final boolean rights;
    private final Set<String> missing = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private final List<Difference> found = new ArrayList<>();
    private final List<Difference> aboutRights = new ArrayList<>();

    private FactDifferences(String database, Both<Facts> sides, boolean rights) {
        this.database = database;
        this.sides = sides;
        this.rights = rights;
    }

    /** @param rights whether owners and privileges count */
    static List<Difference> of(String database, Both<Facts> sides, boolean rights) {
        var differences = new FactDifferences(database, sides, rights);
        var catalogues = sides.source().things().keySet();
        catalogues.forEach(differences::carriers);
        catalogues.forEach(differences::things);
        Arrays.stream(Fact.values()).forEach(differences::entries);
        differences.found.addAll(differences.aboutRights);
        return differences.found;
    }

    private void carriers(Catalogue catalogue) {
        var source = sides.source().things(catalogue);
        var target = sides.target().things(catalogue);
        source.values().stream().filter(it -> !target.containsKey(it.key())).forEach(this::carrier);
        target.values().stream().filter(it -> !source.containsKey(it.key())).forEach(this::carrier);
    }

    private void carrier(Thing thing) {
        if (WHOLES.contains(thing.kind())) {
            gone.add(" " + thing.name());
        }
        if (CARRIERS.contains(thing.kind()) && thing.relation() != null) {
            missing.add(thing.relation());
        }
    }

    private static Set<String> keys(Set<String> one, Set<String> other) {
        var keys = new TreeSet<>(one);
        keys.addAll(other);
        return keys;
    }

    private void things(Catalogue catalogue) {
        var source = sides.source().things(catalogue);
        var target = sides.target().things(catalogue);
        for (var key : keys(source.keySet(), target.keySet())) {
            var one = source.get(key);
            var other = target.get(key);
            if (one != null && other != null) {
                twins(catalogue, one, other);
            } else if (one != null) {
                alone(one, "missing on the target");
            } else if (other != null) {
                alone(other, "only on the target");
            }
        }
    }

    /** What hangs on a thing that is missing as a whole is not said again; pg_dump leaves an invalid index out, and nobody misses it. */
    private void alone(Thing thing, String says) {
        var carried =
                thing.relation() != null && missing.contains(thing.relation()) && !CARRIERS.contains(thing.kind());
        var broken = thing.kind().startsWith("index") && thing.definition().startsWith(INVALID);
        var part = gone.stream().anyMatch(thing.name()::endsWith);
        if (thing.member()
                || carried
                || part
                || broken
                || thing.kind().equals("index of constraint")
                || (!rights && thing.kind().equals("default privileges"))) {
            return;
        }
        add(thing.kind(), thing.name(), says + inParentheses(thing.definition()));
    }

    private void twins(Catalogue catalogue, Thing one, Thing other) {
        if (!one.member() && !other.member()) {
            var says = new ArrayList<String>();
            if (!one.definition().equals(other.definition())) {
                says.add(changed(one, other));
            }
            says.addAll(one.differentValues(other, catalogue.told()));
            says.removeIf(String::isEmpty);
            if (!says.isEmpty()) {
                add(one.kind(), one.name(), String.join("; ", says));
            }
            comments(one, other);
        }
        if (rights) {
            rights(one, other);
        }
    }

    private void comments(Thing one, Thing other) {
        if (!one.comment().equals(other.comment()) && !one.kind().equals("extension")) {
            var says = one.comment().isEmpty()
                    ? "only on the target"
                    : other.comment().isEmpty() ? "missing on the target" : "differs";
            aboutRights.add(new Difference(database, "comment on " + one.kind(), one.name(), says));
        }
    }

    private void rights(Thing one, Thing other) {
        if (!one.owner().equals(other.owner()) && !one.member() && !other.member()) {
            aboutRights.add(new Difference(
                    database,
                    "owner of " + one.kind(),
                    one.name(),
                    one.owner() + " on the source, " + other.owner() + " on the target"));
        }
        var says = one.differentPrivileges(other);
        if (!says.isEmpty()) {
            var what = one.kind().equals("default privileges") ? "" : "privileges on ";
            aboutRights.add(new Difference(database, what + one.kind(), one.name(), says));
        }
    }

    private void entries(Fact fact) {
        var source = sides.source().entries(fact);
        var target = sides.target().entries(fact);
        for (var name : keys(source.keySet(), target.keySet())) {
            var one = source.get(name);
            var other = target.get(name);
            var relation = one != null ? one.relation() : other == null ? null : other.relation();
            if (relation == null || !missing.contains(relation)) {
                entry(fact, name, one, other);
            }
        }
    }

    private void entry(Fact fact, String name, Facts.@Nullable Entry one, Facts.@Nullable Entry other) {
        var says = switch (fact) {
            case ORDER -> one != null && other != null ? order(one.value(), other.value()) : "";
            // What a managed server grants of its own accord is not ours to miss.
            case BUILT_IN_PRIVILEGE ->
                one == null ? "" : says(one.value(), other == null ? "as installed" : other.value());
            case COMMENT, SETTING, SECURITY_LABEL -> hidden(one, other);
            default -> shown(one, other);
        };
        if (!says.isEmpty()) {
            (fact.aboutRights() || fact == Fact.COMMENT ? aboutRights : found)
                    .add(new Difference(database, fact.what(), name, says));
        }
    }

    private static String order(String one, String other) {
        var same = new TreeSet<>(List.of(one.split(", "))).equals(new TreeSet<>(List.of(other.split(", "))));
        return same ? says(one, other) : "";
    }

    private static String hidden(Facts.@Nullable Entry one, Facts.@Nullable Entry other) {
        return one == null
                ? "only on the target"
                : other == null ? "missing on the target" : one.equals(other) ? "" : "differs";
    }

    private static String shown(Facts.@Nullable Entry one, Facts.@Nullable Entry other) {
        if (one == null) {
            return other == null ? "" : "only on the target" + inParentheses(other.value());
        }
        return other == null ? "missing on the target" + inParentheses(one.value()) : says(one.value(), other.value());
    }

    private static String changed(Thing one, Thing other) {
        var newer = one.kind().equals("extension")
                && Version.of(other.definition()).compareTo(Version.of(one.definition())) > 0;
        var broken = one.kind().startsWith("index") && one.definition().startsWith(INVALID);
        return newer || broken ? "" : says(one.definition(), other.definition());
    }

    private static String says(String one, String other) {
        if (one.equals(other)) {
            return "";
        }
        for (var state : List.of(INVALID, "disabled")) {
            if (other.startsWith(state) && !one.startsWith(state)) {
                return state + " on the target";
            }
        }
        return isShort(one) && isShort(other)
                ? (one.isEmpty() ? "none" : one) + " on the source, " + (other.isEmpty() ? "none" : other)
                        + " on the target"
                : "its definition differs";
    }

    private void add(String what, String name, String says) {
        found.add(new Difference(database, what, name, says));
    }

    private static String inParentheses(String value) {
        return !value.isBlank() && isShort(value) && value.length() < 40 ? " (" + value + ")" : "";
    }

    private static boolean isShort(String value) {
        return value.length() <= 100 && value.indexOf('\n') < 0;
    }
}
