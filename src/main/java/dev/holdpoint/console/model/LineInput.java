package dev.holdpoint.console.model;

import dev.holdpoint.console.terminal.Key;
import java.util.regex.Pattern;

/** One line of text being typed, with a cursor; the keys that hands know from a shell. */
public final class LineInput {
    /** More than any value, reason or phrase needs. */
    private static final int LIMIT = 4096;

    private static final String TOO_LONG = "longer than 4,096 characters: ";

    /** What is copied with a line, and never meant. */
    private static final Pattern LINE_ENDS = Pattern.compile("^\\R+|\\R+$");

    private final StringBuilder text = new StringBuilder();
    private int cursor;
    private String problem = "";
    private boolean lost;

    public LineInput() {}

    public LineInput(String text) {
        set(text);
    }

    public String text() {
        return text.toString();
    }

    /** The index in {@link #text} before which the next character goes. */
    public int cursor() {
        return cursor;
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Replaces all and puts the cursor at the end. */
    public void set(String all) {
        text.setLength(0);
        text.append(all);
        cursor = text.length();
        changed();
    }

    /** Why the last key, or what was typed since the last change, was not taken; empty where all was. */
    public String problem() {
        return problem;
    }

    /** Something that was typed is missing, so that this is not what was meant: it is not to be used before it has been changed. */
    public boolean lost() {
        return lost;
    }

    public void clear() {
        set("");
    }

    /** Takes a key; false where it means nothing to a line of text. */
    public boolean take(Key key) {
        if (!lost) {
            problem = "";
        }
        return switch (key) {
            case Key.Char(int c, boolean ctrl, boolean alt) when !ctrl && !alt -> insert(Character.toString(c));
            case Key.Char(int c, boolean ctrl, boolean alt) when ctrl && !alt -> control(c);
            case Key.Named named -> named(named.name());
            case Key.Paste(String pasted) ->
                paste(LINE_ENDS
                        .matcher(pasted)
                        .replaceAll("")
                        .replace('\n', ' ')
                        .replace('\t', ' '));
            default -> false;
        };
    }

    private boolean insert(String letter) {
        if (fits(letter)) {
            put(letter);
        } else {
            lost = true;
            problem = TOO_LONG + "nothing more was taken";
        }
        return true;
    }

    /** All of it or nothing. */
    private boolean paste(String pasted) {
        if (fits(pasted)) {
            put(pasted);
        } else {
            problem = TOO_LONG + "nothing of it was taken";
        }
        return true;
    }

    private boolean fits(String more) {
        return text.length() + more.length() <= LIMIT;
    }

    private void put(String more) {
        text.insert(cursor, more);
        cursor += more.length();
        changed();
    }

    private void changed() {
        problem = "";
        lost = false;
    }

    private boolean control(int letter) {
        switch (letter) {
            case 'a' -> cursor = 0;
            case 'e' -> cursor = text.length();
            case 'u' -> delete(0, cursor);
            case 'k' -> delete(cursor, text.length());
            case 'w' -> delete(wordStart(), cursor);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean named(Key.Name name) {
        switch (name) {
            case LEFT -> cursor = before();
            case RIGHT -> cursor = after();
            case HOME -> cursor = 0;
            case END -> cursor = text.length();
            case BACKSPACE -> delete(before(), cursor);
            case DELETE -> delete(cursor, after());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void delete(int from, int to) {
        if (from < to) {
            changed();
        }
        text.delete(from, to);
        cursor = from;
    }

    private int before() {
        return cursor == 0 ? 0 : text.offsetByCodePoints(cursor, -1);
    }

    private int after() {
        return cursor == text.length() ? cursor : text.offsetByCodePoints(cursor, 1);
    }

    private int wordStart() {
        int at = cursor;
        while (at > 0 && text.charAt(at - 1) == ' ') {
            at--;
        }
        while (at > 0 && text.charAt(at - 1) != ' ') {
            at--;
        }
        return at;
    }
}
