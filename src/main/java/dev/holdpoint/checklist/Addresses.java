package dev.holdpoint.checklist;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Strict readings of network names: nothing is looked up, nothing is guessed. */
final class Addresses {
    /** RFC 1123, section 2.1: letters, digits and inner dashes, 63 in a label; an underscore is common in private names. */
    private static final String LABEL = "[a-zA-Z0-9_]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?";

    private static final Pattern HOST = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern DOMAIN = Pattern.compile("(" + LABEL + "\\.)+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])");
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,4}");

    private Addresses() {}

    static boolean host(String text) {
        return text.length() <= 253
                && HOST.matcher(text).matches()
                && !DIGITS_AND_DOTS.matcher(text).matches();
    }

    static boolean domain(String text) {
        return text.length() <= 253 && DOMAIN.matcher(text).matches();
    }

    static boolean ip(String text) {
        return IPV4.matcher(text).matches() || address(text) instanceof Inet6Address;
    }

    /** An address range whose bits behind the prefix are zero, as security groups want it. */
    static boolean cidr(String text) {
        var slash = text.indexOf('/');
        if (slash < 0 || !ip(text.substring(0, slash))) {
            return false;
        }
        var address = address(text.substring(0, slash));
        var prefix = text.substring(slash + 1);
        if (address == null || !NUMBER.matcher(prefix).matches()) {
            return false;
        }
        var bits = address.getAddress().length * 8 - Integer.parseInt(prefix);
        var number = new BigInteger(1, address.getAddress());
        return bits >= 0 && (bits == 0 || number.signum() == 0 || number.getLowestSetBit() >= bits);
    }

    static boolean port(String text) {
        return NUMBER.matcher(text).matches() && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65535;
    }

    static boolean web(String text) {
        var url = url(text);
        return url != null
                && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && url.getPort() <= 65535;
    }

    /** {@code postgres://user@host:port/database}, or {@code postgresql://}, as libpq reads it. */
    static boolean postgres(String text) {
        var url = url(text);
        return url != null
                && ("postgres".equals(url.getScheme()) || "postgresql".equals(url.getScheme()))
                && url.getHost() != null
                && url.getPort() <= 65535
                && url.getPath() != null
                && url.getPath().length() > 1;
    }

    /** A literal IPv6 address only: it holds a colon, so that no name is ever looked up. */
    private static @Nullable InetAddress address(String text) {
        var literal = IPV4.matcher(text).matches()
                || (text.indexOf(':') >= 0 && text.indexOf('%') < 0 && !text.startsWith("["));
        try {
            return literal ? InetAddress.getByName(text) : null;
        } catch (UnknownHostException none) {
            return null;
        }
    }

    private static @Nullable URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException none) {
            return null;
        }
    }
}
