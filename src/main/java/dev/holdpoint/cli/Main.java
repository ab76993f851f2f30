package dev.holdpoint.cli;

import dev.holdpoint.rehearsal.LabProblem;
import dev.holdpoint.target.TargetProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The program's entrance: finds the command that the arguments name and ends with its exit code. */
@Command(
        name = "holdpoint",
        description = "Walks an operator through a migration, step by step.",
        mixinStandardHelpOptions = true,
        version = "holdpoint 0.1.0")
public final class Main implements Runnable {

    private static final Map<String, Supplier<Callable<Integer>>> COMMANDS = commands();

    private Main() {}

    /**
     * Runs one command.
     *
     * @param args the words after {@code holdpoint}
     */
    public static void main(String[] args) {
        if (args.length > 0) {
            HeadStart.take(args[0]);
        }
        System.exit(execute(args));
    }

    static int execute(String... args) {
        return guarded(() -> command(args));
    }

    /** picocli hands on exceptions but no errors, and those too are one line for the operator. */
    static int guarded(IntSupplier command) {
        try {
            return command.getAsInt();
        } catch (Error e) {
            return told(e);
        }
    }

    private static int command(String... args) {
        var known = args.length == 0 ? null : COMMANDS.get(args[0]);
        var words = known == null ? args : Arrays.copyOfRange(args, 1, args.length);
        return (known == null ? all() : new CommandLine(known.get()).setCommandName("holdpoint " + args[0]))
                .setExecutionExceptionHandler((problem, command, parsed) -> told(problem))
                .setParameterExceptionHandler((problem, wrong) -> misused(problem))
                .execute(words);
    }

    /** Only for help and for words that are wrong: reading the annotations of one command is 15 ms of a start. */
    private static CommandLine all() {
        var all = new CommandLine(new Main());
        COMMANDS.forEach((name, command) -> all.addSubcommand(name, command.get()));
        return all;
    }

    private static Map<String, Supplier<Callable<Integer>>> commands() {
        var commands = new LinkedHashMap<String, Supplier<Callable<Integer>>>();
        commands.put("run", RunCommand::new);
        commands.put("resume", ResumeCommand::new);
        commands.put("runs", RunsCommand::new);
        commands.put("attach", AttachCommand::new);
        commands.put("approve", ApproveCommand::new);
        commands.put("reviewer", ReviewerCommand::new);
        commands.put("rehearse", RehearseCommand::new);
        commands.put("check", CheckCommand::new);
        commands.put("plan", PlanCommand::new);
        commands.put("kinds", KindsCommand::new);
        commands.put("schema", SchemaCommand::new);
        commands.put("verify", VerifyCommand::new);
        commands.put("train", Train::new);
        return commands;
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    private static int misused(ParameterException problem) {
        System.err.println(Safe.line("holdpoint: " + firstLine(problem)));
        System.err.println("Try holdpoint --help");
        return Exit.NOT_VALID;
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
            case UncheckedIOException io -> firstLine(io);
            case IOException io -> firstLine(io);
            default ->
                "something went wrong that should not: " + problem.getClass().getSimpleName() + " "
                        + firstLine(problem);
        };
        System.err.println(Safe.line("holdpoint: " + says));
        return problem instanceof Trouble trouble ? trouble.code() : Exit.FAILED;
    }

    private static String firstLine(Throwable problem) {
        var message = problem.getMessage();
        return message == null || message.isBlank()
                ? problem.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
