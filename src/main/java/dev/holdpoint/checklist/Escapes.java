package dev.holdpoint.checklist;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What programs write in the place of one character: each of them escapes others, so which one does is not asked. */
final class Escapes {
    /** Beyond the rules for all: SQL, YAML, CSV, sh, systemd and Compose files, forms, HTML, and C's names of control characters. */
    private static final Map<Integer, List<String>> OWN = Map.ofEntries(
            Map.entry((int) ' ', List.of("+")),
            Map.entry((int) '\'', List.of("''", "'\\''", "'\"'\"'", "&apos;", "&#039;")),
            Map.entry((int) '"', List.of("\"\"", "&quot;")),
            Map.entry((int) '&', List.of("&amp;")),
            Map.entry((int) '<', List.of("&lt;")),
            Map.entry((int) '>', List.of("&gt;")),
            Map.entry((int) '$', List.of("$$")),
            Map.entry((int) '%', List.of("%%")),
            // A terminal writes CR LF for LF.
            Map.entry((int) '\n', List.of("\r\n", "\\n", "\\r\\n", "%0D%0A", "%0d%0a")),
            Map.entry((int) '\r', List.of("\\r")),
            Map.entry((int) '\t', List.of("\\t")),
            Map.entry((int) '\b', List.of("\\b")),
            Map.entry((int) '\f', List.of("\\f")),
            Map.entry(0x07, List.of("\\a")),
            Map.entry(0x0b, List.of("\\v")),
            Map.entry(0x1b, List.of("\\e", "\\E")));

    private Escapes() {}

    /**
     * @param c a code point
     * @return the ways to write it, itself the first; nothing else for a letter or digit of ASCII, which nobody escapes
     */
    static Set<String> of(int c) {
        var plain = Character.toString(c);
        var ways = new LinkedHashSet<String>();
        ways.add(plain);
        if (c < 128 && Character.isLetterOrDigit(c)) {
            return ways;
        }
        if (c < 128) {
            ways.add("\\" + plain);
        }
        ways.addAll(OWN.getOrDefault(c, List.of()));
        addBytes(plain.getBytes(StandardCharsets.UTF_8), ways);
        addHex(plain.chars().toArray(), "\\u%04X", ways);
        addHex(new int[] {c}, "&#x%X;", ways);
        addHex(new int[] {c}, "\\u{%X}", ways);
        addHex(new int[] {c}, c < 256 ? "\\x%02X" : "\\U%08X", ways);
        ways.add("&#" + c + ";");
        return ways;
    }

    private static void addBytes(byte[] bytes, Set<String> ways) {
        var each = new int[bytes.length];
        for (int i = 0; i < each.length; i++) {
            each[i] = bytes[i] & 0xff;
        }
        addHex(each, "%%%02X", ways);
        addHex(each, "\\x%02X", ways);
        ways.add(joined(each, "\\%03o"));
    }

    /** In both cases: programs do not agree. */
    private static void addHex(int[] numbers, String format, Set<String> ways) {
        ways.add(joined(numbers, format));
        ways.add(joined(numbers, format.replace('X', 'x')));
    }

    private static String joined(int[] numbers, String format) {
        var text = new StringBuilder();
        for (int number : numbers) {
            text.append(String.format(Locale.ROOT, format, number));
        }
        return text.toString();
    }
}
