package dev.holdpoint.console.terminal;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lanterna's characters by style and glyph. They are dear to construct (0.2–1.7 µs), and a screen of 200 × 50 has ten
 * thousand of them, nearly all seen before.
 */
final class CellShelf {
    /** More styles than a screen shows; the output of a step can ask for any number of colours. */
    private static final int STYLES = 2048;

    private static final int GLYPHS = 8192;

    private static final class Row {
        final TextColor fg;
        final TextColor bg;
        final EnumSet<SGR> modifiers;
        final @Nullable TextCharacter[] ascii = new TextCharacter[128];
        final Map<String, TextCharacter> others = new HashMap<>();

        Row(Ink ink) {
            fg = colour(ink.fg());
            bg = colour(ink.bg());
            modifiers = modifiers(ink);
        }
    }

    private final Painter painter;
    private final Aliases aliases;
    private final Map<Style, Row> rows = new HashMap<>();
    private Style lastStyle = Role.NORMAL;
    private Row last;

    CellShelf(Painter painter, Aliases aliases) {
        this.painter = painter;
        this.aliases = aliases;
        this.last = new Row(painter.ink(Role.NORMAL));
    }

    /** The character for a cell. */
    TextCharacter cell(String glyph, Style style) {
        Row row = row(style);
        if (glyph.length() == 1 && glyph.charAt(0) < 128) {
            TextCharacter known = row.ascii[glyph.charAt(0)];
            if (known == null) {
                known = make(glyph, row);
                row.ascii[glyph.charAt(0)] = known;
            }
            return known;
        }
        if (row.others.size() > GLYPHS) {
            row.others.clear();
        }
        return row.others.computeIfAbsent(glyph, g -> make(g, row));
    }

    /** Forgets all, together with the aliases. */
    void clear() {
        rows.clear();
        lastStyle = Role.NORMAL;
        last = new Row(painter.ink(Role.NORMAL));
    }

    private Row row(Style style) {
        if (!style.equals(lastStyle)) {
            if (rows.size() > STYLES) {
                rows.clear();
            }
            last = rows.computeIfAbsent(style, s -> new Row(painter.ink(s)));
            lastStyle = style;
        }
        return last;
    }

    private TextCharacter make(String glyph, Row row) {
        return TextCharacter.fromString(aliases.alias(glyph), row.fg, row.bg, row.modifiers)[0];
    }

    private static TextColor colour(int colour) {
        if (colour == Ink.DEFAULT) {
            return TextColor.ANSI.DEFAULT;
        }
        if (Ink.isRgb(colour)) {
            return new TextColor.RGB((colour >> 16) & 255, (colour >> 8) & 255, colour & 255);
        }
        return colour < 16 ? SIXTEEN[colour] : new TextColor.Indexed(colour);
    }

    private static final TextColor[] SIXTEEN = {
        TextColor.ANSI.BLACK,
        TextColor.ANSI.RED,
        TextColor.ANSI.GREEN,
        TextColor.ANSI.YELLOW,
        TextColor.ANSI.BLUE,
        TextColor.ANSI.MAGENTA,
        TextColor.ANSI.CYAN,
        TextColor.ANSI.WHITE,
        TextColor.ANSI.BLACK_BRIGHT,
        TextColor.ANSI.RED_BRIGHT,
        TextColor.ANSI.GREEN_BRIGHT,
        TextColor.ANSI.YELLOW_BRIGHT,
        TextColor.ANSI.BLUE_BRIGHT,
        TextColor.ANSI.MAGENTA_BRIGHT,
        TextColor.ANSI.CYAN_BRIGHT,
        TextColor.ANSI.WHITE_BRIGHT
    };

    private static EnumSet<SGR> modifiers(Ink ink) {
        EnumSet<SGR> set = EnumSet.noneOf(SGR.class);
        add(set, ink, Ink.BOLD, SGR.BOLD);
        add(set, ink, Ink.ITALIC, SGR.ITALIC);
        add(set, ink, Ink.UNDERLINE, SGR.UNDERLINE);
        add(set, ink, Ink.REVERSE, SGR.REVERSE);
        add(set, ink, Ink.STRIKE, SGR.CROSSED_OUT);
        return set;
    }

    private static void add(EnumSet<SGR> set, Ink ink, int flag, SGR modifier) {
        if (ink.has(flag)) {
            set.add(modifier);
        }
    }
}
