package dev.holdpoint.step.shell;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.ShellText;
import dev.holdpoint.checklist.Shorthand;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.OwnWords;
import dev.holdpoint.step.Patterns;
import dev.holdpoint.step.ProgramText;
import dev.holdpoint.step.Script;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code shell} as a check: the exit status and the output of a program that only looks. */
public final class ShellCheck implements Check<ShellCheck.Spec> {
    /** Lines of output kept as details: enough for what a person has to read before a gate, such as a difference. */
    private static final int KEPT = 24;

    public record Spec(
            @Shorthand
            @Doc(
                    value =
                            "program text for sh that changes nothing; variables come as environment variables, \"$name\"",
                    example = "test -e /etc/hosts")
            ShellText run,

            @Doc(value = "the exit status that is right", fallback = "0")
            int status,

            @Doc(value = "a regular expression that its output must match somewhere", example = "inet (\\S+)") @Nullable
            String matches,

            @Doc(value = "the host that it looks on; left out: the step's own", example = "new") @Nullable
            String on,

            @Doc("what is checked, as a line of a gate") @Nullable
            String label) {}

    @Override
    public String name() {
        return "shell";
    }

    @Override
    public String says() {
        return "Looks with program text for sh: its exit status, and what its output matches.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> problems(Spec spec) {
        var problems = new ArrayList<>(Program.problems(spec.run()));
        problems.addAll(Patterns.problems("matches", spec.matches()));
        if (spec.status() < 0 || spec.status() > 255) {
            problems.add("status " + spec.status() + " does not exist; write 0 to 255");
        }
        return List.copyOf(problems);
    }

    @Override
    public List<String> hosts(Spec spec) {
        return spec.on() == null ? List.of() : List.of(spec.on());
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        var lines = new ArrayList<>(ProgramText.preview(spec.run(), setting.values()));
        if (spec.on() != null) {
            lines.add("on " + setting.host(spec.on()));
        }
        lines.add("wants " + wanted(spec));
        return List.copyOf(lines);
    }

    private static String wanted(Spec spec) {
        return "exit " + spec.status() + (spec.matches() == null ? "" : " and output that matches " + spec.matches());
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        var on = spec.on() == null ? attempt.on() : spec.on();
        var captured = captured(on, Script.of(spec.run().text(), ProgramText.environment(attempt.values())), attempt);
        var output = Hidden.secretsOf(attempt.values(), captured.output()).strip();
        var lines = output.lines().toList();
        var fault = fault(spec, captured);
        var last = lines.isEmpty() ? "" : ": " + lines.getLast();
        var sentence = fault.isEmpty() ? "exit " + spec.status() + last : fault + last;
        return new Evidence(
                fault.isEmpty(),
                label(spec),
                sentence,
                began,
                lines.subList(Math.max(0, lines.size() - KEPT), lines.size()));
    }

    /** A host that does not answer is red with its reason, and no failure of the program. */
    private static Attempt.Captured captured(String on, Script script, Attempt attempt) throws InterruptedException {
        try {
            return attempt.capture(on, script);
        } catch (TargetProblem unreached) {
            return new Attempt.Captured(new Ended.Lost(String.valueOf(unreached.getMessage())), "");
        }
    }

    /** What is wrong with what was captured, or nothing. */
    private static String fault(Spec spec, Attempt.Captured captured) {
        return switch (captured.ended()) {
            case Ended.Lost(String reason) -> reason;
            case Ended.Exited(int status)
            when status != spec.status() -> Program.exit(status) + ", not " + spec.status();
            case Ended.Exited(int status)
            when spec.matches() != null
                    && !Pattern.compile(spec.matches(), Pattern.MULTILINE)
                            .matcher(captured.output())
                            .find() -> "exit " + status + ", but its output does not match " + spec.matches();
            case Ended.Exited(int status)
            when spec.matches() == null && captured.output().lines().anyMatch(OwnWords::complains) ->
                "exit " + status + ", but its output says that something failed";
            case Ended.Exited _ -> "";
        };
    }

    @Override
    public String label(Spec spec) {
        return spec.label() != null
                ? spec.label()
                : spec.run().text().strip().lines().findFirst().orElse("shell");
    }
}
