package dev.holdpoint.console.terminal;

import dev.holdpoint.console.terminal.Key.Name;
import org.jspecify.annotations.Nullable;

/** Which key a finished control sequence means (xterm's ctlseqs, the Linux console, rxvt, modifyOtherKeys). */
final class KeyNames {
    static final int SHIFT = 1;
    static final int ALT = 2;
    static final int CTRL = 4;

    private KeyNames() {}

    /**
     * The key of {@code CSI parameters last}, or null for what is no key.
     *
     * @param parameters what stood between, without the last byte
     */
    static @Nullable Key of(String parameters, char last) {
        if (parameters.startsWith("<")) {
            return wheel(parameters.substring(1), last);
        }
        int[] numbers = numbers(parameters);
        if (numbers.length == 0) {
            return null;
        }
        int modifiers = numbers.length > 1 ? Math.max(0, numbers[1] - 1) : 0;
        return switch (last) {
            case '~' ->
                numbers[0] == 27 && numbers.length == 3
                        ? typed(numbers[2], modifiers)
                        : orNull(tilde(numbers[0]), modifiers);
            case 'u' -> typed(numbers[0], modifiers);
            case 'Z' -> named(Name.TAB, SHIFT);
            default -> orNull(letter(last), modifiers);
        };
    }

    /** The key of {@code SS3 last} (application mode), or null. */
    static @Nullable Key application(char last) {
        return switch (last) {
            case 'M' -> named(Name.ENTER, 0);
            case 'I' -> named(Name.TAB, 0);
            default -> orNull(letter(last), 0);
        };
    }

    static Key named(Name name, int modifiers) {
        return new Key.Named(name, (modifiers & CTRL) != 0, (modifiers & ALT) != 0, (modifiers & SHIFT) != 0);
    }

    /** F1 to F12. */
    static Name function(int number) {
        return Name.valueOf("F" + number);
    }

    private static @Nullable Key orNull(@Nullable Name name, int modifiers) {
        return name == null ? null : named(name, modifiers);
    }

    private static @Nullable Name letter(char last) {
        return switch (last) {
            case 'A' -> Name.UP;
            case 'B' -> Name.DOWN;
            case 'C' -> Name.RIGHT;
            case 'D' -> Name.LEFT;
            case 'F' -> Name.END;
            case 'H' -> Name.HOME;
            case 'P' -> Name.F1;
            case 'Q' -> Name.F2;
            case 'R' -> Name.F3;
            case 'S' -> Name.F4;
            default -> null;
        };
    }

    private static @Nullable Name tilde(int number) {
        return switch (number) {
            case 1, 7 -> Name.HOME;
            case 2 -> Name.INSERT;
            case 3 -> Name.DELETE;
            case 4, 8 -> Name.END;
            case 5 -> Name.PAGE_UP;
            case 6 -> Name.PAGE_DOWN;
            case 11, 12, 13, 14, 15 -> function(number - 10);
            case 17, 18, 19, 20, 21 -> function(number - 11);
            case 23, 24 -> function(number - 12);
            default -> null;
        };
    }

    /** A character that came as a number with modifiers. */
    private static @Nullable Key typed(int codePoint, int modifiers) {
        return switch (codePoint) {
            case 9 -> named(Name.TAB, modifiers);
            case 13 -> named(Name.ENTER, modifiers);
            case 27 -> named(Name.ESCAPE, modifiers);
            case 8, 127 -> named(Name.BACKSPACE, modifiers);
            default ->
                codePoint < 0x20 || codePoint > Character.MAX_CODE_POINT || isUnsafe(codePoint)
                        ? null
                        : new Key.Char(codePoint, (modifiers & CTRL) != 0, (modifiers & ALT) != 0);
        };
    }

    private static boolean isUnsafe(int codePoint) {
        return (codePoint >= 0x7f && codePoint < 0xA0) || (codePoint >= 0xD800 && codePoint <= 0xDFFF);
    }

    private static @Nullable Key wheel(String parameters, char last) {
        int[] numbers = numbers(parameters);
        if (last != 'M' || numbers.length != 3 || (numbers[0] & ~0x1d) != 64) {
            return null;
        }
        return new Key.Wheel(Math.max(0, numbers[1] - 1), Math.max(0, numbers[2] - 1), (numbers[0] & 1) == 0 ? -1 : 1);
    }

    /** The parameters as numbers, an empty one as 1; none at all for what is not made of numbers. */
    private static int[] numbers(String parameters) {
        String[] parts = parameters.split(";", -1);
        int[] numbers = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            int colon = parts[i].indexOf(':');
            String part = colon < 0 ? parts[i] : parts[i].substring(0, colon);
            if (!part.matches("[0-9]{0,7}")) {
                return new int[0];
            }
            numbers[i] = part.isEmpty() ? 1 : Integer.parseInt(part);
        }
        return numbers;
    }
}
