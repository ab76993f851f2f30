package dev.holdpoint.console.terminal;

import java.util.HashMap;
import java.util.Map;

/**
 * The signs of the console and their twins for terminals without UTF-8. Views draw {@link #text}; {@link Frame#ascii}
 * puts the twins in for the whole screen at once, so that no view has to ask. The twin of a step's state is nobody else's.
 */
public enum Glyph {
    TO_DO("○", "."),
    RUNNING("▶", ">"),
    DONE("✔", "+"),
    FAILED("✘", "x"),
    HOLD("◆", "#"),
    HOLD_ARMED("◇", "="),
    UNKNOWN("?", "?"),
    SKIPPED("–", "-"),
    NOT_APPLICABLE("∙", "~"),
    UNDONE("↶", "<"),
    SOAKING("⏲", "@"),
    TOP_LEFT("╭", "/"),
    TOP_RIGHT("╮", "\\"),
    BOTTOM_LEFT("╰", "\\"),
    BOTTOM_RIGHT("╯", "/"),
    HORIZONTAL("─", "-"),
    VERTICAL("│", "|"),
    TEE_RIGHT("├", "|"),
    TEE_LEFT("┤", "|"),
    BAR_FULL("▰", "|"),
    BAR_EMPTY("▱", "_"),
    CLOSED("▸", "*"),
    OPEN("▾", "v"),
    ARROW("→", "->"),
    UP("↑", "^"),
    DOWN("↓", "v"),
    CARET("▏", "|"),
    ELLIPSIS("…", ".."),
    DASH("—", "-"),
    BULLET("•", "o"),
    SPINNER("◌", "o");

    private static final Map<String, String> TWINS = new HashMap<>();

    static {
        for (Glyph glyph : values()) {
            TWINS.putIfAbsent(glyph.text, glyph.ascii);
        }
        TWINS.put("←", "<-");
        TWINS.put("·", ":");
        TWINS.put("×", "x");
        TWINS.put("≥", ">");
        TWINS.put("≤", "<");
        TWINS.put("≠", "!");
        TWINS.put("’", "'");
        TWINS.put("‘", "'");
        TWINS.put("“", "\"");
        TWINS.put("”", "\"");
        TWINS.put("\u00A0", " ");
        TWINS.put("█", "#");
        TWINS.put("░", ".");
        TWINS.put("━", "-");
        TWINS.put("┃", "|");
        TWINS.put("═", "=");
        TWINS.put("║", "|");
        TWINS.put("✓", "+");
        TWINS.put("✗", "x");
    }

    private final String text;
    private final String ascii;

    Glyph(String text, String ascii) {
        this.text = text;
        this.ascii = ascii;
    }

    /** The sign, one column wide. */
    public String text() {
        return text;
    }

    /** Its twin, one or two ASCII characters; a second one takes the place of a blank before it. */
    public String ascii() {
        return ascii;
    }

    /** What an ASCII terminal shows for any glyph: itself, its twin, or a question mark. */
    static String ascii(String glyph) {
        if (glyph.length() == 1 && glyph.charAt(0) < 0x7f) {
            return glyph;
        }
        return TWINS.getOrDefault(glyph, "?");
    }

    @Override
    public String toString() {
        return text;
    }
}
