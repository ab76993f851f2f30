package dev.holdpoint.console.terminal;

import java.util.Locale;

/** What the operator's hands did. {@link #label} is the name that footer, help and documentation use. */
public sealed interface Key extends Input {
    /** Keys that have a name instead of a character. */
    enum Name {
        UP,
        DOWN,
        LEFT,
        RIGHT,
        HOME,
        END,
        PAGE_UP,
        PAGE_DOWN,
        INSERT,
        DELETE,
        ENTER,
        TAB,
        BACKSPACE,
        ESCAPE,
        F1,
        F2,
        F3,
        F4,
        F5,
        F6,
        F7,
        F8,
        F9,
        F10,
        F11,
        F12
    }

    /**
     * A character; with {@code ctrl} it is the lower-case letter, so ctrl-c is {@code Char('c', true, false)}.
     *
     * @param codePoint never a control character
     */
    record Char(int codePoint, boolean ctrl, boolean alt) implements Key {
        @Override
        public String label() {
            String name = codePoint == ' ' ? "space" : Character.toString(codePoint);
            return (ctrl ? "ctrl-" : "") + (alt ? "alt-" : "") + name;
        }
    }

    /** A named key; shift-tab is {@code Named(TAB, false, false, true)}. */
    record Named(Name name, boolean ctrl, boolean alt, boolean shift) implements Key {
        @Override
        public String label() {
            String word = name.name().toLowerCase(Locale.ROOT).replace('_', '-');
            return (ctrl ? "ctrl-" : "") + (alt ? "alt-" : "") + (shift ? "shift-" : "") + word;
        }
    }

    /**
     * Text that was pasted, not typed (bracketed paste).
     *
     * @param text without control characters other than line feeds and tabs
     */
    record Paste(String text) implements Key {
        @Override
        public String label() {
            return "paste";
        }
    }

    /**
     * The mouse wheel.
     *
     * @param x column of the pointer, from 0
     * @param y row of the pointer, from 0
     * @param steps negative is up
     */
    record Wheel(int x, int y, int steps) implements Key {
        @Override
        public String label() {
            return steps < 0 ? "wheel-up" : "wheel-down";
        }
    }

    /** The name of this key, in lower case: {@code a}, {@code ctrl-c}, {@code shift-tab}, {@code page-up}. */
    String label();

    /** A typed character. */
    static Key of(int codePoint) {
        return new Char(codePoint, false, false);
    }

    /** A named key without modifiers. */
    static Key of(Name name) {
        return new Named(name, false, false, false);
    }

    /** A letter with ctrl. */
    static Key ctrl(int letter) {
        return new Char(letter, true, false);
    }

    /** A character with alt. */
    static Key alt(int codePoint) {
        return new Char(codePoint, false, true);
    }
}
