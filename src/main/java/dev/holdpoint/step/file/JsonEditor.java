package dev.holdpoint.step.file;

import dev.holdpoint.step.file.JsonTree.Child;
import dev.holdpoint.target.TargetProblem;
import java.util.List;
import java.util.regex.Pattern;

/** JSON, also with comments: the places of values are known, and only there the text is changed. */
final class JsonEditor implements EditFormat.Editor {
    /** RFC 8259: what is no text needs no quotes. */
    private static final Pattern BARE =
            Pattern.compile("true|false|null|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");

    @Override
    public String set(String text, String path, String value) {
        var wanted = KeyPath.of(path);
        var at = JsonTree.read(text);
        for (int depth = 0; depth < wanted.keys().size(); depth++) {
            if (at.kind() == JsonTree.Kind.SCALAR) {
                throw wanted.problem(wanted.upTo(depth) + " is a value and holds no fields");
            }
            var child = at.child(wanted.keys().get(depth));
            if (child.isEmpty()) {
                return checked(added(text, at, wanted, depth, value), wanted);
            }
            at = child.get().tree();
        }
        if (at.kind() != JsonTree.Kind.SCALAR) {
            throw wanted.problem("is a list or fields, not one value; use replace:");
        }
        var old = text.substring(at.start(), at.end());
        var written = old.startsWith("\"") ? quoted(value) : bare(value);
        return at.says(value, text)
                ? text
                : checked(text.substring(0, at.start()) + written + text.substring(at.end()), wanted);
    }

    @Override
    public String remove(String text, String path) {
        var wanted = KeyPath.of(path);
        var parent = JsonTree.read(text);
        for (var key : wanted.keys().subList(0, wanted.keys().size() - 1)) {
            var child = parent.child(key);
            if (child.isEmpty()) {
                return text;
            }
            parent = child.get().tree();
        }
        var gone = parent.child(wanted.keys().getLast());
        return gone.isEmpty() ? text : without(text, parent, gone.get());
    }

    private static String without(String text, JsonTree parent, Child gone) {
        List<Child> all = parent.children();
        int at = all.indexOf(gone);
        int from = at > 0 ? all.get(at - 1).tree().end() : gone.start();
        int to = at > 0
                ? gone.tree().end()
                : all.size() > 1 ? all.get(1).start() : gone.tree().end();
        if (all.size() == 1) {
            from = parent.start() + 1;
            to = parent.end() - 1;
        }
        var result = text.substring(0, from) + text.substring(to);
        JsonTree.read(result);
        return result;
    }

    private static String added(String text, JsonTree parent, KeyPath wanted, int depth, String value) {
        if (parent.kind() != JsonTree.Kind.OBJECT) {
            throw wanted.problem("there is no item " + wanted.keys().get(depth) + " in " + wanted.upTo(depth));
        }
        var written = new StringBuilder(bare(value));
        for (int i = wanted.keys().size() - 1; i > depth; i--) {
            written.insert(0, "{" + quoted(wanted.keys().get(i)) + ": ").append('}');
        }
        var member = quoted(wanted.keys().get(depth)) + ": " + written;
        if (parent.children().isEmpty()) {
            return text.substring(0, parent.start() + 1) + member + text.substring(parent.end() - 1);
        }
        var last = parent.children().getLast();
        return text.substring(0, last.tree().end()) + "," + between(text, last) + member
                + text.substring(last.tree().end());
    }

    /** What stands before a member: the line's end and indentation, or a blank. */
    private static String between(String text, Child member) {
        int line = text.lastIndexOf('\n', member.start());
        var indent = text.substring(line + 1, member.start());
        return line >= 0 && indent.isBlank() ? TextLines.endOf(text) + indent : " ";
    }

    private static String checked(String result, KeyPath wanted) {
        if (!JsonTree.read(result).has(wanted)) {
            throw wanted.problem("cannot be set without changing more; use replace:");
        }
        return result;
    }

    private static String bare(String value) {
        return BARE.matcher(value).matches() ? value : quoted(value);
    }

    private static String quoted(String value) {
        var text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return text.append('"').toString();
    }

    /** For messages of the reader. */
    static TargetProblem noJson(String says) {
        return new TargetProblem("it is no JSON: " + says);
    }
}
