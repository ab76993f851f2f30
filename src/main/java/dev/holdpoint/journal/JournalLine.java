package dev.holdpoint.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a journal, version 1:
 *
 * <pre>{"v":1,"n":7,"at":"2026-…Z","type":"step.started", …payload…, "more":2,"prev":"…","own":"…"}</pre>
 *
 * {@code more} counts the lines behind it that were written with it, as one; left out where it is 0. Where they are missing at the
 * end of the file, none of them counts. {@code prev} is the SHA-256 of all bytes of the line before, without its newline; zeros on the first line. {@code own} is that of
 * this line's bytes before {@code ,"own"}, so that a change to the last line shows too.
 */
record JournalLine(long n, Instant at, String type, long more, Map<String, @Nullable Object> payload) {
    static final String FIRST = "0".repeat(64);

    /** Never fed, only cloned: to look an algorithm up for each line would cost more than to hash it. */
    private static final MessageDigest SHA_256 = sha256();

    private static final int VERSION = 1;
    private static final Set<String> RESERVED = Set.of("v", "n", "at", "type", "more", "prev", "own");
    private static final byte[] OWN = ",\"own\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = OWN.length + 64 + 2;

    /** Its bytes, without the newline. */
    byte[] write(String prev) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("v", VERSION);
        object.put("n", n);
        object.put("at", at.toString());
        object.put("type", type);
        payload.forEach((name, value) -> {
            if (RESERVED.contains(name)) {
                throw new IllegalArgumentException(
                        type + " has a component called " + name + ", which is the journal's own");
            }
            object.put(name, value);
        });
        if (more > 0) {
            object.put("more", more);
        }
        object.put("prev", prev);
        byte[] whole = Json.write(object);
        byte[] body = Arrays.copyOf(whole, whole.length - 1);
        byte[] line = Arrays.copyOf(body, body.length + TAIL);
        System.arraycopy(OWN, 0, line, body.length, OWN.length);
        byte[] end = (hash(body) + "\"}").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(end, 0, line, body.length + OWN.length, end.length);
        return line;
    }

    /**
     * A line as it stands there, whatever stands before it: so lines can be taken apart beside each other ({@link #read}).
     *
     * @param said the hash that it says of itself, beside {@code own}, which is the true one
     * @param chain what the line behind it has to have as {@code prev}
     * @param rest all else that it says
     */
    record Standing(
            @Nullable Object v,
            @Nullable Object n,
            @Nullable Object prev,
            @Nullable Object said,
            String own,
            String chain,
            Map<String, @Nullable Object> rest) {
        /** @throws IOException if it is not as it was written, or not after {@code before}; the message is the reason */
        void follow(long due, String before) throws IOException {
            if (!Long.valueOf(VERSION).equals(v)) {
                throw new IOException("version " + v + " of the journal is not known to this release");
            }
            if (!Long.valueOf(due).equals(n)) {
                throw new IOException("it is number " + n + " where " + due + " was due: lines are missing or moved");
            }
            if (!before.equals(prev)) {
                throw new IOException("the chain is broken: it does not follow the line before");
            }
            if (!own.equals(said)) {
                throw new IOException("its content was changed: the hash does not fit");
            }
        }

        /** @throws IOException if it has no number, time or type */
        JournalLine line() throws IOException {
            if (!(n instanceof Long number)
                    || !(rest.get("at") instanceof String at)
                    || !(rest.get("type") instanceof String type)) {
                throw new IOException("it has no time or no type");
            }
            long more = rest.get("more") instanceof Long count ? count : 0;
            try {
                Instant time = Moments.parse(at);
                rest.keySet().removeAll(RESERVED);
                return new JournalLine(number, time, type, more, rest);
            } catch (DateTimeException e) {
                throw new IOException("'" + at + "' is no time", e);
            }
        }
    }

    /** @throws IOException if it is no JSON object; the message is the reason */
    static Standing read(byte[] line) throws IOException {
        Map<String, @Nullable Object> object = Json.read(line);
        // What both hashes begin with is hashed once.
        int body = Math.max(0, line.length - TAIL);
        MessageDigest whole = copy(SHA_256);
        whole.update(line, 0, body);
        String own = hex(copy(whole));
        whole.update(line, body, line.length - body);
        return new Standing(
                object.get("v"), object.get("n"), object.get("prev"), object.get("own"), own, hex(whole), object);
    }

    static String hash(byte[] bytes) {
        MessageDigest digest = copy(SHA_256);
        digest.update(bytes);
        return hex(digest);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own SHA-256 can be cloned", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
