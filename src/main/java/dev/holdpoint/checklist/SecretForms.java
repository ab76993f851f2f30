package dev.holdpoint.checklist;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts that tell a secret. How programs write their characters down, {@link Escapes} knows. */
final class SecretForms {
    /** Shorter pieces would turn up by chance in text that has nothing to do with the secret. */
    private static final int SHORTEST_CORE = 6;

    private static final int SHORTEST_LINE = 8;

    /** Characters: base64(1) and MIME, openssl and PEM. */
    private static final int[] LINES_OF_BASE64 = {76, 64};

    private static final Pattern PASSWORD = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/?#:@]*:([^/?#@]{4,})@");

    private SecretForms() {}

    /** All values that are not empty, and what of them is printed alone. */
    static Set<String> of(Collection<String> secrets) {
        Set<String> texts = new LinkedHashSet<>();
        for (String secret : secrets) {
            texts.add(secret);
            texts.add(secret.strip());
            addPasswordOfUrl(secret, texts);
            // A key of many lines is also printed in pieces, indented or line by line.
            secret.lines().filter(line -> line.length() >= SHORTEST_LINE).forEach(line -> texts.add(line.strip()));
        }
        texts.remove("");
        return texts;
    }

    /** The base64 of texts. */
    static Set<String> base64(Collection<String> texts) {
        Set<String> forms = new LinkedHashSet<>();
        texts.forEach(it -> addBase64(it.getBytes(StandardCharsets.UTF_8), forms));
        return forms;
    }

    /** Programs that are given a URL speak of its password alone. */
    private static void addPasswordOfUrl(String secret, Set<String> texts) {
        Matcher url = PASSWORD.matcher(secret);
        if (url.find()) {
            texts.add(url.group(1));
            try {
                texts.add(URLDecoder.decode(url.group(1).replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                // A stray percent sign: then it was meant as it stands.
            }
        }
    }

    /**
     * As a whole, and as it stands within a longer text (as in {@code user:password} of a Basic header): there it begins at one of three
     * places of a group, and the characters that its neighbours have a part in are not its own.
     */
    private static void addBase64(byte[] secret, Set<String> forms) {
        for (Base64.Encoder encoder : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
            String whole = encoder.encodeToString(secret);
            for (int width : LINES_OF_BASE64) {
                addPieces(encoder.withoutPadding().encodeToString(secret), secret.length * 8 / 6, width, forms);
            }
            if (whole.length() >= SHORTEST_CORE) {
                forms.add(whole);
            }
            for (int before = 0; before < 3; before++) {
                byte[] shifted = new byte[before + secret.length];
                System.arraycopy(secret, 0, shifted, before, secret.length);
                String text = encoder.withoutPadding().encodeToString(shifted);
                int from = (before * 8 + 5) / 6;
                int to = shifted.length * 8 / 6;
                if (to - from >= SHORTEST_CORE) {
                    forms.add(text.substring(from, to));
                }
            }
        }
    }

    /** Of what is longer than a line, each line; of the last one only what the secret alone decides. */
    private static void addPieces(String text, int end, int width, Set<String> forms) {
        for (int at = 0; at < end && end > width; at += width) {
            String piece = text.substring(at, Math.min(end, at + width));
            if (piece.length() >= SHORTEST_LINE) {
                forms.add(piece);
            }
        }
    }
}
