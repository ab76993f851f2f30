package dev.holdpoint.pair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WireTest {
    @Test
    void linesComeBackHoweverTheyAreCut() throws Exception {
        var line = Wire.line("look", Map.of("step", "flip · ü", "n", 7));
        for (int size : new int[] {1, 2, 3, line.length, 1000}) {
            var wire = wire(size, new String(line, UTF_8).repeat(2));
            for (int n = 0; n < 2; n++) {
                var frame = wire.next();
                assertThat(frame).isNotNull();
                assertThat(frame.is()).isEqualTo("look");
                assertThat(frame.text("step")).isEqualTo("flip · ü");
                assertThat(frame.number("n")).isEqualTo(7);
            }
            assertThat(wire.next()).isNull();
        }
    }

    @Test
    void whatIsNoLineEndsIt() {
        for (var wrong : List.of(
                "{\"v\":1,\"is\":\"look\"",
                "garbage\n",
                "\n",
                "[1]\n",
                "{\"v\":2,\"is\":\"look\"}\n",
                "{\"is\":\"look\"}\n",
                "{\"v\":1}\n",
                "{\"v\":1,\"is\":7}\n",
                "{\"v\":1,\"is\":\"a\",\"is\":\"b\"}\n",
                "{\"v\":1,\"is\":\"a\"} {}\n",
                "{\"v\":1,\"is\":\"a\",\"x\":" + "[".repeat(5000) + "\n")) {
            assertThatThrownBy(() -> wire(64, wrong).next()).as(wrong).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aLineThatNeverEndsIsNotKept() {
        int[] read = {0};
        var endless = new Wire(
                into -> {
                    read[0] += into.length;
                    return into.length;
                },
                Wire.GUEST);
        assertThatThrownBy(endless::next).hasMessageContaining("a line of more than");
        assertThat(read[0]).isLessThan(4 * Wire.GUEST);
    }

    @Test
    void whatAFrameLacksIsSaid() throws Exception {
        var frame =
                wire(64, "{\"v\":1,\"is\":\"a\",\"n\":\"7\",\"list\":[1]}\n").next();
        assertThat(frame).isNotNull();
        assertThatThrownBy(() -> frame.number("n")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> frame.text("gone")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> frame.objects("list")).isInstanceOf(IOException.class);
    }

    private static Wire wire(int piece, String text) {
        var bytes = new ByteArrayInputStream(text.getBytes(UTF_8));
        return new Wire(into -> bytes.read(into, 0, Math.min(piece, into.length)), 1 << 16);
    }
}
