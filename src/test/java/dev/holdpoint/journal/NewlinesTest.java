package dev.holdpoint.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NewlinesTest {
    @Test
    void countsWhatALookAtEachByteCounts() {
        var random = new Random(4711);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = new byte[random.nextInt(70)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                // Line ends, and their neighbours in value, with and without the high bit.
                bytes[i] = random.nextBoolean()
                        ? bytes[i]
                        : (byte) new int[] {'\n', 0, 9, 11, 0x8a, 0xff}[random.nextInt(6)];
            }
            int start = random.nextInt(bytes.length + 1);
            int length = random.nextInt(bytes.length - start + 1);
            int expected = 0;
            for (int i = start; i < start + length; i++) {
                expected += bytes[i] == '\n' ? 1 : 0;
            }
            assertThat(Newlines.in(bytes, start, length)).isEqualTo(expected);
        }
    }
}
