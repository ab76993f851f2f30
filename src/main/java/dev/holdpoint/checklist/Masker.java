package dev.holdpoint.checklist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Puts {@code ••••} in the place of secrets, in whichever form they turn up: as they are, or as base64, URL, JSON, HTML, SQL or sh write
 * them ({@link SecretForms}, {@link Escapes}). Works on bytes as they stream by, at about the speed of copying them: the skip table of Wu and Manber (1994) over pairs of bytes
 * in a window as long as the shortest form, and at each place the longest form that fits. Immutable; one {@link Stream} for each sequence of bytes.
 */
public final class Masker {
    public static final String MASK = "••••";

    static final byte[] MASK_BYTES = MASK.getBytes(StandardCharsets.UTF_8);

    private static final Spelling[] NOTHING = {};

    /** Masks nothing. */
    public static final Masker NONE = new Masker(List.of());

    /** Bytes that every form has at least; 0 where there is none. */
    final int window;

    /** By the two bytes at the window's end: how far the window may move. */
    private final byte[] skip;

    /** By the two bytes that they may begin with. */
    private final Spelling[][] starting;

    private final Spelling[] forms;

    private Masker(Collection<String> texts) {
        List<Spelling> all = new ArrayList<>();
        texts.forEach(it -> all.add(Spelling.of(it)));
        SecretForms.base64(texts).forEach(it -> all.add(Spelling.asItIs(it)));
        forms = all.toArray(Spelling[]::new);
        window = Arrays.stream(forms).mapToInt(Spelling::shortest).min().orElse(0);
        skip = new byte[window < 2 ? 0 : 1 << 16];
        starting = new Spelling[skip.length][];
        Arrays.fill(starting, NOTHING);
        Arrays.fill(skip, (byte) Math.min(window - 1, Byte.MAX_VALUE));
        for (Spelling form : forms) {
            form.pairs(window, (place, before, after) -> {
                int pair = pair(before, after);
                skip[pair] = (byte) Math.min(skip[pair], window - 1 - place);
                if (place == 1) {
                    starting[pair] = with(starting[pair], form);
                }
            });
        }
    }

    private static Spelling[] with(Spelling[] forms, Spelling form) {
        if (forms.length > 0 && forms[forms.length - 1] == form) {
            return forms;
        }
        Spelling[] more = Arrays.copyOf(forms, forms.length + 1);
        more[forms.length] = form;
        return more;
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
        return window < 2 ? 0 : skip[pair(bytes[at + window - 2], bytes[at + window - 1])];
    }

    private static int pair(byte before, byte after) {
        return ((before & 0xff) << 8) | (after & 0xff);
    }

    /** Length of the longest form at {@code at}, 0 if none is there, {@link Spelling#OPEN} if a longer one may be, once more bytes have come. */
    int match(byte[] bytes, int at, int end, boolean last) {
        int longest = 0;
        for (Spelling form : window < 2 ? forms : starting[pair(bytes[at], bytes[at + 1])]) {
            int length = form.fit(bytes, at, end, last);
            if (length == Spelling.OPEN) {
                return length;
            }
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /** True if a form may begin with these bytes. */
    boolean begins(byte[] bytes, int at, int end) {
        for (Spelling form : forms) {
            if (form.fit(bytes, at, end, false) == Spelling.OPEN) {
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
                if (length == Spelling.OPEN) {
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
