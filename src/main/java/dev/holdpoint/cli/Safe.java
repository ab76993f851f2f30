package dev.holdpoint.cli;

/** Text from outside made fit for a terminal line. */
final class Safe {
    private Safe() {}

    /** Control and format characters become a replacement character, so that nothing can steer the terminal. */
    static String line(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints()
                .map(it -> switch (Character.getType(it)) {
                    case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                        '\uFFFD';
                    default -> it;
                })
                .forEach(safe::appendCodePoint);
        return safe.toString();
    }
}
