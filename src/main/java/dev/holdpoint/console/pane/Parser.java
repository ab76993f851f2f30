package dev.holdpoint.console.pane;

import dev.holdpoint.console.terminal.Utf8;
import java.util.Arrays;

/**
 * Bytes in, calls of the {@link Emulator} out (ECMA-48; the states are those of vt100.net/emu/dec_ansi_parser). Control
 * strings (OSC, DCS, APC, PM, SOS: titles, clipboard, pictures) are swallowed whole, but an unfinished one only up to
 * the end of its line, so that it can't hide what is printed after it.
 */
final class Parser {
    private static final int ESC = 0x1b;
    private static final int PARAMETERS = 16;
    private static final int PARAMETER_LIMIT = 65535;
    private static final int STRING_LIMIT = 1 << 16;

    private enum State {
        GROUND,
        ESCAPE,
        ESCAPE_MORE,
        CSI,
        CSI_IGNORE,
        STRING,
        STRING_ESCAPE
    }

    private final Emulator screen;
    private final Utf8 utf8 = new Utf8();
    private final int[] parameters = new int[PARAMETERS];
    private int count;
    private char prefix;
    private char between;
    private State state = State.GROUND;
    private boolean deviceString;
    private int stringLength;

    Parser(Emulator screen) {
        this.screen = screen;
    }

    void feed(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int b = bytes[i];
            if (state == State.GROUND && b >= 0x20 && b != 0x7f) {
                int end = i + 1;
                while (end < to && bytes[end] >= 0x20 && bytes[end] != 0x7f) {
                    end++;
                }
                broken();
                screen.print(bytes, i, end - i);
                i = end;
            } else {
                take(b & 255);
                i++;
            }
        }
    }

    private void take(int b) {
        switch (state) {
            case GROUND -> ground(b);
            case ESCAPE -> escape(b);
            case ESCAPE_MORE -> {
                if (!control(b) && b >= 0x30) {
                    state = State.GROUND;
                    screen.modes().designate(between, (char) b);
                }
            }
            case CSI -> csi(b);
            case CSI_IGNORE -> {
                if (!control(b) && b >= 0x40) {
                    state = State.GROUND;
                }
            }
            case STRING -> string(b);
            case STRING_ESCAPE -> {
                state = State.GROUND;
                if (b != '\\') {
                    escape(b);
                }
            }
        }
    }

    private void ground(int b) {
        if (b < 0x20 || b == 0x7f) {
            broken();
            control(b);
            return;
        }
        int codePoint = utf8.add(b);
        if (codePoint == Utf8.BAD) {
            screen.print(0xFFFD);
        } else if (codePoint != Utf8.MORE) {
            screen.print(codePoint);
        }
    }

    /** A character that was cut off is shown as what it is: broken. */
    private void broken() {
        if (utf8.pending()) {
            utf8.reset();
            screen.print(0xFFFD);
        }
    }

    /** Obeys C0 controls, which count even within a sequence; true if {@code b} was one. */
    private boolean control(int b) {
        if (b == ESC) {
            state = State.ESCAPE;
            return true;
        }
        if (b == 0x18 || b == 0x1a) {
            state = State.GROUND;
            return true;
        }
        if (b == '\n') {
            state = State.GROUND; // output that was cut off within a sequence must not eat the next line
        }
        if (b < 0x20) {
            screen.control(b);
            return true;
        }
        return b == 0x7f;
    }

    private void escape(int b) {
        if (control(b)) {
            return;
        }
        state = State.GROUND;
        switch (b) {
            case '[' -> {
                Arrays.fill(parameters, -1);
                count = 0;
                prefix = 0;
                between = 0;
                state = State.CSI;
            }
            case ']', 'P', '_', '^', 'X' -> {
                state = State.STRING;
                deviceString = b == 'P';
                stringLength = 0;
            }
            default -> {
                if (b >= 0x20 && b < 0x30) {
                    state = State.ESCAPE_MORE;
                    between = (char) b;
                } else {
                    screen.escape((char) b);
                }
            }
        }
    }

    private void csi(int b) {
        if (b >= '0' && b <= '9') {
            digit(b - '0');
        } else if (b == ';' || b == ':') {
            count++;
        } else if (control(b)) {
            return;
        } else if (b >= 0x3c && b <= 0x3f) {
            prefix = (char) b;
        } else if (b < 0x30) {
            between = (char) b;
        } else if (b < 0x7f) {
            state = State.GROUND;
            if (between == 0) {
                screen.sequence((char) b, prefix, parameters, Math.min(count + 1, PARAMETERS));
            }
        } else {
            state = State.CSI_IGNORE;
        }
    }

    private void digit(int digit) {
        if (count < PARAMETERS) {
            int before = Math.max(0, parameters[count]);
            parameters[count] = Math.min(PARAMETER_LIMIT, before * 10 + digit);
        }
    }

    private void string(int b) {
        stringLength++;
        if (b == ESC) {
            state = State.STRING_ESCAPE;
        } else if (b == 7 || b == 0x18 || b == 0x1a || stringLength > STRING_LIMIT) {
            state = State.GROUND;
        } else if (b == '\n' && !deviceString) {
            state = State.GROUND;
            screen.control(b);
        }
    }
}
