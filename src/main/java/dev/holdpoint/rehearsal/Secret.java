package dev.holdpoint.rehearsal;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords of a lab. */
final class Secret {
    private Secret() {}

    /** A new one of 144 bits, in letters, digits, dash and underscore: it needs no quoting in SQL or sh. */
    static String fresh() {
        var bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
