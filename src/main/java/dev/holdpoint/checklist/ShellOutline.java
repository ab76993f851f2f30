package dev.holdpoint.checklist;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Program text for sh with all that is no command of it blanked out: what is quoted, substituted, a comment, or a document for another
 * program. As long as the text; what is left at the beginning of a line begins a command, or goes on with one.
 */
final class ShellOutline {
    /** Stands for what is blanked out: part of a word, of no name and no operator. */
    private static final char BLANK = '.';

    private static final Pattern HERE = Pattern.compile("<<-?[ \\t]*(?:'(\\w+)'|\"(\\w+)\"|(\\w+))");

    private final String text;
    private final char[] outline;
    private final Deque<String> documents = new ArrayDeque<>();

    private ShellOutline(String text) {
        this.text = text;
        this.outline = text.toCharArray();
    }

    /** Empty where a quote or a bracket is not closed: then nobody knows what is what. */
    static Optional<String> of(String text) {
        var outline = new ShellOutline(text);
        return outline.drawn() ? Optional.of(new String(outline.outline)) : Optional.empty();
    }

    private boolean drawn() {
        for (int at = 0; at < text.length(); ) {
            if (text.startsWith("<<", at)) {
                at = redirected(at);
            } else if (text.charAt(at) == '\n' && !documents.isEmpty()) {
                at = document(at + 1, documents.remove());
            } else {
                int end = behind(at);
                if (end < 0) {
                    return false;
                }
                if (end > at + 1 || text.charAt(at) == '\\') {
                    // A comment is no part of the command before it.
                    Arrays.fill(outline, at, end, text.charAt(at) == '#' ? ' ' : BLANK);
                }
                at = end;
            }
        }
        return true;
    }

    /** Behind {@code <<WORD}, whose document is to come, or behind {@code <<<}. */
    private int redirected(int at) {
        var here = HERE.matcher(text).region(at, text.length());
        if (text.startsWith("<<<", at)) {
            return at + 3;
        } else if (!here.lookingAt()) {
            return at + 2;
        }
        documents.add(here.group(1) != null ? here.group(1) : here.group(2) != null ? here.group(2) : here.group(3));
        return here.end();
    }

    /** Behind its last line, which has the word alone; its line end is left. */
    private int document(int from, String word) {
        for (int at = from; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            if (text.substring(at, end).strip().equals(word)) {
                Arrays.fill(outline, from, end, BLANK);
                return end;
            }
            at = end + 1;
        }
        Arrays.fill(outline, from, text.length(), BLANK);
        return text.length();
    }

    /** Behind what begins there and belongs together, or the next character; -1 where it is not closed. */
    private int behind(int at) {
        char c = text.charAt(at);
        if (c == '\\') {
            return Math.min(at + 2, text.length());
        } else if (c == '\'') {
            int end = text.indexOf('\'', at + 1);
            return end < 0 ? -1 : end + 1;
        } else if (c == '"' || c == '`') {
            return closed(at + 1, c);
        } else if (text.startsWith("$(", at)) {
            return closed(at + 2, ')');
        } else if (text.startsWith("${", at)) {
            return closed(at + 2, '}');
        } else if (c == '#' && (at == 0 || Character.isWhitespace(text.charAt(at - 1)))) {
            int end = text.indexOf('\n', at);
            return end < 0 ? text.length() : end;
        }
        return at + 1;
    }

    private int closed(int from, char close) {
        for (int at = from; at >= 0 && at < text.length(); ) {
            char c = text.charAt(at);
            if (c == close) {
                return at + 1;
            }
            if (close == '"' && (c == '\'' || c == '#')) {
                at++;
            } else if (close == ')' && c == '(') {
                at = closed(at + 1, ')');
            } else {
                at = behind(at);
            }
        }
        return -1;
    }
}
