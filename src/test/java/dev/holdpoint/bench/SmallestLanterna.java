package dev.holdpoint.bench;

import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.DefaultTerminalFactory;
import java.io.IOException;

/** The least that a program with Lanterna does: takes the terminal, shows one text, ends. What a start is measured against. */
public final class SmallestLanterna {
    static final String TEXT = "the-smallest-program";

    private SmallestLanterna() {}

    public static void main(String[] args) throws IOException {
        try (var terminal =
                        new DefaultTerminalFactory().setForceTextTerminal(true).createTerminal();
                var screen = new TerminalScreen(terminal)) {
            screen.startScreen();
            screen.newTextGraphics().putString(2, 1, TEXT);
            screen.refresh();
        }
    }
}
