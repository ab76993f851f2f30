package dev.holdpoint.target.host;

import dev.holdpoint.target.TargetProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a job runs. Two commands are the same job if text, directory and the wish for a terminal are the same; the environment does
 * not count, because it may hold secrets and is kept nowhere.
 *
 * @param text POSIX sh; stands in the job's directory, so it holds no secrets
 * @param directory absolute path on the host to run in
 * @param environment names and values on top of the host's own; the values travel on standard input and reach the command only
 * @param terminal present where the command gets a terminal of that size
 */
public record JobCommand(
        String text, String directory, Map<String, String> environment, Optional<TerminalSize> terminal) {
    /** Linux takes at most 128 KiB in one argument (execve(2), MAX_ARG_STRLEN). */
    private static final int MOST_BYTES = 120_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    public JobCommand {
        text = text.stripTrailing();
        environment = Map.copyOf(environment);
        if (text.isBlank() || text.indexOf('\0') >= 0) {
            throw new TargetProblem("a job needs a command, without NUL characters");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new TargetProblem(
                    "the command is longer than " + MOST_BYTES + " bytes: put it into a file and run that");
        }
        if (!directory.startsWith("/") || directory.indexOf('\n') >= 0 || directory.indexOf('\0') >= 0) {
            throw new TargetProblem("a job runs in an absolute directory, not in '" + directory + "'");
        }
        environment.forEach(JobCommand::mustBeExportable);
    }

    /** A piece of sh that runs in {@code /} until {@link #in} says otherwise. */
    public static JobCommand shell(String text) {
        return new JobCommand(text, "/", Map.of(), Optional.empty());
    }

    /** A program and its arguments, exactly as given. */
    public static JobCommand exec(List<String> argv) {
        return shell("exec " + ShellWords.quoted(argv));
    }

    public JobCommand in(String absolute) {
        return new JobCommand(text, absolute, environment, terminal);
    }

    public JobCommand with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(more);
        return new JobCommand(text, directory, all, terminal);
    }

    public JobCommand onTerminal(TerminalSize size) {
        return new JobCommand(text, directory, environment, Optional.of(size));
    }

    private static void mustBeExportable(String name, String value) {
        if (!NAME.matcher(name).matches() || name.startsWith("hp_")) {
            throw new TargetProblem("'" + name + "' cannot be the name of an environment variable of a job");
        }
        if (value.indexOf('\0') >= 0) {
            throw new TargetProblem(
                    "the value of " + name + " holds a NUL character, which no environment variable can");
        }
    }

    /** Names only: the values may be secrets. */
    @Override
    public String toString() {
        return "JobCommand[" + text + ", in " + directory + ", environment " + new TreeMap<>(environment).keySet()
                + terminal.map(t -> ", terminal " + t.columns() + "x" + t.rows())
                        .orElse("") + "]";
    }
}
