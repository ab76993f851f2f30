package dev.holdpoint.console.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The bytes of a bracketed paste up to {@code CSI 201 ~}. */
final class PasteBuffer {
    /** More than anybody pastes into a form; the rest is dropped. */
    private static final int LIMIT = 1 << 20;

    private static final byte[] END = "\u001b[201~".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int matched;

    /** Takes a byte; true when it was the last one of the paste. */
    boolean add(int b) {
        if (b == END[matched]) {
            matched++;
            if (matched == END.length) {
                matched = 0;
                return true;
            }
            return false;
        }
        keep(END, matched);
        matched = b == END[0] ? 1 : 0;
        if (matched == 0) {
            keep(new byte[] {(byte) b}, 1);
        }
        return false;
    }

    /** The text so far, without control characters other than line feeds and tabs; empties the buffer. */
    String take() {
        String text =
                bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").replace('\r', '\n');
        bytes.reset();
        matched = 0;
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private void keep(byte[] from, int count) {
        if (bytes.size() + count <= LIMIT) {
            bytes.write(from, 0, count);
        }
    }
}
