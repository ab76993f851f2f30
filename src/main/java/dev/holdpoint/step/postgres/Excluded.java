package dev.holdpoint.step.postgres;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.target.TargetProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Tables that are left out, by patterns that mean the same to whoever moves, dumps, counts and compares. They are read as pg_dump reads
 * them (manual, psql "Patterns"): letters are folded outside of double quotes, {@code *} and {@code ?} stand for any, the rest is a
 * regular expression, a dot divides schema and table. One thing is made plain: a pattern without a schema speaks of every schema, where
 * pg_dump would look only along the role's search_path; {@link #forDump} writes that out.
 */
final class Excluded {
    private final List<Pattern> patterns;

    /** @throws TargetProblem where one cannot be read */
    Excluded(List<String> written) {
        var wrong = problems(written);
        if (!wrong.isEmpty()) {
            throw new TargetProblem(wrong.getFirst());
        }
        patterns = written.stream().map(Excluded::pattern).toList();
    }

    /** What is wrong with them, each a sentence; one with a variable in it is looked at when that has a value. */
    static List<String> problems(List<String> written) {
        var found = new ArrayList<String>();
        for (var each : written) {
            if (each.contains("${") || each.contains(Values.MASK)) {
                continue;
            }
            var parts = parts(each);
            if (parts.size() > 2 || parts.contains("")) {
                found.add("exclude: " + each + " is no pattern; write table, or schema.table");
            } else if (each.chars().filter(it -> it == '"').count() % 2 == 1) {
                found.add("exclude: " + each + " has a double quote too few");
            } else {
                try {
                    pattern(each);
                } catch (PatternSyntaxException wrong) {
                    found.add("exclude: " + each + " is no pattern: " + wrong.getDescription());
                }
            }
        }
        return found;
    }

    /** The pattern as pg_dump is given it. */
    static String forDump(String written) {
        return parts(written).size() == 1 ? "*." + written : written;
    }

    private static Pattern pattern(String written) {
        var parts = parts(written);
        var schema = parts.size() == 1 ? ".*" : parts.getFirst();
        return Pattern.compile("(?:" + schema + ")\\.(?:" + parts.getLast() + ")");
    }

    /** The parts between dots, as regular expressions. */
    private static List<String> parts(String written) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < written.length(); at++) {
            var character = written.charAt(at);
            if (character == '"' && quoted && written.startsWith("\"\"", at)) {
                part.append('"');
                at++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (character == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(quoted ? literal(character) : meant(character));
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static String meant(char character) {
        return switch (character) {
            case '*' -> ".*";
            case '?' -> ".";
            case '$' -> "\\$";
            default -> Character.toString(character).toLowerCase(Locale.ROOT);
        };
    }

    private static String literal(char character) {
        return Character.isLetterOrDigit(character) || Character.isSurrogate(character)
                ? Character.toString(character)
                : "\\" + character;
    }

    /** @param relation schema.table without quotes; null is never excluded */
    boolean has(@Nullable String relation) {
        return relation != null
                && patterns.stream().anyMatch(it -> it.matcher(relation).matches());
    }
}
