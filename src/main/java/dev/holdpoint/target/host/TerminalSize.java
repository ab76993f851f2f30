package dev.holdpoint.target.host;

/** Columns and rows of the terminal that a job gets; both 1 to 32767. */
public record TerminalSize(int columns, int rows) {
    public TerminalSize {
        if (columns < 1 || rows < 1 || columns > Short.MAX_VALUE || rows > Short.MAX_VALUE) {
            throw new IllegalArgumentException("no terminal is " + columns + " x " + rows);
        }
    }
}
