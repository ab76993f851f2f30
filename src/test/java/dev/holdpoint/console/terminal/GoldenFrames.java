package dev.holdpoint.console.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares frames with the pictures under {@code src/test/resources/golden}: the text as it stands on the screen, then
 * the styles as runs ("row: first-last STYLE"), where {@link Role#NORMAL} is left out. With
 * {@code -Dgolden.update=true} the pictures are written anew; look at the difference before you commit it.
 */
public final class GoldenFrames {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private GoldenFrames() {}

    /**
     * Fails with the difference unless {@code frame} looks like {@code golden/NAME.txt}.
     *
     * @param name a file name without its ending; it may contain folders
     */
    public static void assertGolden(String name, Frame frame) {
        Path file = FOLDER.resolve(name + ".txt");
        String picture = picture(frame);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, picture, UTF_8);
                return;
            }
            if (!Files.exists(file)) {
                fail("no picture %s; run with -Dgolden.update=true and look at it:%n%s", file, picture);
            }
            assertThat(picture).as("%s", file).isEqualTo(Files.readString(file, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The frame as the text of a golden file. */
    public static String picture(Frame frame) {
        StringBuilder text = new StringBuilder();
        text.append(frame.size().cols()).append(" x ").append(frame.size().rows());
        Frame.Cursor cursor = frame.cursor();
        text.append(cursor == null ? "" : ", cursor " + cursor.x() + "," + cursor.y())
                .append('\n');
        for (int y = 0; y < frame.size().rows(); y++) {
            text.append('|').append(frame.row(y)).append('\n');
        }
        text.append("styles\n");
        for (int y = 0; y < frame.size().rows(); y++) {
            List<String> runs = runs(frame, y);
            if (!runs.isEmpty()) {
                text.append(y).append(": ").append(String.join(", ", runs)).append('\n');
            }
        }
        return text.toString();
    }

    private static List<String> runs(Frame frame, int y) {
        List<String> runs = new ArrayList<>();
        int cols = frame.size().cols();
        for (int x = 0; x < cols; ) {
            Style style = frame.style(x, y);
            int end = x;
            while (end < cols && frame.style(end, y).equals(style)) {
                end++;
            }
            if (style != Role.NORMAL) {
                runs.add(x + "-" + (end - 1) + " " + name(style));
            }
            x = end;
        }
        return runs;
    }

    private static String name(Style style) {
        return switch (style) {
            case Role role -> role.name();
            case Layered layered -> layered.top() + "/" + name(layered.base());
            case Ink ink ->
                "ink(" + colour(ink.fg()) + " on " + colour(ink.bg())
                        + (ink.flags() == 0 ? "" : " flags " + ink.flags()) + ")";
        };
    }

    private static String colour(int colour) {
        if (colour == Ink.DEFAULT) {
            return "default";
        }
        return Ink.isRgb(colour) ? "#%06x".formatted(colour & 0xffffff) : Integer.toString(colour);
    }
}
