package dev.holdpoint.step.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A comparison in words. */
record SameReport(List<Comparison.Result> results) {
    /** Differences that are listed by name. */
    private static final int LISTED = 10;
    /** Differences that fit into the sentence. */
    private static final int NAMED = 3;

    SameReport {
        results = List.copyOf(results);
    }

    boolean green() {
        return differences().isEmpty();
    }

    private List<Difference> differences() {
        return results.stream().flatMap(it -> it.differences().stream()).toList();
    }

    /** {@code 7 databases, 412 tables, 38,112,904 rows, 0 differences}, or how many there are and which come first. */
    String sentence() {
        var differences = differences();
        if (differences.isEmpty()) {
            return looked() + ", 0 differences";
        }
        var first = differences.stream().limit(NAMED).map(Difference::where).collect(Collectors.joining(", "));
        return counted(differences) + ": " + first + (differences.size() > NAMED ? ", …" : "");
    }

    private String counted(List<Difference> differences) {
        var more = results.stream().anyMatch(Comparison.Result::more);
        return (more ? "at least " : "") + number(differences.size(), "difference");
    }

    private String looked() {
        var tables = results.stream().mapToLong(Comparison.Result::tables).sum();
        var rows = results.stream().mapToLong(Comparison.Result::rows).sum();
        var objects =
                results.stream().mapToLong(Comparison.Result::largeObjects).sum();
        return number(results.size(), "database") + ", " + number(tables, "table") + ", " + number(rows, "row")
                + (objects == 0 ? "" : ", " + number(objects, "large object"));
    }

    /** The first differences with how they differ, and what was looked at. */
    List<String> details() {
        var differences = differences();
        var lines = new ArrayList<String>();
        differences.stream().limit(LISTED).map(Difference::toString).forEach(lines::add);
        if (differences.size() > LISTED) {
            lines.add("and " + (differences.size() - LISTED) + " more");
        }
        for (var result : results) {
            lines.add(
                    result.database() + ": " + number(result.tables(), "table") + ", " + number(result.rows(), "row"));
        }
        for (var result : results) {
            result.notes().forEach(it -> lines.add(result.database() + ": " + it));
        }
        return List.copyOf(lines);
    }

    private static String number(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
