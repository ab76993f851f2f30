package dev.holdpoint.step.file;

import dev.holdpoint.target.TargetProblem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sections in brackets with {@code key = value}; lines that begin with {@code ;} or {@code #} are comments. */
final class IniEditor implements EditFormat.Editor {
    private static final Pattern SECTION = Pattern.compile("\\s*\\[(.*)]\\s*(?:[;#].*)?");
    private static final Pattern LINE = Pattern.compile("(\\s*)([^\\s=;#\\[][^=]*?)(\\s*=\\s*)(.*?)(\\s*)");

    /** Where a key is, and where it would go. */
    private record Found(int at, int last, boolean section, String like) {}

    private record Name(String section, String key) {
        /** Sections may have dots, as in {@code [repository.upload]}: the last one divides. */
        static Name of(String path) {
            int dot = path.lastIndexOf('.');
            var name = new Name(path.substring(0, Math.max(0, dot)), path.substring(dot + 1));
            if (name.key.isBlank()
                    || name.key.matches(".*[=\\[\\]\\n\\r].*")
                    || name.section.matches(".*[\\]\\n\\r].*")) {
                throw new TargetProblem("'" + path + "' is no section and key; write for example server.DOMAIN");
            }
            return name;
        }
    }

    @Override
    public String set(String text, String path, String value) {
        if (value.indexOf('\n') >= 0
                || value.indexOf('\r') >= 0
                || !value.strip().equals(value)) {
            throw new TargetProblem("a value of an INI file is one line without blanks around it");
        }
        var name = Name.of(path);
        var lines = new TextLines(text);
        var found = find(lines, name);
        refuseContinued(lines, found, name);
        if (found.at() >= 0) {
            var line = line(lines.get(found.at()));
            if (!line.group(4).equals(value)) {
                lines.set(found.at(), line.group(1) + line.group(2) + line.group(3) + value + line.group(5));
            }
        } else if (found.section()) {
            var like = LINE.matcher(found.like());
            lines.insert(
                    found.last() + 1,
                    like.matches() ? like.group(1) + name.key() + like.group(3) + value : name.key() + " = " + value);
        } else {
            if (lines.size() > 0 && !lines.get(lines.size() - 1).isBlank()) {
                lines.insert(lines.size(), "");
            }
            lines.insert(lines.size(), "[" + name.section() + "]");
            var like = LINE.matcher(found.like());
            lines.insert(lines.size(), name.key() + (like.matches() ? like.group(3) : " = ") + value);
        }
        return lines.toString();
    }

    @Override
    public String remove(String text, String path) {
        var lines = new TextLines(text);
        var name = Name.of(path);
        var found = find(lines, name);
        refuseContinued(lines, found, name);
        if (found.at() >= 0) {
            lines.remove(found.at());
        }
        return lines.toString();
    }

    /** systemd goes on behind a backslash, Python in a line that is indented: either would be left behind. */
    private static void refuseContinued(TextLines lines, Found found, Name name) {
        if (found.at() < 0) {
            return;
        }
        var next = found.at() + 1 < lines.size() ? lines.get(found.at() + 1) : "";
        var indented = !next.isBlank()
                && Character.isWhitespace(next.charAt(0))
                && !LINE.matcher(next).matches()
                && !SECTION.matcher(next).matches()
                && !next.strip().matches("[;#].*");
        if (lines.get(found.at()).endsWith("\\") || indented) {
            throw new TargetProblem(name.key() + " goes on in line " + (found.at() + 2) + "; use replace:");
        }
    }

    private static Matcher line(String line) {
        var match = LINE.matcher(line);
        return match.matches() ? match : LINE.matcher("");
    }

    private static Found find(TextLines lines, Name name) {
        var section = "";
        var seen = name.section().isEmpty();
        int at = -1;
        int last = -1;
        var like = "";
        for (int i = 0; i < lines.size(); i++) {
            var head = SECTION.matcher(lines.get(i));
            if (head.matches()) {
                section = head.group(1).strip();
                seen |= section.equals(name.section());
            }
            var line = LINE.matcher(lines.get(i));
            var key = !head.matches() && line.matches();
            if (section.equals(name.section())) {
                if (key && line.group(2).equals(name.key())) {
                    if (at >= 0) {
                        throw new TargetProblem(name.key() + " stands in [" + section + "] twice, in line " + (at + 1)
                                + " and line " + (i + 1) + "; use replace:");
                    }
                    at = i;
                }
                last = lines.get(i).isBlank() ? last : i;
            }
            like = key && (section.equals(name.section()) || like.isEmpty()) ? lines.get(i) : like;
        }
        return new Found(at, last, seen, like);
    }
}
