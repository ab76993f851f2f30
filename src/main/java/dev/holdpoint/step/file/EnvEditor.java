package dev.holdpoint.step.file;

import dev.holdpoint.target.TargetProblem;
import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code NAME=value}, as sh, systemd and Compose read it. */
final class EnvEditor implements EditFormat.Editor {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern LINE =
            Pattern.compile("(\\s*(?:export\\s+)?)([A-Za-z_][A-Za-z0-9_.-]*)(\\s*=[ \t]*)(.*)");
    /** What stands for itself without quotes, wherever such a file is read. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]*");
    /** A value as it is written: in quotes up to the closing one, else up to blanks with a comment or the end. */
    private static final Pattern VALUE =
            Pattern.compile("'[^']*'|\"(?:[^\"\\\\]|\\\\.)*\"|(?![\"'])(?:\\S|[ \t]+(?![#\\s]|$))*");

    @Override
    public String set(String text, String path, String value) {
        if (!NAME.matcher(path).matches()) {
            throw new TargetProblem("'" + path + "' is not the name of a variable");
        }
        var lines = new TextLines(text);
        int at = find(lines, path);
        if (at < 0) {
            lines.insert(lines.size(), path + "=" + written(value, ""));
            return lines.toString();
        }
        var line = line(lines.get(at));
        var rest = line.group(4);
        var old = VALUE.matcher(rest);
        if (!old.lookingAt()) {
            throw new TargetProblem("the value of " + path + " goes on in the next line; use replace:");
        }
        if (!unquoted(old.group()).equals(value)) {
            lines.set(
                    at, line.group(1) + path + line.group(3) + written(value, old.group()) + rest.substring(old.end()));
        }
        return lines.toString();
    }

    @Override
    public String remove(String text, String path) {
        var lines = new TextLines(text);
        int at = find(lines, path);
        if (at >= 0) {
            var old = VALUE.matcher(line(lines.get(at)).group(4));
            if (!old.lookingAt()) {
                throw new TargetProblem("the value of " + path + " goes on in the next line; use replace:");
            }
            lines.remove(at);
        }
        return lines.toString();
    }

    private static Matcher line(String line) {
        var match = LINE.matcher(line);
        return match.matches() ? match : LINE.matcher("");
    }

    private static int find(TextLines lines, String name) {
        var found = new ArrayList<Integer>();
        for (int i = 0; i < lines.size(); i++) {
            var match = LINE.matcher(lines.get(i));
            if (match.matches() && match.group(2).equals(name)) {
                found.add(i);
            }
        }
        if (found.size() > 1) {
            throw new TargetProblem(name + " stands there " + found.size() + " times, in line " + (found.get(0) + 1)
                    + " and line " + (found.get(1) + 1) + "; use replace:");
        }
        return found.isEmpty() ? -1 : found.getFirst();
    }

    private static String unquoted(String written) {
        if (written.startsWith("'")) {
            return written.substring(1, written.length() - 1);
        }
        return written.startsWith("\"")
                ? written.substring(1, written.length() - 1).replaceAll("\\\\([\"\\\\$`])", "$1")
                : written;
    }

    /** In the quotes that the old value had, where that goes. */
    private static String written(String value, String old) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new TargetProblem("a value with more than one line cannot stand in such a file");
        }
        if (old.startsWith("\"") || value.indexOf('\'') >= 0) {
            return '"' + value.replaceAll("[\"\\\\$`]", "\\\\$0") + '"';
        }
        return old.startsWith("'") || !PLAIN.matcher(value).matches() ? "'" + value + "'" : value;
    }
}
