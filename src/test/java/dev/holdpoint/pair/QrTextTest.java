package dev.holdpoint.pair;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.qrcode.decoder.Decoder;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QrTextTest {
    private static final int MARGIN = 4;

    @Test
    void whatIsShownCanBeRead() throws Exception {
        var uri = OneTimeCode.uri("bob@example.org", OneTimeCode.newSeed());
        assertThat(new Decoder().decode(dark(QrText.lines(uri))).getText()).isEqualTo(uri);
    }

    @Test
    void ithasRoomInATerminal() {
        var lines = QrText.lines(OneTimeCode.uri("a-reviewer-with-a-long-name@example.org", OneTimeCode.newSeed()));
        assertThat(lines).hasSizeLessThanOrEqualTo(32);
        assertThat(bare(lines.getFirst())).hasSizeLessThanOrEqualTo(80);
    }

    private static String bare(String line) {
        return line.replaceAll("\u001b\\[[0-9;]*m", "");
    }

    /** The squares again, as a camera would see them. */
    private static boolean[][] dark(List<String> lines) {
        int size = bare(lines.getFirst()).length() - 2 * MARGIN;
        var squares = new boolean[size][size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                char both = bare(lines.get((y + MARGIN) / 2)).charAt(x + MARGIN);
                boolean upper = (y + MARGIN) % 2 == 0;
                boolean light = both == '█' || both == (upper ? '▀' : '▄');
                squares[y][x] = !light;
            }
        }
        return squares;
    }
}
