package dev.holdpoint.checklist.yaml;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The YAML library's complaints in words that say what to write instead. */
final class Complaint {
    private static final String UNCLOSED = "found unexpected end of stream";

    /** What the library says (a part of it, in lower case) and what we say; the first that fits counts. */
    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("\\t(tab)", "a tab stands here; indent with spaces"),
            Map.entry("found character '@'", "text cannot begin with `@`; put it in quotes"),
            Map.entry("found character '`'", "text cannot begin with a backquote; put it in quotes"),
            Map.entry("found character '%'", "text cannot begin with `%`; put it in quotes"),
            Map.entry(
                    "mapping values are not allowed here",
                    "a colon is not expected here; put the text in quotes, or mend the indentation"),
            Map.entry(
                    "expected <block end>, but found '<block mapping start>'",
                    "this line is indented further than the one above allows; mend the indentation"),
            Map.entry(
                    "expected <block end>, but found '<block sequence start>'",
                    "this line is indented further than the one above allows; mend the indentation"),
            Map.entry(
                    "expected <block end>, but found '-'",
                    "a list item stands where a `key: value` is expected; mend the indentation"),
            Map.entry(
                    "expected <block end>", "this does not continue what stands above; mend the quotes or indentation"),
            Map.entry("could not find expected ':'", "a `key: value` is expected here; the colon is missing"),
            Map.entry("found undefined alias", "no anchor of that name stands above; write the value out"),
            Map.entry(UNCLOSED, "this quote is never closed; close it"),
            Map.entry("found unknown escape character", "no such escape in double quotes; use single quotes or `\\\\`"),
            Map.entry("special characters are not allowed", "a control character stands here; remove it"),
            Map.entry("expected ',' or ']'", "a list in brackets goes on here; write `,` or `]`"),
            Map.entry("expected ',' or '}'", "fields in braces go on here; write `,` or `}`"),
            Map.entry("found duplicate anchor", "this anchor stands above already; give it another name"),
            Map.entry("expected the node content", "a value is expected here"),
            Map.entry(
                    "expected '<document start>'", "this does not belong to the document above; mend the indentation"));

    private Complaint() {}

    /** True where the place to mend is where the quote was opened. */
    static boolean unclosed(@Nullable String problem) {
        return UNCLOSED.equals(problem);
    }

    static String plain(@Nullable String problem, @Nullable String context) {
        var said = problem == null ? "" : problem;
        var lower = said.toLowerCase(Locale.ROOT);
        var best = "";
        var says = "";
        for (var entry : PLAIN.entrySet()) {
            if (lower.contains(entry.getKey()) && entry.getKey().length() > best.length()) {
                best = entry.getKey();
                says = entry.getValue();
            }
        }
        if (!says.isEmpty()) {
            return says;
        }
        var where = context == null || context.isBlank() ? "" : " (" + YamlText.oneLine(context) + ")";
        return "this is not YAML: " + YamlText.oneLine(said) + where;
    }
}
