package dev.holdpoint.line;

import dev.holdpoint.operator.SafeText;
import java.io.PrintWriter;
import java.text.Normalizer;
import java.util.List;

/** Says lines. Whatever they come from, a terminal obeys nothing in them. */
final class Voice {
    private final PrintWriter out;
    private final boolean ascii;

    /** @param ascii the locale has nothing else */
    Voice(PrintWriter out, boolean ascii) {
        this.out = out;
        this.ascii = ascii;
    }

    /** One line, or a few. */
    void say(String text) {
        SafeText.lines(text).lines().forEach(line -> out.print(shown(line).stripTrailing() + "\n"));
        out.flush();
    }

    void say(List<String> lines) {
        lines.forEach(this::say);
    }

    /** Rings, for who looks away. */
    void ring() {
        out.print('\u0007');
        out.flush();
    }

    /** The text as it will stand there. */
    String shown(String text) {
        return ascii ? folded(text) : text;
    }

    private static String folded(String text) {
        var plain = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFD).codePoints().forEach(c -> {
            if (c < 0x7f) {
                plain.append((char) c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                plain.append(folded(c));
            }
        });
        return plain.toString();
    }

    private static String folded(int c) {
        return switch (c) {
            case '…' -> "...";
            case '–', '—', '·', '−' -> "-";
            case '“', '”', '„' -> "\"";
            case '‘', '’' -> "'";
            case '•' -> "*";
            case '→' -> "->";
            case '×' -> "x";
            case '\u00a0' -> " ";
            default -> "?";
        };
    }
}
