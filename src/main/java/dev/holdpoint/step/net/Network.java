package dev.holdpoint.step.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** An address, or all that begin with so many of its bits. */
record Network(String address, int bits) {
    /** No names: they would be looked up. */
    private static final Pattern WRITTEN = Pattern.compile("([0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/(\\d{1,3}))?");

    static boolean written(String text) {
        var match = WRITTEN.matcher(text);
        if (!match.matches()) {
            return false;
        }
        var bytes = bytes(match.group(1));
        return bytes.length > 0 && (match.group(2) == null || Integer.parseInt(match.group(2)) <= bytes.length * 8);
    }

    /** @param text one that is {@link #written} */
    static Network of(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new Network(text, bytes(text).length * 8)
                : new Network(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
    }

    boolean holds(String other) {
        var mine = bytes(address);
        var its = bytes(other);
        if (mine.length != its.length || mine.length == 0) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((mine[bit / 8] ^ its[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** An address in the one form that Java writes; any other text as it is. */
    static String plain(String text) {
        var bytes = bytes(text);
        try {
            return bytes.length == 0 ? text : InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException impossible) {
            return text;
        }
    }

    private static byte[] bytes(String address) {
        try {
            var whole = address.indexOf(':') >= 0 || address.matches("\\d{1,3}(\\.\\d{1,3}){3}");
            return whole ? InetAddress.getByName(address).getAddress() : new byte[0];
        } catch (UnknownHostException none) {
            return new byte[0];
        }
    }
}
