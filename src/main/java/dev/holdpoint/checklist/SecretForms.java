package dev.holdpoint.checklist;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The ways in which programs write a secret down. */
final class SecretForms {
    /** Shorter pieces would turn up by chance in text that has nothing to do with the secret. */
    private static final int SHORTEST_CORE = 6;

    private static final int SHORTEST_LINE = 8;

    /** Characters: base64(1) and MIME, openssl and PEM. */
    private static final int[] LINES_OF_BASE64 = {76, 64};

    private static final Pattern PASSWORD = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/?#:@]*:([^/?#@]{4,})@");

    private SecretForms() {}

    /** All forms of all values that are not empty, UTF-8. */
    static Set<String> of(Collection<String> secrets) {
        Set<String> forms = new LinkedHashSet<>();
        for (String secret : secrets) {
            addPlain(secret, forms);
            addPlain(secret.strip(), forms);
            addPasswordOfUrl(secret, forms);
            // A key of many lines is also printed in pieces, indented or line by line.
            secret.lines()
                    .filter(line -> line.length() >= SHORTEST_LINE)
                    .forEach(line -> addPlain(line.strip(), forms));
        }
        forms.remove("");
        return forms;
    }

    /** Programs that are given a URL speak of its password alone. */
    private static void addPasswordOfUrl(String secret, Set<String> forms) {
        Matcher url = PASSWORD.matcher(secret);
        if (url.find()) {
            addPlain(url.group(1), forms);
            try {
                addPlain(URLDecoder.decode(url.group(1).replace("+", "%2B"), StandardCharsets.UTF_8), forms);
            } catch (IllegalArgumentException e) {
                // A stray percent sign: then it was meant as it stands.
            }
        }
    }

    private static void addPlain(String secret, Set<String> forms) {
        forms.add(secret);
        // A terminal writes CR LF for LF.
        forms.add(secret.replace("\n", "\r\n"));
        forms.add(secret.replace("'", "'\\''"));
        addJson(secret, forms);
        addUrl(secret, forms);
        addHtml(secret, forms);
        addBase64(secret.getBytes(StandardCharsets.UTF_8), forms);
    }

    /** Programs agree about {@code & < >}, and each has its own way with quotes. */
    private static void addHtml(String secret, Set<String> forms) {
        String html = secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        for (String twice : new String[] {"&quot;", "&#34;"}) {
            for (String once : new String[] {"'", "&#39;", "&apos;", "&#x27;"}) {
                forms.add(html.replace("\"", twice).replace("'", once));
            }
        }
    }

    private static void addJson(String secret, Set<String> forms) {
        String json = secret.chars().mapToObj(SecretForms::jsonChar).collect(Collectors.joining());
        forms.add(json);
        forms.add(json.replace("/", "\\/"));
        String ascii = json.chars()
                .mapToObj(c -> c < 128 ? Character.toString(c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());
        forms.add(ascii);
        forms.add(ascii.replace("/", "\\/"));
    }

    private static String jsonChar(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> c < ' ' ? String.format("\\u%04x", c) : Character.toString(c);
        };
    }

    /** RFC 3986 (unreserved), the same with what JavaScript leaves alone, and forms (WHATWG URL, application/x-www-form-urlencoded). */
    private static void addUrl(String secret, Set<String> forms) {
        for (String kept : new String[] {"-._~", "-._~!*'()", "-._*"}) {
            String url = percent(secret, c -> kept.indexOf(c) >= 0);
            for (String form : new String[] {url, url.replace("%20", "+")}) {
                forms.add(form);
                forms.add(lowerHex(form));
            }
        }
    }

    private static String percent(String secret, IntPredicate kept) {
        StringBuilder url = new StringBuilder();
        for (byte each : secret.getBytes(StandardCharsets.UTF_8)) {
            int b = each & 0xff;
            boolean plain = b < 128 && (Character.isLetterOrDigit(b) || kept.test(b));
            url.append(plain ? Character.toString(b) : String.format("%%%02X", b));
        }
        return url.toString();
    }

    private static String lowerHex(String url) {
        StringBuilder lower = new StringBuilder(url);
        for (int i = lower.indexOf("%"); i >= 0 && i + 3 <= lower.length(); i = lower.indexOf("%", i + 3)) {
            lower.replace(i, i + 3, lower.substring(i, i + 3).toLowerCase(Locale.ROOT));
        }
        return lower.toString();
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
