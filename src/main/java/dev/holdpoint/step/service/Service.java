package dev.holdpoint.step.service;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.DurationText;
import dev.holdpoint.checklist.Vocabulary.Guarding;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.PutBack;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code service}: a unit of systemd is brought into a state, and is really in it when the step is done. */
public final class Service implements Action<Service.Spec> {
    /** What an author wants of a unit; the verb of systemctl for it. */
    enum State {
        STARTED("start"),
        STOPPED("stop"),
        RESTARTED("restart"),
        RELOADED("reload");

        final String verb;

        State(String verb) {
            this.verb = verb;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public record Spec(
            @Doc(value = "the host", example = "new") String on,

            @Doc(value = "the unit; .service may be left out", example = "container@forgejo")
            String unit,

            @Doc(value = "what it shall be", example = "started") @Nullable
            State state,

            @Doc("whether it starts with the host") @Nullable
            Boolean enabled,

            @Doc(value = "how long it may take until it is so", fallback = "90s")
            Duration within,

            @Doc(value = "how long it must stay so before it counts", fallback = "2s")
            Duration steady) {}

    @Override
    public String name() {
        return "service";
    }

    @Override
    public String says() {
        return "Starts, stops, restarts or reloads a unit of systemd, waits until it really is so, and shows its log where it is not.";
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
        if (spec.state() == null && spec.enabled() == null) {
            problems.add("says nothing to do; write state: or enabled:");
        }
        if (!spec.within().isPositive()) {
            problems.add("within takes a time above zero, for example 90s");
        }
        return List.copyOf(problems);
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        var lines = new ArrayList<String>();
        if (spec.enabled() != null) {
            lines.add("on " + spec.on() + ": " + Unit.shown(enabling(spec.enabled()), spec.unit()));
        }
        if (spec.state() != null) {
            lines.add("on " + spec.on() + ": " + Unit.shown(spec.state().verb, spec.unit()));
            lines.add("then waits until it is " + spec.state().word()
                    + (spec.steady().isZero() ? "" : " and stays so for " + DurationText.of(spec.steady())) + ", "
                    + DurationText.of(spec.within()) + " at most");
        }
        return List.copyOf(lines);
    }

    static String enabling(boolean enabled) {
        return enabled ? "enable" : "disable";
    }

    /** What it does it does in jobs, so that it is attached to and no unit is restarted twice. */
    @Override
    public Afterlife afterlife(Spec spec) {
        return Afterlife.REATTACH;
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        try {
            return new ServiceRun(spec, attempt).run();
        } catch (TargetProblem problem) {
            return Outcome.failed(String.valueOf(problem.getMessage()), "mend that, then retry");
        }
    }

    @Override
    public boolean undoable(Spec spec) {
        return true;
    }

    @Override
    public Guarding guarding() {
        return Guarding.BY_ITSELF;
    }

    @Override
    public PutBack puttingBack(Spec spec) {
        return Unit.puttingBack(spec.on(), spec.unit(), spec.state() != null, spec.enabled() != null);
    }

    @Override
    public List<String> undoPreview(Spec spec, Setting setting) {
        return List.of("on " + spec.on() + ": brings " + spec.unit() + " back into the state that it had before, "
                + "running or not, enabled or not");
    }

    @Override
    public Outcome undo(Spec spec, Attempt attempt) throws InterruptedException {
        try {
            return new ServiceRun(spec, attempt).undo();
        } catch (TargetProblem problem) {
            return Outcome.failed(String.valueOf(problem.getMessage()), "mend that, then undo again");
        }
    }
}
