package dev.holdpoint.step.net;

import java.util.Optional;
import java.util.regex.Pattern;

/** An established TCP connection, out of a line of ss or of /proc/net/tcp. */
record Connection(int localPort, String peer) {
    /** Received, sent, here, there. An interface may stand behind an address: fe80::1%eth0. */
    private static final Pattern SS = Pattern.compile("\\d+\\s+\\d+\\s+(\\S+):(\\d+)\\s+(\\S+):(\\d+).*");
    /** proc(5): number, here, there, state (01 is established); addresses as hex of words in the order of the machine. */
    private static final Pattern PROC =
            Pattern.compile("\\s*\\d+: [0-9A-F]+:([0-9A-F]{4}) ([0-9A-F]{8}|[0-9A-F]{32}):[0-9A-F]{4} 01 .*");

    static Optional<Connection> of(String line) {
        var ss = SS.matcher(line);
        if (ss.matches()) {
            return Optional.of(new Connection(Integer.parseInt(ss.group(2)), plain(ss.group(3))));
        }
        var proc = PROC.matcher(line);
        return proc.matches()
                ? Optional.of(new Connection(Integer.parseInt(proc.group(1), 16), plain(address(proc.group(2)))))
                : Optional.empty();
    }

    /** Every word of four bytes is the other way round on the machines that we know. */
    private static String address(String hex) {
        var bytes = new StringBuilder();
        for (int word = 0; word < hex.length(); word += 8) {
            for (int i = 6; i >= 0; i -= 2) {
                bytes.append(hex, word + i, word + i + 2);
            }
        }
        if (hex.length() == 8 || bytes.toString().startsWith("00000000000000000000FFFF")) {
            var four = bytes.substring(bytes.length() - 8);
            return Integer.parseInt(four.substring(0, 2), 16) + "." + Integer.parseInt(four.substring(2, 4), 16) + "."
                    + Integer.parseInt(four.substring(4, 6), 16) + "." + Integer.parseInt(four.substring(6, 8), 16);
        }
        return bytes.toString().toLowerCase(java.util.Locale.ROOT).replaceAll("(....)(?!$)", "$1:");
    }

    /** Without brackets, interface, and the prefix of IPv4 in IPv6. */
    private static String plain(String address) {
        var bare = address.replaceAll("[\\[\\]]", "").replaceAll("%.*", "");
        return bare.startsWith("::ffff:") && bare.indexOf('.') > 0 ? bare.substring("::ffff:".length()) : bare;
    }
}
