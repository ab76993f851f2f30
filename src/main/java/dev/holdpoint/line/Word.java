package dev.holdpoint.line;

import dev.holdpoint.operator.Command;
import dev.holdpoint.operator.CommandWords;
import dev.holdpoint.run.Run;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be said. Whoever knows the full screen may say its words too. */
enum Word {
    RUN("run", Command.RUN, "Run a step; a failed one again, which asks why; on a hold point, open its gate"),
    ON("on", Command.RUN_ON),
    STOP("stop", Command.STOP_RUN_ON),
    TICK("tick", Command.TICK),
    GATE("gate", Command.GATE),
    RETRY("retry", Command.RETRY),
    TRUST("trust", Command.TRUST),
    SKIP("skip", Command.SKIP),
    DONE(
            "done",
            Command.MARK_DONE,
            "A step by hand is ticked off; any other counts as done from here on, which asks why"),
    FAILED("failed", Command.MARK_FAILED),
    UNDO("undo", Command.UNDO),
    CLOSE("close", Command.CLOSE_ITEM),
    HAND("hand", Command.HAND_OVER),
    ITEMS("items", Command.ITEMS),
    END_DOWNTIME("end-downtime", Command.END_DOWNTIME),
    FINISH("finish", Command.FINISH),
    CODE("code", Command.CODE),
    ANYWAY("anyway", Command.ANYWAY),
    ROLLBACK("rollback", Command.ROLLBACK),
    FORWARD("forward", Command.FORWARD),
    ACCEPT("accept", Command.ACCEPT),
    CANCEL("cancel", Command.INTERRUPT),
    NOTE("note", Command.NOTE),
    NOTES("notes", Command.NOTES),
    LIST("list", null, "Every step and how it stands"),
    WHERE("where", Command.FOLLOW, "Where the run stands, in full"),
    OUTPUT("output", Command.PAGER, "The last lines that a step has printed, and the file with all of them"),
    HELP("help", Command.HELP, "Say these words"),
    ABORT("abort", Command.ABORT),
    QUIT("quit", Command.LEAVE);

    private static final Map<String, Word> KEYS =
            Map.of("g", GATE, "c", GATE, "r", RETRY, "m", DONE, "x", FAILED, "s", SKIP, "u", UNDO, "ctrl-C", CANCEL);

    /** A word as it is typed in the full screen. */
    private static final Pattern COLON = Pattern.compile("(?<![^\\s(]):([a-z-]+)");

    private final String word;
    private final @Nullable Command command;
    private final String says;

    /**
     * A line that was understood.
     *
     * @param rest what stands behind the word; empty for none
     */
    record Said(Word word, String rest) {}

    Word(String word, Command command) {
        this(word, command, command.says());
    }

    Word(String word, @Nullable Command command, String says) {
        this.word = word;
        this.command = command;
        this.says = says;
    }

    String word() {
        return word;
    }

    /** One sentence. */
    String says() {
        return says;
    }

    /** Whether the id of a step may stand behind it, else it is about the current one. */
    boolean takesStep() {
        return this == OUTPUT || this == NOTE || (command != null && CommandWords.takesStep(command));
    }

    /** What may stand behind it, for help; empty for nothing. */
    String argument() {
        return takesStep()
                ? " [STEP]"
                : this == CODE ? " NAME CODE" : command == null ? "" : CommandWords.argument(command);
    }

    /** A reason that names keys or commands of the full screen, with the words of the conversation in their place. */
    static String spoken(String reason) {
        var said = reason;
        for (var key : KEYS.entrySet()) {
            said = said.replace("(" + key.getKey() + ")", "(" + key.getValue().word + ")");
        }
        return COLON.matcher(said)
                .replaceAll(it -> read(it.group(1)).isPresent() ? it.group(1) : Matcher.quoteReplacement(it.group()));
    }

    /** Whoever knows the full screen may begin with its colon. */
    static Optional<Said> read(String line) {
        var parts = line.strip().replaceFirst("^:", "").split("\\s+", 2);
        var first = parts[0].toLowerCase(Locale.ROOT);
        var rest = parts.length > 1 ? parts[1].strip() : "";
        return Arrays.stream(values())
                .filter(it -> it.word.equals(first))
                .findFirst()
                .or(() -> asOnTheScreen(first))
                .map(it -> new Said(it, rest));
    }

    private static Optional<Word> asOnTheScreen(String word) {
        return CommandWords.read(word)
                .flatMap(said -> said.command() == Command.CHECK
                        ? Optional.of(GATE)
                        : Arrays.stream(values())
                                .filter(it -> it.command == said.command())
                                .findFirst());
    }

    /** Lines that begin like {@code line}, whole. */
    static List<String> complete(String line, Run run) {
        int space = line.indexOf(' ');
        if (space < 0) {
            return Arrays.stream(values())
                    .map(Word::word)
                    .filter(it -> it.startsWith(line))
                    .toList();
        }
        var word = line.substring(0, space);
        if (read(word).filter(it -> it.word() == CLOSE || it.word() == HAND).isPresent()) {
            return CommandWords.withItems(word, line.substring(space + 1), run);
        }
        return read(word).filter(it -> it.word().takesStep()).isPresent()
                ? CommandWords.withSteps(word, line.substring(space + 1), run)
                : List.of();
    }
}
