package dev.holdpoint.step.postgres;

import dev.holdpoint.step.OwnWords;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * Listens to what native programs print and keeps the error that began it. Their word counts whatever their exit status is. Programs
 * follow an error with more that are only its echo on the other end of the pipe; those count only where nothing better was said.
 */
final class Trouble {
    /** A pipe of ours whose programs are not there; and what a server says without the blanks of libpq. */
    private static final Pattern ERROR =
            Pattern.compile("(?:ERROR|FATAL|PANIC): .*|\\S*sh: .*(?:not found|No such file or directory)");

    private static final Pattern ECHO = Pattern.compile(
            ".*(?:could not read from input file|unexpected end of file|input file is too short|Broken pipe"
                    + "|could not write to output file|did not find magic string).*");

    /** pg_dump says on one line that it failed and on the next what the server said. */
    private static final Pattern DETAIL =
            Pattern.compile("(?:pg_dump|pg_restore): detail: (?:Error message from server: )?(.*)");

    /** What a message means for the operator, first match wins. */
    private static final List<Advice> ADVICE = List.of(
            advice(
                    "password authentication failed|no password supplied",
                    "check the password of that target, then retry"),
            advice("No space left on device|Disk quota exceeded", "give the target more disk space, then retry"),
            advice(
                    "server version mismatch|aborting because of server version",
                    "install the postgresql-client of the server's major version"),
            advice("must be owner of extension", "use owners: none, or a superuser on the target"),
            advice("role .* does not exist", "create that role on the target, or use owners: none"),
            advice("being accessed by other users", "end the sessions in that database, then retry"),
            advice(
                    "extension .* is not available|could not open extension control file",
                    "install that extension on the target's server"),
            advice("permission denied|must be (owner|superuser|member)", "use a role that may, usually a superuser"),
            advice("already exists", "the target was not empty; set clean: true or empty it"),
            advice("unsupported startup parameter", "connect to the server itself and not through a pooler"),
            advice(
                    "server closed the connection|terminating connection|connection to server|SSL connection has been closed|SSL SYSCALL|could not connect|recovery mode|shutting down|starting up",
                    "look whether the server is up and its log, then retry"),
            advice(
                    "invalid locale name|invalid LC_|collation .* for encoding",
                    "install that locale on the target's machine, or create the database there by hand with another"),
            advice("out of shared memory", "raise max_locks_per_transaction on that server"),
            advice("snapshot", "look whether the session that held the snapshot was ended, then retry"),
            advice("errors ignored on restore", "read the errors above in the output"));

    private final AtomicReference<String> first = new AtomicReference<>("");
    private final AtomicReference<String> echo = new AtomicReference<>("");
    private final AtomicBoolean detailed = new AtomicBoolean();

    /** @param line of a program, without the name of the database before it */
    void hear(String line) {
        var detail = DETAIL.matcher(line);
        if (detail.matches() && !first.get().isEmpty() && detailed.compareAndSet(false, true)) {
            first.accumulateAndGet(detail.group(1).strip(), (failed, why) -> failed + " " + why);
        }
        if (OwnWords.complains(line) || ERROR.matcher(line).matches()) {
            (ECHO.matcher(line).matches() ? echo : first).compareAndSet("", line.strip());
        }
    }

    /** The error that began it; empty where no program complained. */
    Optional<String> says() {
        var found = first.get().isEmpty() ? echo.get() : first.get();
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /** The message of an exception as one line. */
    static String line(Exception failed) {
        var message = failed.getMessage();
        return message == null
                ? failed.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }

    /** What to do about a message of a program or a server. */
    static String remedy(String message) {
        return ADVICE.stream()
                .filter(it -> it.when.matcher(message).find())
                .map(Advice::then)
                .findFirst()
                .orElse("read the output, mend the cause, then retry");
    }

    private static Advice advice(String when, String then) {
        return new Advice(Pattern.compile(when), then);
    }

    private record Advice(Pattern when, String then) {}
}
