package dev.holdpoint.run.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.OwnWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static List<String> cut(byte[] bytes, Random pieces) {
        var heard = new ArrayList<String>();
        var lines = new Lines(heard::add);
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + pieces.nextInt(50_000));
            lines.take(bytes, at, length);
            at += length;
        }
        lines.end();
        return heard;
    }

    @Test
    void linesEndAtEitherSignWhereverThePiecesEnd() {
        var random = new Random(4711);
        for (int round = 0; round < 50; round++) {
            var text = new StringBuilder();
            for (int i = 0; i < 3000; i++) {
                text.append("x".repeat(random.nextInt(60))).append(random.nextInt(3) == 0 ? "\r\n" : "\n");
            }
            var expected = text.toString().lines().filter(it -> !it.isEmpty()).toList();
            assertThat(cut(text.toString().getBytes(UTF_8), random)).isEqualTo(expected);
        }
    }

    @Test
    void aLineWithoutAnEndIsCutAfter64KiB() {
        var heard = cut(("a\n" + "x".repeat(150_000) + "\nb").getBytes(UTF_8), new Random(1));
        assertThat(heard.stream().map(String::length)).containsExactly(1, 65_536, 65_536, 18_928, 1);
    }

    /** Whether lines are left out by their first sign must not show in what is heard, also where a line comes in two pieces. */
    @Test
    void ofLinesThatBeginOtherwiseNoComplaintIsMissed() {
        var random = new Random(4712);
        var beginnings = List.of(
                "ERROR:  a",
                " \t\u2003FATAL:  b",
                "x ERROR:  c",
                "\u001b[31mERROR:  d\u001b[0m",
                "\u2003",
                "é",
                "pg_dump: error: e");
        var text = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            text.append(beginnings.get(random.nextInt(beginnings.size())))
                    .append("y".repeat(random.nextInt(30)))
                    .append('\n');
        }
        var heard = new ArrayList<String>();
        var lines = new Lines(OwnWords.complaints(heard::add));
        var bytes = text.toString().getBytes(UTF_8);
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(100));
            lines.take(bytes, at, length);
            at += length;
        }
        lines.end();

        assertThat(heard)
                .isNotEmpty()
                .isEqualTo(text.toString().lines().filter(OwnWords::complains).toList());
    }
}
