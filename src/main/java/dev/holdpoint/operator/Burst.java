package dev.holdpoint.operator;

/**
 * Tells typing from pasting in a terminal that does not mark a paste: characters that come faster than any hand. A stalled line that
 * delivers a few keys at once does not reach the limit.
 */
public final class Burst {
    /** Two keys of a hand are 30 ms apart at least, also when a key repeats. */
    private static final long GAP_NANOS = 4_000_000;

    private static final int LIMIT = 6;

    private long last;
    private int length;

    /** Takes the time ({@link System#nanoTime}) of a character; true when it and those before it were not typed. */
    public boolean pasted(long nanos) {
        length = length > 0 && nanos - last < GAP_NANOS ? length + 1 : 1;
        last = nanos;
        return length >= LIMIT;
    }

    /** Whether all of a text of this many characters came as one burst: a paste shorter than the limit. */
    public boolean wasAll(int characters) {
        return characters > 2 && length >= characters;
    }
}
