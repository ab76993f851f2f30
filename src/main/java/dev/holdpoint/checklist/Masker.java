package dev.holdpoint.checklist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Puts {@code ••••} in the place of secrets, in whichever form they turn up: as they are, or as base64, URL, JSON, HTML or sh write
 * them. Works on bytes as they stream by, at about the speed of copying them: the skip table of Wu and Manber (1994) over pairs of bytes
 * in a window as long as the shortest pattern, and at each place the longest pattern that fits. Immutable; one {@link Stream} for each sequence of bytes.
 */
public final class Masker {
    public static final String MASK = "••••";

    static final byte[] MASK_BYTES = MASK.getBytes(StandardCharsets.UTF_8);

    /** Masks nothing. */
    public static final Masker NONE = new Masker(List.of());

    /** Bytes that every pattern has at least; 0 where there is no pattern. */
    final int window;

    /** By the two bytes at the window's end: how far the window may move. */
    private final byte[] skip;

    /** By the byte at the window's end, the longest first. */
    private final byte[][][] ending = new byte[256][][];

    private final byte[][] patterns;

    private Masker(Collection<String> forms) {
        patterns = forms.stream()
                .map(form -> form.getBytes(StandardCharsets.UTF_8))
                .sorted(Comparator.comparingInt((byte[] p) -> p.length).reversed())
                .toArray(byte[][]::new);
        window = patterns.length == 0 ? 0 : patterns[patterns.length - 1].length;
        skip = new byte[window < 2 ? 0 : 1 << 16];
        Arrays.fill(skip, (byte) Math.min(window - 1, Byte.MAX_VALUE));
        List<List<byte[]>> byEnd = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            byEnd.add(new ArrayList<>());
        }
        for (byte[] pattern : patterns) {
            for (int i = 1; i < window; i++) {
                int pair = pair(pattern, i);
                skip[pair] = (byte) Math.min(skip[pair], window - 1 - i);
            }
            byEnd.get(pattern[window - 1] & 0xff).add(pattern);
        }
        Arrays.setAll(ending, i -> byEnd.get(i).toArray(byte[][]::new));
    }

    /** @param secrets their values; empty ones count for nothing */
    public static Masker of(Collection<String> secrets) {
        return secrets.isEmpty() ? NONE : new Masker(SecretForms.of(secrets));
    }

    /** False where there is nothing to mask. */
    public boolean masks() {
        return window > 0;
    }

    /** A whole text, masked. */
    public String mask(String text) {
        if (window == 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        Stream stream = stream();
        try {
            stream.write(bytes, 0, bytes.length, out::write);
            stream.finish(out::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    public Stream stream() {
        return new Stream(this);
    }

    /** How far the window that begins at {@code at} may move; 0 where something may be in it. */
    int skip(byte[] bytes, int at) {
        return window < 2 ? 0 : skip[pair(bytes, at + window - 1)];
    }

    private static int pair(byte[] bytes, int end) {
        return ((bytes[end - 1] & 0xff) << 8) | (bytes[end] & 0xff);
    }

    /** Length of the longest pattern at {@code at}, 0 if none is there, -1 if a longer one may be, once more bytes have come. */
    int match(byte[] bytes, int at, int end, boolean last) {
        for (byte[] pattern : ending[bytes[at + window - 1] & 0xff]) {
            int n = Math.min(pattern.length, end - at);
            if (Arrays.equals(bytes, at, at + n, pattern, 0, n)) {
                if (n == pattern.length) {
                    return n;
                }
                if (!last) {
                    return -1;
                }
            }
        }
        return 0;
    }

    /** True if a pattern may begin with these bytes. */
    boolean begins(byte[] bytes, int at, int end) {
        for (byte[] pattern : patterns) {
            if (pattern.length > end - at && Arrays.equals(bytes, at, end, pattern, 0, end - at)) {
                return true;
            }
        }
        return false;
    }

    /** Where masked bytes go. */
    @FunctionalInterface
    public interface Sink {
        void write(byte[] bytes, int start, int length) throws IOException;
    }

    /** One sequence of bytes. Keeps back what may be the beginning of a secret: less than the longest pattern. Not thread-safe. */
    public static final class Stream {
        private final Masker masker;
        private byte[] work = new byte[0];
        private int held;

        Stream(Masker masker) {
            this.masker = masker;
        }

        /** Bytes kept back. */
        public int held() {
            return held;
        }

        public void write(byte[] bytes, int start, int length, Sink out) throws IOException {
            if (masker.window == 0) {
                out.write(bytes, start, length);
                return;
            }
            if (work.length < held + length) {
                work = Arrays.copyOf(work, held + length);
            }
            System.arraycopy(bytes, start, work, held, length);
            scan(held + length, false, out);
        }

        /** Nothing more comes: lets go of what was kept back. */
        public void finish(Sink out) throws IOException {
            scan(held, true, out);
        }

        private void scan(int end, boolean last, Sink out) throws IOException {
            int window = masker.window;
            int clean = 0;
            int at = 0;
            while (window > 0 && at + window <= end) {
                int skip = masker.skip(work, at);
                if (skip > 0) {
                    at += skip;
                    continue;
                }
                int length = masker.match(work, at, end, last);
                if (length < 0) {
                    break;
                }
                if (length > 0) {
                    emit(clean, at, out);
                    out.write(MASK_BYTES, 0, MASK_BYTES.length);
                    at += length;
                    clean = at;
                } else {
                    at++;
                }
            }
            int keep = last ? end : firstBeginning(Math.min(at, end), end);
            emit(clean, keep, out);
            held = end - keep;
            System.arraycopy(work, keep, work, 0, held);
        }

        private int firstBeginning(int from, int end) {
            for (int at = from; at < end; at++) {
                if (masker.begins(work, at, end)) {
                    return at;
                }
            }
            return end;
        }

        private void emit(int from, int to, Sink out) throws IOException {
            if (to > from) {
                out.write(work, from, to - from);
            }
        }
    }
}
