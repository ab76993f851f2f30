package dev.holdpoint.pair;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** Bytes as the letters of RFC 4648, section 6, without padding: how seeds are written. */
final class Base32 {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Base32() {}

    static String write(byte[] bytes) {
        var text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte each : bytes) {
            held = ((held << 8) | (each & 0xff)) & 0xffff;
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(LETTERS.charAt((held >> (bits - 5)) & 31));
            }
        }
        return bits == 0
                ? text.toString()
                : text.append(LETTERS.charAt((held << (5 - bits)) & 31)).toString();
    }

    /** @throws IllegalArgumentException where a letter is none of them */
    static byte[] read(String text) {
        var bytes = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (char letter : text.toUpperCase(Locale.ROOT).replace("=", "").toCharArray()) {
            int value = LETTERS.indexOf(letter);
            if (value < 0) {
                throw new IllegalArgumentException("no base 32");
            }
            held = ((held << 5) | value) & 0xffff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write((held >> bits) & 0xff);
            }
        }
        return bytes.toByteArray();
    }
}
