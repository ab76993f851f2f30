package dev.holdpoint.checklist;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known word that a misspelt one was meant to be. */
public final class Nearest {
    private Nearest() {}

    /**
     * The known word with the fewest slips of the finger (letters added, lost, changed, or two neighbours swapped: the optimal
     * string alignment form of Damerau's distance), or empty where none is near enough to be meant.
     */
    public static Optional<String> to(String word, Collection<String> known) {
        var typed = word.toLowerCase(Locale.ROOT);
        var limit = Math.max(1, Math.min(3, typed.length() / 3 + 1));
        var best = Optional.<String>empty();
        for (var candidate : known) {
            var distance = distance(typed, candidate, limit);
            if (distance <= limit && distance < candidate.length()) {
                best = Optional.of(candidate);
                limit = distance - 1;
            }
        }
        return best;
    }

    /** {@code ; did you mean `x`?}, or the list of what is known where it is short, or nothing. */
    public static String hint(String word, Collection<String> known) {
        var near = to(word, known);
        if (near.isPresent()) {
            return "; did you mean `" + near.get() + "`?";
        }
        if (known.isEmpty() || known.size() > 12) {
            return "";
        }
        return "; known here: " + String.join(", ", known);
    }

    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        var rows = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            rows[i][0] = i;
        }
        for (var j = 0; j <= b.length(); j++) {
            rows[0][j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            for (var j = 1; j <= b.length(); j++) {
                rows[i][j] = cheapest(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int cheapest(int[][] rows, String a, String b, int i, int j) {
        var same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        var cost = Math.min(Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1), rows[i - 1][j - 1] + same);
        var swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(cost, rows[i - 2][j - 2] + 1) : cost;
    }
}
