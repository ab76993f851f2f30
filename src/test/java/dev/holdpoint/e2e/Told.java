package dev.holdpoint.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a program has told its terminal, held against what this program may tell one: letters, and the sequences of our own screens. All
 * else is named, wherever it came from.
 */
final class Told {
    /** The full screen: {@code TtyScreen}, {@code FrameWriter}, {@code ByteTerminal}, and Lanterna's colours. */
    static final Pattern SCREEN = Pattern.compile(
            "\u001b\\[(\\?(1049|2004|2026|25)[hl]|\\?(1000|1006)l|[0-9;:]*m|[0-9]+;[0-9]+H|[0-9]+G|H|2J)");

    /** Line mode: what marks pastes, and steps of the cursor while a line is edited. */
    static final Pattern LINES = Pattern.compile("\u001b\\[(\\?2004[hl]|[AC])");

    /** Commands that only print. */
    static final Pattern NOTHING = Pattern.compile("(?!)");

    private static final int MARKS = 4;

    private Told() {}

    /** What the terminal must not have been told, with what stands around it; at most ten. */
    static List<String> wrong(byte[] bytes, Pattern allowed, String controls) {
        var wrong = new ArrayList<String>();
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException broken) {
            wrong.add("bytes that are no UTF-8");
            text = new String(bytes, UTF_8);
        }
        var sequence = allowed.matcher(text);
        int marks = 0;
        for (int at = 0; at < text.length() && wrong.size() < 10; ) {
            int c = text.codePointAt(at);
            if (c == 0x1b && sequence.region(at, text.length()).lookingAt()) {
                at = sequence.end();
                continue;
            }
            int type = Character.getType(c);
            marks = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK ? marks + 1 : 0;
            if ((c < 0x20 && controls.indexOf(c) < 0) || !harmless(c, type) || marks > MARKS) {
                wrong.add("%s in “%s”".formatted(Character.getName(c), shown(text, at)));
                marks = 0;
            }
            at += Character.charCount(c);
        }
        return wrong;
    }

    private static boolean harmless(int c, int type) {
        return c < 0x20
                || !(type == Character.CONTROL
                        || type == Character.FORMAT
                        || type == Character.SURROGATE
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR);
    }

    private static String shown(String text, int at) {
        return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 40))
                .replace("\u001b", "␛");
    }

    static long bells(byte[] bytes) {
        long count = 0;
        for (byte b : bytes) {
            count += b == 7 ? 1 : 0;
        }
        return count;
    }
}
