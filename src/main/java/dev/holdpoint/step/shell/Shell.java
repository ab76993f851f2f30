package dev.holdpoint.step.shell;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.ShellText;
import dev.holdpoint.checklist.Shorthand;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Script;
import dev.holdpoint.step.Setting;
import java.util.List;

/** {@code shell}: program text for sh as one durable job. */
public final class Shell implements Action<Shell.Spec> {
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
        return "Runs program text with sh, as a job that outlives the connection and this program; exit 0 is success.";
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
        return Program.preview(spec.run(), setting.values());
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        var environment = Program.environment(attempt.values());
        var script = new Script(spec.run().text(), environment, attempt.tty() != null);
        return switch (attempt.job("shell", script, Attempt.UNWATCHED)) {
            case Ended.Exited(int status) when status == 0 -> Outcome.done("exit 0");
            case Ended.Exited(int status) ->
                Outcome.failed(Program.exit(status), "read its last lines, mend the cause, then retry");
            case Ended.Lost(String reason) -> Outcome.unknown(reason);
        };
    }

    /** Its one job outlives the program, on a terminal too. */
    @Override
    public Afterlife afterlife(Spec spec) {
        return Afterlife.REATTACH;
    }
}
