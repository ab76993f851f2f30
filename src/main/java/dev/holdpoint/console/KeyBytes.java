package dev.holdpoint.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdpoint.console.terminal.Key;

/** Keys as the bytes that a program in a terminal expects (xterm). */
final class KeyBytes {
    private KeyBytes() {}

    /**
     * Nothing for keys that have no bytes.
     *
     * @param application the program has asked for application cursor keys
     */
    static byte[] of(Key key, boolean application) {
        var bytes = text(key);
        // Only keys that move the cursor, and those without a number.
        var moves = bytes.length() == 3 && bytes.startsWith("\u001b[");
        return (application && moves ? "\u001bO" + bytes.charAt(2) : bytes).getBytes(UTF_8);
    }

    private static String text(Key key) {
        return switch (key) {
            case Key.Char(int c, boolean ctrl, boolean alt) ->
                (alt ? "\u001b" : "") + (ctrl ? String.valueOf((char) (c & 0x1f)) : Character.toString(c));
            case Key.Paste(String text) -> text.replace('\n', '\r');
            case Key.Wheel ignored -> "";
            case Key.Named named -> named(named.name());
        };
    }

    private static String named(Key.Name name) {
        return switch (name) {
            case ENTER -> "\r";
            case TAB -> "\t";
            case BACKSPACE -> "\u007f";
            case ESCAPE -> "\u001b";
            case UP -> "\u001b[A";
            case DOWN -> "\u001b[B";
            case RIGHT -> "\u001b[C";
            case LEFT -> "\u001b[D";
            case HOME -> "\u001b[H";
            case END -> "\u001b[F";
            case INSERT -> "\u001b[2~";
            case DELETE -> "\u001b[3~";
            case PAGE_UP -> "\u001b[5~";
            case PAGE_DOWN -> "\u001b[6~";
            case F1 -> "\u001bOP";
            case F2 -> "\u001bOQ";
            case F3 -> "\u001bOR";
            case F4 -> "\u001bOS";
            case F5 -> "\u001b[15~";
            case F6 -> "\u001b[17~";
            case F7 -> "\u001b[18~";
            case F8 -> "\u001b[19~";
            case F9 -> "\u001b[20~";
            case F10 -> "\u001b[21~";
            case F11 -> "\u001b[23~";
            case F12 -> "\u001b[24~";
        };
    }
}
