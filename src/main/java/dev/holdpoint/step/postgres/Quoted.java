package dev.holdpoint.step.postgres;

/** Names and texts inside SQL, as the manual's "Lexical Structure" has them; any character but NUL may stand in them. */
final class Quoted {
    private Quoted() {}

    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** For a text without backslashes, which mean more where {@code standard_conforming_strings} is off. */
    static String text(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    /** Any text, whatever the session's settings say about backslashes. */
    static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
