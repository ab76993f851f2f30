package dev.holdpoint.step.shell;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.ShellText;
import dev.holdpoint.checklist.Shorthand;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Vocabulary.Guarding;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.OwnWords;
import dev.holdpoint.step.ProgramText;
import dev.holdpoint.step.Script;
import dev.holdpoint.step.Setting;
import java.util.List;

/** {@code shell}: program text for sh as one durable job. */
public final class Shell implements Action<Shell.Spec> {
    /** The fact that holds the first complaint of a program, see {@link OwnWords}. */
    private static final String COMPLAINT = "complaint";

    public record Spec(
            @Shorthand
            @Doc(
                    value = "program text for sh; variables of the checklist come as environment variables, \"$name\"",
                    example = "make migrate")
            ShellText run) {}

    @Override
    public String name() {
        return "shell";
    }

    @Override
    public String says() {
        return "Runs program text with sh, as a job that outlives this program; exit 0 is success, unless psql or pg_restore prints an error.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> problems(Spec spec) {
        return Program.problems(spec.run());
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        return ProgramText.preview(spec.run(), setting.values());
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        var environment = ProgramText.environment(attempt.values());
        var script = new Script(spec.run().text(), environment, attempt.tty() != null);
        var ended = attempt.job(
                "shell",
                script,
                attempt.judgedByAuthor() ? Attempt.UNWATCHED : OwnWords.complaints(line -> hear(line, attempt)));
        var complaint = attempt.ofThisAttempt(COMPLAINT).filter(it -> !it.isEmpty() && !attempt.judgedByAuthor());
        return switch (ended) {
            case Ended.Exited(int status)
            when status == 0 && complaint.isPresent() ->
                Outcome.failed(
                        "exit 0, but its output says: " + complaint.get(),
                        "read the output, mend the cause, then retry; fails_when: or succeeds_when: would decide otherwise");
            case Ended.Exited(int status) when status == 0 -> Outcome.done("exit 0");
            case Ended.Exited(int status) ->
                Outcome.failed(Program.exit(status), "read its last lines, mend the cause, then retry");
            case Ended.Lost(String reason) -> Outcome.unknown(reason);
        };
    }

    /** Kept at once: who comes back after the program died hears only what is said from then on. */
    private static void hear(String line, Attempt attempt) {
        if (attempt.ofThisAttempt(COMPLAINT).filter(it -> !it.isEmpty()).isEmpty()) {
            try {
                attempt.remember(COMPLAINT, Hidden.secretsOf(attempt.values(), line.strip()));
            } catch (InterruptedException cancelled) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public Guarding guarding() {
        return Guarding.BY_STEPS;
    }

    @Override
    public Script alone(Spec spec, Values values) {
        return Script.of(spec.run().text(), ProgramText.environment(values));
    }

    /** Its one job outlives the program, on a terminal too. */
    @Override
    public Afterlife afterlife(Spec spec) {
        return Afterlife.REATTACH;
    }
}
