package dev.holdpoint.run.work;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes that have to be text: with a sign in the place of what is none, a secret would be another one, and nobody could see it. */
final class Utf8 {
    private Utf8() {}

    /**
     * @return without the mark of the byte order that some editors put at the head
     * @throws IOException where it is no UTF-8
     */
    static String text(byte[] bytes) throws IOException {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IOException("not UTF-8 text", e);
        }
    }
}
