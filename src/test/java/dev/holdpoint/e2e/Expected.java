package dev.holdpoint.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What a file of expectations says: its lines must be found in this order, others may stand between. A line {@code /…/} is a
 * regular expression that must be found in a line; {@code ! …} must not be found at all; {@code # …} is a comment.
 */
record Expected(List<String> lines) {
    Expected {
        lines = lines.stream()
                .map(String::stripTrailing)
                .filter(it -> !it.isEmpty() && !it.startsWith("#"))
                .toList();
    }

    /** @return the first expectation that does not hold, with the reason */
    Optional<String> unmet(List<String> found) {
        return unmet(found, Expected::holds);
    }

    private Optional<String> unmet(List<String> found, BiPredicate<String, String> holds) {
        var from = 0;
        for (var line : lines) {
            if (line.startsWith("! ")) {
                var never = line.substring(2);
                if (found.stream().anyMatch(it -> holds.test(never, it))) {
                    return Optional.of("must not be there: " + never);
                }
                continue;
            }
            var at = from;
            while (at < found.size() && !holds.test(line, found.get(at))) {
                at++;
            }
            if (at == found.size()) {
                return Optional.of("not found" + (from == 0 ? "" : " after line " + from) + ": " + line);
            }
            from = at + 1;
        }
        return Optional.empty();
    }

    private static boolean holds(String expected, String line) {
        if (expected.length() > 1 && expected.startsWith("/") && expected.endsWith("/")) {
            return java.util.regex.Pattern.compile(expected.substring(1, expected.length() - 1))
                    .matcher(line)
                    .find();
        }
        return expected.equals(line.stripTrailing());
    }

    static Expected of(String text) {
        return new Expected(new ArrayList<>(text.lines().toList()));
    }
}
