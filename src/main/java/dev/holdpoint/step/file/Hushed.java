package dev.holdpoint.step.file;

import dev.holdpoint.checklist.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines of a file with dots for what looks secret. The file's own secrets are not known to us, but lines of it are shown: what is
 * called a secret is none to show. Rather a line too much than one too few.
 */
final class Hushed {
    /** A value behind a name, in whichever format; {@code ://} divides no name from its value. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)([^:=]*(?:pass|pwd|secret|token|credential|private|authorization|dsn|key)[^:=]*(?:=|:(?!//))\\s*)(.*)");

    /** A name and a value with nothing but blanks between. */
    private static final Pattern BARE = Pattern.compile(
            "(?i)(\\s*(?:requirepass|masterauth|passphrase|\\S*(?:passw|secret|token)\\S*)\\s+)(\\S.*)");

    private static final Pattern URL = Pattern.compile("(://[^\\s/:@\"']*:)[^\\s\"']*@");

    private static final Pattern PEM = Pattern.compile("(-----BEGIN [^-]*-----)(?:(?!-----END ).)+");

    private static final String PEM_ENDS = "-----END ";

    /** The line of a name of its own, which therefore is no value of the name above. */
    private static final Pattern NAME = Pattern.compile("\\s*(?:\"[^\"]*\"|'[^']*'|[\\w.-]+)\\s*[:=].*");

    /** After a name: nothing, or only what says that the value follows. */
    private static final Pattern FOLLOWS = Pattern.compile("(?:[|>][-+]?[0-9]?[-+]?|[\\[{(\\\\])?\\s*");

    /** The same with something before or behind it that may be a value as well. */
    private static final Pattern MAY_FOLLOW = Pattern.compile(".*\\\\|[#&!].*|[|>\\[{(][-+0-9]*\\s*#.*");

    private final List<String> shown = new ArrayList<>();
    /** What ends a value that goes over lines; empty outside of one. */
    private String ends = "";
    /** The column of the secret name above, whose value are all lines further right; -1 where there is none. */
    private int column = -1;
    /** Whether that value has not begun yet. */
    private boolean awaited;

    private Hushed() {}

    /** As many lines as there are. */
    static List<String> of(List<String> lines) {
        var hushed = new Hushed();
        lines.forEach(it -> hushed.shown.add(hushed.line(it)));
        return List.copyOf(hushed.shown);
    }

    private String line(String line) {
        if (!ends.isEmpty()) {
            return inside(line);
        }
        if (column >= 0 && !line.isBlank()) {
            if (isValue(line)) {
                awaited = line.endsWith("\\");
                ends = opensPem(line) ? PEM_ENDS : "";
                return dots(line);
            }
            column = -1;
        }
        return named(line);
    }

    private String inside(String line) {
        int at = line.indexOf(ends);
        if (at < 0) {
            return line.isBlank() ? line : dots(line);
        }
        var closes = ends.equals(PEM_ENDS) ? line.substring(at) : ends;
        ends = "";
        return (at == 0 ? "" : dots(line.substring(0, at))) + closes;
    }

    private boolean isValue(String line) {
        return indent(line) > column
                || (awaited && !NAME.matcher(line).matches())
                || (indent(line) == column && line.strip().startsWith("- "));
    }

    private String named(String line) {
        ends = opensPem(line) ? PEM_ENDS : "";
        var named = NAMED.matcher(line);
        if (named.find()) {
            var value = named.group(2);
            column = line.length() - line.replaceFirst("^[\\s#;-]+", "").length();
            var follows = FOLLOWS.matcher(value).matches();
            awaited = follows || MAY_FOLLOW.matcher(value).matches();
            ends = openQuote(value).isEmpty() ? ends : openQuote(value);
            return follows ? line : line.substring(0, named.start(2)) + Values.MASK;
        }
        var bare = BARE.matcher(line);
        if (bare.matches()) {
            return bare.group(1) + Values.MASK;
        }
        var pem = PEM.matcher(line).replaceAll("$1" + Values.MASK);
        return URL.matcher(pem).replaceAll("$1" + Values.MASK + "@");
    }

    /** The quote that a value opens and does not close. */
    private static String openQuote(String value) {
        for (var quote : List.of("\"\"\"", "'''", "\"", "'")) {
            if (value.startsWith(quote)) {
                return value.replace("\\" + quote, "").indexOf(quote, quote.length()) < 0 ? quote : "";
            }
        }
        return "";
    }

    private static boolean opensPem(String line) {
        return line.lastIndexOf("-----BEGIN ") > line.lastIndexOf(PEM_ENDS);
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static String dots(String line) {
        return line.substring(0, indent(line)) + Values.MASK;
    }
}
