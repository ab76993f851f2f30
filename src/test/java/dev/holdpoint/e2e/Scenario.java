package dev.holdpoint.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One folder of {@code src/test/scenarios}: {@code checklist.yml}, {@code keys}, {@code expected-journal.txt} and
 * {@code expected-screen.txt}; and {@code arguments}, one a line, where the program is not started with {@code run checklist.yml}.
 *
 * <p>A line of {@code keys} is the name of a key or several ({@code Down Enter}), or one of these:
 *
 * <ul>
 *   <li>{@code +text} types it; {@code phrase: TEXT} types at a gate as a hand does
 *   <li>{@code wait: REGEX} for something on the screen, {@code gone: REGEX} for something to go
 *   <li>{@code until: KEY REGEX} presses a key again until something is there
 *   <li>{@code screen} looks at the expected screen now instead of at the end
 *   <li>{@code resize: 80x24}; {@code touch: FILE} makes a file beside the checklist
 *   <li>{@code kill -9}; {@code resume} once the program has ended; {@code ends: STATUS}
 *   <li>{@code # …} is a comment
 * </ul>
 */
record Scenario(Path folder) {
    /** The size that a scenario starts with. */
    private static final int COLUMNS = 120;

    private static final int ROWS = 36;

    void play(Path work) throws IOException {
        var program = new Program(work.resolve("state"));
        Files.copy(folder.resolve("checklist.yml"), work.resolve("checklist.yml"));
        var keys = Files.readAllLines(folder.resolve("keys"));
        try (var tmux = Tmux.start(work, COLUMNS, ROWS, program.environment())) {
            tmux.run(program.words(arguments()));
            for (int i = 0; i < keys.size(); i++) {
                try {
                    press(keys.get(i).strip(), tmux, program, work);
                } catch (AssertionError e) {
                    throw new AssertionError(folder.getFileName() + "/keys:" + (i + 1) + ": " + e.getMessage(), e);
                }
            }
            if (!keys.contains("screen")) {
                seeExpected(tmux);
            }
        }
        if (Files.exists(folder.resolve("expected-journal.txt"))) {
            var journal = program.journal();
            assertThat(expected("expected-journal.txt").unmet(journal))
                    .as("the journal is%n%s", String.join("\n", journal))
                    .isEmpty();
        }
    }

    private void press(String line, Tmux tmux, Program program, Path work) throws IOException {
        if (line.isEmpty() || line.startsWith("# ")) {
            return;
        }
        var colon = line.indexOf(": ");
        var word = colon < 0 ? line : line.substring(0, colon);
        var rest = colon < 0 ? "" : line.substring(colon + 2);
        switch (word) {
            case "wait" -> tmux.await(rest);
            case "gone" ->
                tmux.await("no /" + rest + "/", screen -> !screen.matches("(?s).*(?:" + rest + ").*"), Tmux.PATIENCE);
            case "phrase" -> tmux.typeByHand("Phrase: ", rest);
            case "until" -> {
                var key = rest.split(" ", 2);
                tmux.keysUntil(key[0], key[1]);
            }
            case "touch" -> Files.createFile(work.resolve(rest));
            case "screen" -> seeExpected(tmux);
            case "resize" -> resize(rest.split("x", 2), tmux);
            case "kill -9" -> Program.kill(tmux.program());
            case "resume" -> {
                tmux.awaitEnd();
                tmux.run(program.words("resume"));
            }
            case "ends" -> assertThat(tmux.awaitEnd()).as("exit status").isEqualTo(Integer.parseInt(rest));
            default -> keys(line, tmux);
        }
    }

    private static void keys(String line, Tmux tmux) {
        if (line.startsWith("+")) {
            tmux.type(line.substring(1));
        } else {
            tmux.keys(line.split(" +"));
        }
    }

    private static void resize(String[] size, Tmux tmux) {
        tmux.resize(Integer.parseInt(size[0]), Integer.parseInt(size[1]));
    }

    private void seeExpected(Tmux tmux) throws IOException {
        var expected = expected("expected-screen.txt");
        tmux.await(
                "all of expected-screen.txt",
                screen -> expected.unmet(screen.lines().toList()).isEmpty(),
                Tmux.PATIENCE);
    }

    private Expected expected(String file) throws IOException {
        return Expected.of(Files.readString(folder.resolve(file)));
    }

    private String[] arguments() throws IOException {
        var file = folder.resolve("arguments");
        return Files.exists(file)
                ? Files.readAllLines(file).toArray(String[]::new)
                : List.of("run", "checklist.yml").toArray(String[]::new);
    }

    @Override
    public String toString() {
        return String.valueOf(folder.getFileName());
    }
}
