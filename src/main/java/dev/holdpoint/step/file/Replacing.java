package dev.holdpoint.step.file;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Patterns;
import dev.holdpoint.target.TargetProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an author writes under {@code replace}. */
record Replacing(
        @Doc(value = "text to replace, letter by letter", example = "100.64.0.13:3000") @Nullable
        String text,

        @Doc("in its place a regular expression; ^ and $ are ends of lines") @Nullable
        String regex,

        @Doc(value = "what stands there then, letter by letter", example = "100.64.0.20:3000")
        String with,

        @Doc(value = "how many places there must be; with any other number nothing is changed", fallback = "1")
        int count) {
    /** Lines named of a match in too many places. */
    private static final int NAMED = 8;

    List<String> problems() {
        var problems = new ArrayList<>(Patterns.problems("regex", regex));
        if ((text == null) == (regex == null)) {
            problems.add("replace takes text: or regex:");
        }
        if (text != null && text.isEmpty()) {
            problems.add("text is empty; write what shall be replaced");
        }
        if (count < 1) {
            problems.add("count is 1 or more");
        }
        return problems;
    }

    List<String> preview() {
        return List.of(
                "  replace " + (text == null ? "what matches " + regex : text),
                "  with " + with,
                "  in " + places(count) + ", and not at all where it is another number");
    }

    private static String places(int number) {
        return number == 1 ? "1 place" : number + " places";
    }

    private Pattern pattern() {
        return text == null
                ? Pattern.compile(String.valueOf(regex), Pattern.MULTILINE)
                : Pattern.compile(text, Pattern.LITERAL);
    }

    /** @throws TargetProblem where it is another number of places than {@link #count} */
    String in(String whole, String file) {
        var found = pattern().matcher(whole).results().toList();
        var sought = text == null ? "/" + regex + "/" : "'" + text.strip() + "'";
        if (found.stream().anyMatch(it -> it.start() == it.end())) {
            throw new TargetProblem(sought + " matches where nothing stands; write an expression that matches text");
        }
        if (found.size() != count) {
            var lines = found.stream()
                    .limit(NAMED)
                    .map(it -> Long.toString(1
                            + whole.substring(0, it.start())
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count()))
                    .distinct()
                    .collect(Collectors.joining(", "));
            throw new TargetProblem(sought + " stands in " + places(found.size()) + " of " + file + ", not " + count
                    + (found.isEmpty() ? "" : ": line " + lines + (found.size() > NAMED ? ", …" : ""))
                    + "; make it say more, or correct count:");
        }
        return pattern().matcher(whole).replaceAll(Matcher.quoteReplacement(with));
    }
}
