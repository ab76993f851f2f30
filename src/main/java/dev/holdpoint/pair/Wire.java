package dev.holdpoint.pair;

import dev.holdpoint.journal.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the socket: JSON objects, a line each, with the version of this format as {@code v} and what it is as {@code is}. A line
 * that is too long, is no such object or ends in its middle ends the conversation.
 */
final class Wire {
    static final long VERSION = 1;

    /** The longest line of a guest: names and numbers. */
    static final int GUEST = 16 << 10;

    /** The longest line of a run: a file of a checklist, every byte of it escaped, or an event with the longest note that somebody pastes. */
    static final int HOST = 32 << 20;

    private final Bytes bytes;
    private final int longest;
    private final byte[] piece = new byte[8 << 10];
    private int from;
    private int to;

    /** Where bytes come from. */
    interface Bytes {
        /** @return how many were put into {@code into}; 0 or less at the end */
        int read(byte[] into) throws IOException;
    }

    Wire(Bytes bytes, int longest) {
        this.bytes = bytes;
        this.longest = longest;
    }

    /** A line to send. */
    static byte[] line(String is, Map<String, ? extends @Nullable Object> content) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("v", VERSION);
        all.put("is", is);
        all.putAll(content);
        byte[] json = Json.write(all);
        byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /** The next line; null at an end between two lines. */
    @Nullable
    Frame next() throws IOException {
        var line = new ByteArrayOutputStream(256);
        for (; ; ) {
            if (from == to) {
                to = Math.max(0, bytes.read(piece));
                from = 0;
                if (to == 0) {
                    if (line.size() == 0) {
                        return null;
                    }
                    throw new IOException("the line ends in its middle");
                }
            }
            int end = from;
            while (end < to && piece[end] != '\n') {
                end++;
            }
            if (line.size() + end - from > longest) {
                throw new IOException("a line of more than " + longest + " bytes");
            }
            line.write(piece, from, end - from);
            if (end < to) {
                from = end + 1;
                return Frame.of(line.toByteArray());
            }
            from = end;
        }
    }

    /** One line, read. Asking it for what it has not is an {@link IOException}: the other end speaks another language. */
    record Frame(String is, Map<String, @Nullable Object> content) {
        private static Frame of(byte[] line) throws IOException {
            var content = Json.read(line);
            if (!Long.valueOf(VERSION).equals(content.get("v"))) {
                throw new IOException("speaks version " + content.get("v") + ", not " + VERSION);
            }
            return new Frame(text(content, "is"), content);
        }

        String text(String name) throws IOException {
            return text(content, name);
        }

        private static String text(Map<String, @Nullable Object> content, String name) throws IOException {
            if (content.get(name) instanceof String text) {
                return text;
            }
            throw new IOException("no text called " + name);
        }

        long number(String name) throws IOException {
            if (content.get(name) instanceof Long number) {
                return number;
            }
            throw new IOException("no number called " + name);
        }

        boolean flag(String name) {
            return Boolean.TRUE.equals(content.get(name));
        }

        List<String> texts(String name) throws IOException {
            if (content.get(name) instanceof List<?> list) {
                return list.stream().map(String::valueOf).toList();
            }
            throw new IOException("no list called " + name);
        }

        List<Map<String, @Nullable Object>> objects(String name) throws IOException {
            if (content.get(name) instanceof List<?> list) {
                var objects = new java.util.ArrayList<Map<String, @Nullable Object>>();
                for (var each : list) {
                    objects.add(object(each, name));
                }
                return objects;
            }
            throw new IOException("no list called " + name);
        }

        /** Null where there is none. */
        @Nullable
        Map<String, @Nullable Object> object(String name) throws IOException {
            var found = content.get(name);
            return found == null ? null : object(found, name);
        }

        @SuppressWarnings("unchecked") // Json makes objects of nothing else
        private static Map<String, @Nullable Object> object(@Nullable Object found, String name) throws IOException {
            if (found instanceof Map<?, ?> map) {
                return (Map<String, @Nullable Object>) map;
            }
            throw new IOException("no object called " + name);
        }
    }
}
