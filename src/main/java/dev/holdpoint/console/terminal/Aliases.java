package dev.holdpoint.console.terminal;

import com.googlecode.lanterna.TextCharacter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One narrow private-use character for every glyph that Lanterna would measure differently from us: emoji, combining
 * marks, wide characters. Its screen then sees one narrow character in each cell, so its delta is right, and our
 * terminal writes the real glyph. The right half of a wide character is an alias for nothing.
 */
final class Aliases {
    private static final char FIRST = '\uE000';
    private static final char LAST = '\uF8FF';

    private final Map<String, Character> byGlyph = new HashMap<>();
    private final List<String> glyphs = new ArrayList<>();

    Aliases() {
        clear();
    }

    /** Forgets all; the screen must be drawn anew. */
    void clear() {
        byGlyph.clear();
        glyphs.clear();
        glyphs.add("");
        byGlyph.put("", FIRST);
    }

    /** Whether there may be too few characters left for a screen of {@code cells} new glyphs. */
    boolean scarce(int cells) {
        return glyphs.size() > 1024 && glyphs.size() + cells > LAST - FIRST;
    }

    /** What stands for {@code glyph} on Lanterna's screen. */
    String alias(String glyph) {
        if (glyph.length() == 1 && isPlain(glyph.charAt(0))) {
            return glyph;
        }
        Character known = byGlyph.get(glyph);
        if (known == null) {
            if (FIRST + glyphs.size() > LAST) {
                return Clusters.REPLACEMENT;
            }
            known = (char) (FIRST + glyphs.size());
            glyphs.add(glyph);
            byGlyph.put(glyph, known);
        }
        return known.toString();
    }

    /** What to write for a character of Lanterna's screen. */
    String glyph(String alias) {
        char c = alias.charAt(0);
        int index = c - FIRST;
        return c >= FIRST && c <= LAST && index < glyphs.size() ? glyphs.get(index) : alias;
    }

    private static boolean isPlain(char c) {
        if (c < 0x7f) {
            return true;
        }
        boolean privateUse = c >= FIRST && c <= LAST;
        return !privateUse
                && !Character.isSurrogate(c)
                && Clusters.width(c) == 1
                && !TextCharacter.fromCharacter(c)[0].isDoubleWidth();
    }
}
