package dev.holdpoint.step.file;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What rsync leaves out by a pattern (rsync(1), "PATTERN MATCHING RULES"), as others can be asked for it. */
final class Excluding {
    private static final String SPECIAL = ".^$+(){}|\\*?[]";

    /** No path has it. */
    private static final String NOTHING = "//";

    private Excluding() {}

    /** For {@code --exclude-from}: with the sign before it a pattern is no comment and no rule of another kind, whatever it begins with. */
    static String rules(@Nullable List<String> patterns) {
        return of(patterns).map(it -> "- " + it).collect(Collectors.joining("\n"));
    }

    /**
     * For find: a line each, a {@code d} where only folders are meant and an {@code a} else, then an extended regular expression over the
     * whole path that begins with {@code ./}.
     */
    static String regexes(@Nullable List<String> patterns) {
        return of(patterns).map(Excluding::regex).collect(Collectors.joining("\n"));
    }

    static List<String> problems(@Nullable List<String> patterns) {
        return of(patterns).anyMatch(it -> it.lines().count() > 1)
                ? List.of("a pattern in exclude has more than one line")
                : List.of();
    }

    private static Stream<String> of(@Nullable List<String> patterns) {
        return patterns == null ? Stream.empty() : patterns.stream();
    }

    private static String regex(String pattern) {
        var folder = pattern.endsWith("/");
        var bare = folder ? pattern.substring(0, pattern.length() - 1) : pattern;
        var tree = bare.endsWith("/***");
        bare = tree ? bare.substring(0, bare.length() - 4) : bare;
        // With ** in it a pattern is held against the whole path, which begins with a slash.
        var before = bare.startsWith("/") || bare.startsWith("**") ? "\\." : ".*/";
        return (folder ? 'd' : 'a') + before + body(bare) + (tree ? "(/.*)?" : "");
    }

    private static String body(String pattern) {
        var regex = new StringBuilder();
        var wild = pattern.chars().anyMatch(it -> "*?[".indexOf(it) >= 0);
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == '*') {
                var more = at + 1 < pattern.length() && pattern.charAt(at + 1) == '*';
                regex.append(more ? ".*" : "[^/]*");
                at += more ? 1 : 0;
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (c == '[') {
                int bracket = closing(pattern, at);
                if (bracket < 0) {
                    return NOTHING;
                }
                var inside = pattern.substring(at + 1, bracket);
                regex.append('[')
                        .append(inside.startsWith("!") ? "^" + inside.substring(1) : inside)
                        .append(']');
                at = bracket;
            } else {
                if (wild && c == '\\' && at + 1 < pattern.length()) {
                    at++;
                }
                regex.append(literal(pattern.charAt(at)));
            }
        }
        return regex.toString();
    }

    private static String literal(char c) {
        return SPECIAL.indexOf(c) < 0 ? String.valueOf(c) : "\\" + c;
    }

    /** Where what begins at {@code open} ends; -1 where it does not: such a pattern matches nothing. */
    private static int closing(String pattern, int open) {
        int at = open + 1;
        if (at < pattern.length() && (pattern.charAt(at) == '!' || pattern.charAt(at) == '^')) {
            at++;
        }
        return pattern.indexOf(']', at + 1);
    }
}
