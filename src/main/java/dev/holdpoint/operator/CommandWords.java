package dev.holdpoint.operator;

import dev.holdpoint.run.Mending;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.StepStatus;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The command line's language: a command's word, and for some a step's id or a sentence behind it. */
public final class CommandWords {
    /**
     * A line that was understood.
     *
     * @param rest what stands behind the word; empty for none
     */
    public record Said(Command command, String rest) {}

    private CommandWords() {}

    /** What a line asks for; empty where its first word is no command. */
    public static Optional<Said> read(String line) {
        var parts = line.strip().split("\\s+", 2);
        return commands()
                .filter(it -> it.word().equals(parts[0].toLowerCase(Locale.ROOT))
                        || (parts[0].equals("q") && it == Command.LEAVE))
                .findFirst()
                .map(it -> new Said(it, parts.length > 1 ? parts[1].strip() : ""));
    }

    /**
     * Lines that begin like {@code line}, whole.
     *
     * @param themes what there is to choose from
     */
    public static List<String> complete(String line, Run run, List<String> themes) {
        int space = line.indexOf(' ');
        if (space < 0) {
            return commands()
                    .map(Command::word)
                    .filter(it -> it.startsWith(line))
                    .sorted()
                    .toList();
        }
        var word = line.substring(0, space);
        if (word.equals(Command.THEME.word())) {
            return themes.stream()
                    .map(it -> word + " " + it)
                    .filter(it -> it.startsWith(line))
                    .toList();
        }
        if (read(word).filter(it -> takesItem(it.command())).isPresent()) {
            return withItems(word, line.substring(space + 1), run);
        }
        return read(word)
                .map(Said::command)
                .filter(CommandWords::takesStep)
                .map(it -> withSteps(it, word, line.substring(space + 1), run))
                .orElse(List.of());
    }

    private static List<String> withSteps(Command command, String word, String begun, Run run) {
        return withSteps(word, begun, run, it -> suits(command, it, run.status(it)));
    }

    /** Whether the command may mean a step that stands so: what cannot be meant is not offered. The rules have the last word. */
    private static boolean suits(Command command, Plan.Stop stop, StepStatus status) {
        var state = status.state();
        boolean failed = state == StepState.FAILED;
        boolean ahead = !state.settled() && !state.active() && state != StepState.UNKNOWN;
        return switch (command) {
            case RUN, SKIP -> ahead;
            case MARK_DONE -> ahead || state == StepState.UNKNOWN || state == StepState.SKIPPED;
            case CHECK, GATE, ANYWAY ->
                (ahead && stop.isHold()) || status.gate().back() != null;
            case TICK -> stop.traits().byHand() || state == StepState.UNDOING;
            case INTERRUPT -> state.active();
            case RETRY, TRUST -> failed;
            case UNDO -> state == StepState.DONE || failed;
            case MARK_FAILED -> status.unsettled();
            default -> true;
        };
    }

    /** The word with each step behind it whose id begins so. */
    public static List<String> withSteps(String word, String begun, Run run) {
        return withSteps(word, begun, run, it -> true);
    }

    private static List<String> withSteps(String word, String begun, Run run, Predicate<Plan.Stop> suits) {
        return run.plan().stops().stream()
                .filter(it -> it.id().startsWith(begun) && stands(run, it) && suits.test(it))
                .map(it -> word + " " + it.id())
                .toList();
    }

    /** Steps that mend are there for as long as there is something to mend. */
    public static boolean stands(Run run, Plan.Stop stop) {
        return run.plan().mends(stop.id()) == null || Mending.above(run, stop).isPresent();
    }

    /** The word with each open item behind it whose name begins so. */
    public static List<String> withItems(String word, String begun, Run run) {
        return run.openItems().keySet().stream()
                .filter(it -> it.startsWith(begun))
                .map(it -> word + " " + it)
                .toList();
    }

    /** The open item that {@code rest} begins with, the longest one: items may have blanks in their names. */
    public static Optional<String> item(String rest, Run run) {
        return run.openItems().keySet().stream()
                .filter(it -> rest.equals(it) || rest.startsWith(it + " "))
                .max(Comparator.comparingInt(String::length));
    }

    /** What stands behind the word in the documentation; empty for nothing. */
    public static String argument(Command command) {
        if (takesStep(command)) {
            return " [STEP]";
        }
        return switch (command) {
            case THEME -> " NAME";
            case CLOSE_ITEM -> " ITEM";
            case HAND_OVER -> " ITEM NAME DUE";
            default -> "";
        };
    }

    /** Whether the name of an open item stands behind the word. */
    public static boolean takesItem(Command command) {
        return command == Command.CLOSE_ITEM || command == Command.HAND_OVER;
    }

    /** Whether the id of a step may stand behind the word, else it is about the one under the cursor. */
    public static boolean takesStep(Command command) {
        return switch (command) {
            case GO_TO, RUN, TICK, GATE, RETRY, TRUST, SKIP, UNDO, MARK_DONE, MARK_FAILED, INTERRUPT, CHECK, ANYWAY ->
                true;
            default -> false;
        };
    }

    /** A sentence about a line of {@link #complete}. */
    public static String says(String line) {
        return read(line)
                .map(it -> it.rest().isEmpty() ? it.command().says() : "")
                .orElse("");
    }

    /** Every command that has a word. */
    public static Stream<Command> commands() {
        return Arrays.stream(Command.values()).filter(it -> !it.word().isEmpty());
    }
}
