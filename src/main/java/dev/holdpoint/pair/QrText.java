package dev.holdpoint.pair;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.ArrayList;
import java.util.List;

/** A QR code as text: two rows of squares in each line, by half blocks, light on dark whatever the terminal's colours are. */
public final class QrText {
    /** The standard wants four squares of light around it. */
    private static final int MARGIN = 4;

    private static final String LIGHT_ON_DARK = "\u001b[97;40m";
    private static final String RESET = "\u001b[0m";

    private QrText() {}

    /** @throws IllegalArgumentException where the text is too long for any QR code */
    public static List<String> lines(String text) {
        ByteMatrix squares;
        try {
            squares = Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
        var lines = new ArrayList<String>();
        for (int y = -MARGIN; y < squares.getHeight() + MARGIN; y += 2) {
            var line = new StringBuilder(LIGHT_ON_DARK);
            for (int x = -MARGIN; x < squares.getWidth() + MARGIN; x++) {
                boolean upper = light(squares, x, y);
                boolean lower = light(squares, x, y + 1);
                line.append(upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ");
            }
            lines.add(line.append(RESET).toString());
        }
        return lines;
    }

    private static boolean light(ByteMatrix squares, int x, int y) {
        boolean inside = x >= 0 && y >= 0 && x < squares.getWidth() && y < squares.getHeight();
        return !inside || squares.get(x, y) == 0;
    }
}
