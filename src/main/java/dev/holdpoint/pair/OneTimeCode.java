package dev.holdpoint.pair;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of RFC 6238 as every authenticator makes them: SHA-1, six digits, 30 seconds. A code of the step before is taken as well, for
 * clocks and for the time that it takes to say six digits.
 */
final class OneTimeCode {
    static final Duration STEP = Duration.ofSeconds(30);
    private static final int SEED_BYTES = 20; // RFC 4226, section 4: as long as the output of its hash
    private static final TimeBasedOneTimePasswordGenerator CODES = new TimeBasedOneTimePasswordGenerator(STEP);

    private OneTimeCode() {}

    static String newSeed() {
        var bytes = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base32.write(bytes);
    }

    /** The time step that the code belongs to; empty where it is none. */
    static OptionalLong judge(String seed, String code, Instant now) {
        var said = code.replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8);
        for (var at : new Instant[] {now, now.minus(STEP)}) {
            if (MessageDigest.isEqual(said, at(seed, at).getBytes(StandardCharsets.UTF_8))) {
                return OptionalLong.of(at.getEpochSecond() / STEP.toSeconds());
            }
        }
        return OptionalLong.empty();
    }

    /** The code that the reviewer's device shows. */
    static String at(String seed, Instant time) {
        try {
            return CODES.generateOneTimePasswordString(new SecretKeySpec(Base32.read(seed), "RAW"), time);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("no seed", e);
        }
    }

    /** What the picture says to an authenticator (the key URI format of Google Authenticator, which all others read). */
    static String uri(String name, String seed) {
        return "otpauth://totp/Holdpoint:" + name.replace("@", "%40") + "?secret=" + seed + "&issuer=Holdpoint";
    }
}
