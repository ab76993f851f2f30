package dev.holdpoint.checklist;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Text in which {@code ${name}} stands for a value; a doubled dollar sign before the brace stands for itself. */
public final class Template {
    /** What a variable may be called; the schema uses it as well. */
    public static final String NAME = "^[a-z][a-z0-9_]*$";

    private static final Pattern VARIABLE = Pattern.compile(NAME);

    private Template() {}

    /** A part of a text: as it stands, a variable, or a dollar sign and brace that are neither. */
    public sealed interface Piece {
        /** What it stands for where no value is put in. */
        String text();

        record Plain(String text) implements Piece {}

        record Variable(String name) implements Piece {
            @Override
            public String text() {
                return "${" + name + "}";
            }
        }

        /** @param text what stands from the dollar sign on */
        record Broken(String text) implements Piece {}
    }

    /**
     * A text with values put in.
     *
     * @param missing names that have no value; they stand in the text as written
     * @param secret true where a secret is in the text
     */
    public record Filled(String text, Set<String> missing, boolean secret) {
        public Filled {
            missing = Set.copyOf(missing);
        }
    }

    public static boolean isName(String text) {
        return VARIABLE.matcher(text).matches();
    }

    /** True where {@code text} may hold a variable or an escape at all: the quick way out for most texts. */
    public static boolean plain(String text) {
        return text.indexOf("${") < 0;
    }

    /** The text cut at its variables. */
    public static List<Piece> pieces(String text) {
        var pieces = new ArrayList<Piece>();
        var plain = new StringBuilder();
        var at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                plain.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                var end = text.indexOf('}', at);
                flush(plain, pieces);
                pieces.add(variable(text, at, end));
                at = end < 0 ? text.length() : end + 1;
            } else {
                plain.append(text.charAt(at++));
            }
        }
        flush(plain, pieces);
        return pieces;
    }

    /** The variables in {@code text}, each once, in order. */
    public static Set<String> names(String text) {
        var names = new LinkedHashSet<String>();
        if (!plain(text)) {
            for (var piece : pieces(text)) {
                if (piece instanceof Piece.Variable(String name)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** The text with values put in where there are any. */
    public static Filled fill(String text, Values values) {
        if (plain(text)) {
            return new Filled(text, Set.of(), false);
        }
        var filled = new StringBuilder();
        var missing = new LinkedHashSet<String>();
        var secret = false;
        for (var piece : pieces(text)) {
            if (piece instanceof Piece.Variable(String name)) {
                var value = values.get(name);
                if (value.isEmpty()) {
                    missing.add(name);
                }
                filled.append(value.orElse(piece.text()));
                secret |= values.secret(name);
            } else {
                filled.append(piece.text());
            }
        }
        return new Filled(filled.toString(), missing, secret);
    }

    /** For the screen: values put in, secrets as dots, names without a value as written. */
    public static String show(String text, Values values) {
        return plain(text) ? text : fill(text, values.masked()).text();
    }

    /**
     * The template with templates put in for some of its names; all else in it, escapes too, stays as written.
     *
     * @param inner the template of each name; none ends in a dollar sign, which could not stand before a variable
     */
    public static String compose(String text, Map<String, String> inner) {
        if (plain(text)) {
            return text;
        }
        var composed = new StringBuilder();
        for (var piece : pieces(text)) {
            if (piece instanceof Piece.Variable(String name)) {
                append(composed, inner.getOrDefault(name, piece.text()));
            } else {
                append(composed, piece instanceof Piece.Plain ? piece.text().replace("${", "$${") : piece.text());
            }
        }
        return composed.toString();
    }

    /** A dollar sign and a brace that meet only now mean themselves. */
    private static void append(StringBuilder composed, String more) {
        if (more.startsWith("{") && !composed.isEmpty() && composed.charAt(composed.length() - 1) == '$') {
            composed.append('$');
        }
        composed.append(more);
    }

    private static Piece variable(String text, int start, int end) {
        if (end < 0) {
            return new Piece.Broken(text.substring(start));
        }
        var name = text.substring(start + 2, end);
        return isName(name) ? new Piece.Variable(name) : new Piece.Broken(text.substring(start, end + 1));
    }

    private static void flush(StringBuilder plain, List<Piece> pieces) {
        if (!plain.isEmpty()) {
            pieces.add(new Piece.Plain(plain.toString()));
            plain.setLength(0);
        }
    }
}
