package dev.holdpoint.console.model;

/** How far a list is scrolled down. The view knows its height and may show less. */
public final class Scroll {
    private int top;

    /** The first line to show. */
    public int top() {
        return top;
    }

    public void by(int lines) {
        top = Math.max(0, top + lines);
    }

    public void to(int line) {
        top = Math.max(0, line);
    }

    /** The first line of {@code lines} in a window of {@code height}; scrolling past the end is forgotten. */
    public int top(int lines, int height) {
        top = Math.clamp(top, 0, Math.max(0, lines - height));
        return top;
    }
}
