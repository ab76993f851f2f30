package dev.holdpoint.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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

    /** @throws IOException if it is not as it was written; the message is the reason */
    static JournalLine read(byte[] line, long n, String prev) throws IOException {
        Map<String, @Nullable Object> object = Json.read(line);
        if (!Long.valueOf(VERSION).equals(object.get("v"))) {
            throw new IOException("version " + object.get("v") + " of the journal is not known to this release");
        }
        if (!Long.valueOf(n).equals(object.get("n"))) {
            throw new IOException(
                    "it is number " + object.get("n") + " where " + n + " was due: lines are missing or moved");
        }
        if (!prev.equals(object.get("prev"))) {
            throw new IOException("the chain is broken: it does not follow the line before");
        }
        byte[] body = Arrays.copyOf(line, Math.max(0, line.length - TAIL));
        if (!hash(body).equals(object.get("own"))) {
            throw new IOException("its content was changed: the hash does not fit");
        }
        if (!(object.get("at") instanceof String at) || !(object.get("type") instanceof String type)) {
            throw new IOException("it has no time or no type");
        }
        long more = object.get("more") instanceof Long count ? count : 0;
        object.keySet().removeAll(RESERVED);
        try {
            return new JournalLine(n, Instant.parse(at), type, more, object);
        } catch (DateTimeParseException e) {
            throw new IOException("'" + at + "' is no time", e);
        }
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) SHA_256.clone()).digest(bytes));
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
