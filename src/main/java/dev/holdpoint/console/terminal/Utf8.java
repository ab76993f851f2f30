package dev.holdpoint.console.terminal;

/** UTF-8 (RFC 3629) one byte at a time; overlong forms, surrogates and stray bytes are refused. */
public final class Utf8 {
    /** The character is not complete. */
    public static final int MORE = -1;

    /** The bytes so far are no character; the last one may begin a new one and has been taken as such. */
    public static final int BAD = -2;

    private int left;
    private int value;
    private int least;

    /** Takes a byte 0–255; gives a code point, {@link #MORE} or {@link #BAD}. */
    public int add(int b) {
        if (left > 0 && (b & 0xC0) == 0x80) {
            value = (value << 6) | (b & 0x3F);
            if (--left > 0) {
                return MORE;
            }
            return value < least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF) ? BAD : value;
        }
        boolean broken = left > 0;
        left = 0;
        if (b < 0x80) {
            return b;
        }
        start(b);
        return broken || left == 0 ? BAD : MORE;
    }

    /** Whether bytes of an unfinished character are waiting. */
    public boolean pending() {
        return left > 0;
    }

    /** Forgets an unfinished character. */
    public void reset() {
        left = 0;
    }

    private void start(int b) {
        if (b >= 0xC2 && b < 0xE0) {
            begin(1, b & 0x1F, 0x80);
        } else if (b >= 0xE0 && b < 0xF0) {
            begin(2, b & 0x0F, 0x800);
        } else if (b >= 0xF0 && b < 0xF5) {
            begin(3, b & 0x07, 0x10000);
        }
    }

    private void begin(int more, int first, int minimum) {
        left = more;
        value = first;
        least = minimum;
    }
}
