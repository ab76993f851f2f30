package dev.holdpoint.cli;

import dev.holdpoint.checklist.FileTrouble;
import dev.holdpoint.checklist.Nearest;
import dev.holdpoint.rehearsal.LabProblem;
import dev.holdpoint.target.TargetProblem;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The program's entrance: finds the command that the arguments name and ends with its exit code. */
public final class Main {
    private static final String VERSION = "holdpoint 0.1.0";
    /** What stands in the place of bytes that are none of the locale's characters. */
    private static final char UNREADABLE = '\ufffd';

    private static final List<String> NAMES = List.of(
            "run",
            "resume",
            "runs",
            "attach",
            "approve",
            "reviewer",
            "rehearse",
            "check",
            "plan",
            "kinds",
            "schema",
            "verify");

    private Main() {}

    /**
     * Runs one command.
     *
     * @param args the words after {@code holdpoint}
     */
    public static void main(String[] args) {
        OwnLocale.giveBack(System.getProperty("holdpoint.locale"));
        if (args.length > 0) {
            HeadStart.take(args[0]);
        }
        if (sourcesAreNewer(System.getProperty("holdpoint.newer"))) {
            Runtime.getRuntime().halt(Exit.BUILD_FIRST);
        }
        System.exit(execute(args));
    }

    /** Whether the launcher's look at the sources, which it takes while the JVM starts, has found one that is newer than this build. */
    private static boolean sourcesAreNewer(@Nullable String found) {
        if (found == null) {
            return false;
        }
        try (var names = new FileInputStream(found)) {
            return names.read() >= 0;
        } catch (IOException noSuchLook) {
            return false;
        }
    }

    static int execute(String... args) {
        return guarded(() -> command(args));
    }

    /** Errors too are one line for the operator. */
    static int guarded(IntSupplier command) {
        try {
            return command.getAsInt();
        } catch (Error e) {
            return told(e);
        }
    }

    private static int command(String... args) {
        var first = args.length == 0 ? "--help" : args[0];
        try {
            mustBeText(args);
            return switch (first) {
                case "-h", "--help", "help" -> printed(Verb.overview(verbs()));
                case "-V", "--version" -> printed(VERSION + System.lineSeparator());
                default -> verb(first).call(Arrays.copyOfRange(args, 1, args.length));
            };
        } catch (Exception e) {
            return told(e);
        }
    }

    /** Bytes that are no UTF-8 have become signs: no file and no value is meant by those. */
    private static void mustBeText(String... args) {
        for (var word : args) {
            if (word.indexOf(UNREADABLE) >= 0) {
                throw new Trouble(Exit.NOT_VALID, "the word " + word + " is not UTF-8: type it in a UTF-8 terminal");
            }
        }
    }

    private static int printed(String text) {
        System.out.print(text);
        return Exit.DONE;
    }

    private static Verb verb(String name) {
        // Its class alone is made ready: the others would cost the first frame.
        return switch (name) {
            case "run" -> RunCommand.VERB;
            case "resume" -> ResumeCommand.VERB;
            case "runs" -> RunsCommand.VERB;
            case "attach" -> AttachCommand.VERB;
            case "approve" -> ApproveCommand.VERB;
            case "reviewer" -> ReviewerCommand.VERB;
            case "rehearse" -> RehearseCommand.VERB;
            case "check" -> CheckCommand.VERB;
            case "plan" -> PlanCommand.VERB;
            case "kinds" -> KindsCommand.VERB;
            case "schema" -> SchemaCommand.VERB;
            case "verify" -> VerifyCommand.VERB;
            case "train" -> Train.VERB;
            default -> throw unknown(name);
        };
    }

    private static Trouble unknown(String name) {
        var nearest = Nearest.to(name, NAMES);
        return new Trouble(
                Exit.NOT_VALID,
                "there is no command " + name
                        + nearest.map(it -> "; did you mean " + it + "?").orElse("")
                        + " (holdpoint --help lists them)");
    }

    private static List<Verb> verbs() {
        return NAMES.stream().map(Main::verb).toList();
    }

    /** One line, never a stack trace. HOLDPOINT_DEBUG=1 is for those who build it. */
    private static int told(Throwable problem) {
        if ("1".equals(System.getenv("HOLDPOINT_DEBUG"))) {
            problem.printStackTrace();
        }
        var says = switch (problem) {
            case Trouble trouble -> firstLine(trouble);
            case LabProblem lab -> firstLine(lab);
            case TargetProblem target -> firstLine(target);
            case UncheckedIOException io -> said(io);
            case IOException io -> FileTrouble.says(io);
            case InvalidPathException path -> "no file can be called " + path.getInput() + ": " + path.getReason();
            default ->
                "something went wrong that should not: " + problem.getClass().getSimpleName() + " "
                        + firstLine(problem);
        };
        System.err.println(Safe.line("holdpoint: " + says));
        return problem instanceof Trouble trouble ? trouble.code() : Exit.FAILED;
    }

    private static String said(UncheckedIOException problem) {
        var cause = problem.getCause();
        return cause == null ? firstLine(problem) : FileTrouble.says(cause);
    }

    private static String firstLine(Throwable problem) {
        var message = problem.getMessage();
        return message == null || message.isBlank()
                ? problem.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
