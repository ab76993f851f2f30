package dev.holdpoint.step.service;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.DurationText;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.host.ShellWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code service} as a check: how a unit of systemd is, and since when. */
public final class ServiceCheck implements Check<ServiceCheck.Spec> {
    /** What a unit may be asked to be. */
    enum State {
        STARTED("runs"),
        STOPPED("is stopped"),
        NOT_FAILED("has not failed");

        private final String says;

        State(String says) {
            this.says = says;
        }

        private boolean is(Unit unit) {
            return switch (this) {
                case STARTED -> unit.runs();
                case STOPPED -> unit.stopped();
                case NOT_FAILED -> !unit.failed();
            };
        }
    }

    public record Spec(
            @Doc(value = "the host", example = "new") String on,

            @Doc(value = "the unit; .service may be left out", example = "container@forgejo")
            String unit,

            @Doc(value = "what it must be", fallback = "started")
            State state,

            @Doc("whether it must start with the host") @Nullable
            Boolean enabled,

            @Doc(value = "how long it must have run without an end; the look waits for that", fallback = "0s")
            Duration steady,

            @Doc("what is checked, as a line of a gate") @Nullable
            String label) {}

    @Override
    public String name() {
        return "service";
    }

    @Override
    public String says() {
        return "Looks how a unit of systemd is and since when: started, stopped or not failed, and whether it starts with the host.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> hosts(Spec spec) {
        return List.of(spec.on());
    }

    @Override
    public List<String> problems(Spec spec) {
        var problems = new ArrayList<>(Unit.problems(spec.unit()));
        if (!spec.steady().isZero() && spec.state() != State.STARTED) {
            problems.add("steady is for a unit that runs; leave it out, or write state: started");
        }
        return List.copyOf(problems);
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        return List.of(
                "on " + spec.on() + ": LC_ALL=C systemctl show --no-pager -- " + ShellWords.quoted(spec.unit()),
                "wants that it " + spec.state().says
                        + (spec.steady().isZero() ? "" : ", for " + DurationText.of(spec.steady()) + " without an end")
                        + wantedAtBoot(spec));
    }

    private static String wantedAtBoot(Spec spec) {
        return spec.enabled() == null ? "" : spec.enabled() ? " and is enabled" : " and is not enabled";
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        try {
            var first = Unit.look(attempt, spec.on(), spec.unit());
            var unit = later(spec, attempt, first);
            var goesOn = first.goesOnAs(unit);
            var atBoot = spec.enabled() == null || spec.enabled() == unit.enabled();
            var asleep = spec.state() != State.STOPPED || unit.awake().isEmpty();
            var green = spec.state().is(unit) && atBoot && goesOn && asleep;
            var says =
                    sentence(spec, unit) + (goesOn ? "" : "; it did not stay up for " + DurationText.of(spec.steady()));
            return new Evidence(green, label(spec), says, began, green ? List.of() : log(spec, attempt, unit, goesOn));
        } catch (TargetProblem problem) {
            return Evidence.red(label(spec), String.valueOf(problem.getMessage()), began);
        }
    }

    /** The unit once it has run for as long as is wanted, as far as it has not done so already; it itself where it does not run. */
    private static Unit later(Spec spec, Attempt attempt, Unit unit) throws InterruptedException {
        var left = spec.steady().minus(unit.runsFor());
        if (!unit.runs() || !left.isPositive()) {
            return unit;
        }
        Thread.sleep(left);
        return Unit.look(attempt, spec.on(), spec.unit());
    }

    private static String sentence(Spec spec, Unit unit) {
        var words = new ArrayList<String>();
        words.add(spec.unit() + " on " + spec.on() + " is " + unit.says());
        if (spec.enabled() != null) {
            words.add(unit.file().isEmpty() ? "without a file to enable" : unit.file());
        }
        if (spec.state() == State.STOPPED && !unit.triggers().isEmpty()) {
            words.add(
                    unit.awake().isEmpty()
                            ? "can still be started by " + unit.triggers()
                            : unit.awake() + " will start it again");
        }
        return String.join(", ", words);
    }

    /** Of what should run and does not, or not on and on. */
    private static List<String> log(Spec spec, Attempt attempt, Unit unit, boolean goesOn) throws InterruptedException {
        return spec.state() == State.STOPPED || (unit.runs() && goesOn)
                ? List.of()
                : Unit.log(attempt, spec.on(), spec.unit());
    }

    @Override
    public String label(Spec spec) {
        return spec.label() != null
                ? spec.label()
                : spec.unit() + " on " + spec.on() + " " + spec.state().says + wantedAtBoot(spec);
    }
}
