package dev.holdpoint.console.terminal;

import dev.holdpoint.console.terminal.Key.Name;
import java.util.function.Consumer;

/**
 * Bytes of a terminal in, keys out. Sequences are ECMA-48 as xterm sends them (ctlseqs, "PC-Style Function Keys"),
 * also rxvt's and the Linux console's; bracketed paste; SGR 1006 mouse. A sequence may be split anywhere. What it does
 * not know it swallows as a whole, so that garbage never turns into keys that act.
 */
final class KeyDecoder {
    /** How long a lone ESC may wait for the rest of a sequence. */
    static final int ESCAPE_MILLIS = 50;

    /** How long an unfinished paste may wait for its end. */
    static final int PASTE_MILLIS = 2000;

    private static final int SEQUENCE_LIMIT = 64;
    private static final int ESC = 0x1b;

    private enum State {
        GROUND,
        ESCAPE,
        CSI,
        LINUX_FUNCTION,
        SS3,
        STRING,
        STRING_ESCAPE,
        PASTE
    }

    private final Consumer<Key> keys;
    private final StringBuilder sequence = new StringBuilder();
    private final Utf8 utf8 = new Utf8();
    private final PasteBuffer paste = new PasteBuffer();
    private State state = State.GROUND;
    private boolean alt;

    KeyDecoder(Consumer<Key> keys) {
        this.keys = keys;
    }

    /** Takes what one read gave. */
    void feed(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            take(bytes[i] & 255);
        }
    }

    /** Milliseconds after which {@link #flush} is due if nothing more comes; -1 for never. */
    int patience() {
        return switch (state) {
            case GROUND -> -1;
            case PASTE, STRING, STRING_ESCAPE -> PASTE_MILLIS;
            default -> ESCAPE_MILLIS;
        };
    }

    /** Nothing more came: a lone ESC is the key, {@code ESC [} is alt-[, half a paste is given as it is. */
    void flush() {
        State was = state;
        state = State.GROUND;
        switch (was) {
            case ESCAPE -> named(Name.ESCAPE, 0);
            case CSI -> {
                if (sequence.isEmpty()) {
                    keys.accept(Key.alt('['));
                }
            }
            case SS3 -> keys.accept(Key.alt('O'));
            case PASTE -> keys.accept(new Key.Paste(paste.take()));
            default -> {}
        }
    }

    private void take(int b) {
        switch (state) {
            case GROUND -> ground(b);
            case ESCAPE -> escape(b);
            case CSI -> csi(b);
            case LINUX_FUNCTION -> {
                state = State.GROUND;
                if (b >= 'A' && b <= 'E') {
                    named(KeyNames.function(b - 'A' + 1), 0);
                }
            }
            case SS3 -> ss3(b);
            case STRING -> string(b);
            case STRING_ESCAPE -> state = b == '\\' ? State.GROUND : State.STRING;
            case PASTE -> {
                if (paste.add(b)) {
                    state = State.GROUND;
                    keys.accept(new Key.Paste(paste.take()));
                }
            }
        }
    }

    private void ground(int b) {
        if (b == ESC) {
            state = State.ESCAPE;
            utf8.reset();
        } else if (b < 0x20 || b == 0x7f) {
            utf8.reset();
            control(b);
        } else {
            int codePoint = utf8.add(b);
            if (codePoint >= 0xA0 || (codePoint >= 0x20 && codePoint < 0x7f)) {
                keys.accept(new Key.Char(codePoint, false, alt));
            }
            if (codePoint != Utf8.MORE) {
                alt = false;
            }
        }
    }

    private void control(int b) {
        int modifiers = alt ? KeyNames.ALT : 0;
        alt = false;
        switch (b) {
            case '\r', '\n' -> named(Name.ENTER, modifiers);
            case '\t' -> named(Name.TAB, modifiers);
            case 0x7f, 0x08 -> named(Name.BACKSPACE, modifiers);
            case 0 -> keys.accept(new Key.Char(' ', true, modifiers != 0));
            default -> keys.accept(new Key.Char(b < 27 ? b + 'a' - 1 : b + '@', true, modifiers != 0));
        }
    }

    private void escape(int b) {
        switch (b) {
            case ESC -> named(Name.ESCAPE, 0);
            case '[' -> {
                sequence.setLength(0);
                state = State.CSI;
            }
            case 'O' -> state = State.SS3;
            case 'P', ']', '_', '^', 'X' -> state = State.STRING;
            default -> {
                state = State.GROUND;
                alt = true;
                ground(b);
            }
        }
    }

    private void csi(int b) {
        if (b == ESC) {
            state = State.ESCAPE;
        } else if (b < 0x20 || b >= 0x7f) {
            state = State.GROUND;
        } else if (b == '[' && sequence.isEmpty()) {
            state = State.LINUX_FUNCTION;
        } else if (b < 0x40) {
            if (sequence.length() < SEQUENCE_LIMIT) {
                sequence.append((char) b);
            }
        } else {
            state = State.GROUND;
            if (sequence.length() < SEQUENCE_LIMIT) {
                sequence((char) b);
            }
        }
    }

    private void sequence(char last) {
        if (last == '~' && sequence.toString().equals("200")) {
            state = State.PASTE;
            return;
        }
        Key key = KeyNames.of(sequence.toString(), last);
        if (key != null) {
            keys.accept(key);
        }
    }

    private void ss3(int b) {
        state = State.GROUND;
        if (b == ESC) {
            state = State.ESCAPE;
        } else {
            Key key = KeyNames.application((char) b);
            if (key != null) {
                keys.accept(key);
            }
        }
    }

    /** Replies that nobody asked for (OSC, DCS): swallowed up to BEL or ST. */
    private void string(int b) {
        if (b == ESC) {
            state = State.STRING_ESCAPE;
        } else if (b == 7) {
            state = State.GROUND;
        }
    }

    private void named(Name name, int modifiers) {
        keys.accept(KeyNames.named(name, modifiers));
    }
}
