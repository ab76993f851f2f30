package dev.holdpoint.run;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.run.Event.StepApplies;
import dev.holdpoint.run.Event.StepNotApplicable;
import dev.holdpoint.run.Event.VariableCaptured;
import dev.holdpoint.run.Event.VariablesSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules for values of variables, and for the steps whose {@code when} depends on them. */
final class Variables {
    private Variables() {}

    /** Values may be given until the first step has started; afterwards only secrets, which a restart has forgotten. */
    static Decision set(Run run, Values values) {
        var refusal = refusal(run, values);
        if (refusal.isPresent()) {
            return Decision.refused(refusal.get());
        }
        var open = values.open();
        var secrets = values.names().stream().filter(values::secret).sorted().toList();
        if (run.variablesSet() && !changes(run, open)) {
            return Decision.of();
        }
        var events = new ArrayList<Event>();
        events.add(new VariablesSet(open, secrets));
        var then = Replay.with(run, events);
        events.addAll(applying(then, then.values()));
        return new Decision.Events(events);
    }

    private static Optional<String> refusal(Run run, Values values) {
        var missing = run.plan().checklist().variables().stream()
                .filter(it -> values.get(it.name()).isEmpty())
                .findFirst();
        if (missing.isPresent()) {
            return Optional.of("no value for " + missing.get().name() + " ("
                    + missing.get().ask() + ")");
        }
        var begun = run.steps().stream().anyMatch(it -> it.attempt() > 0);
        return begun && changes(run, values.open())
                ? Optional.of("a step has started: values stay as they are for this run")
                : Optional.empty();
    }

    /** True where a given value is another than the run has; values that steps have captured since do not count. */
    private static boolean changes(Run run, Map<String, String> open) {
        return open.entrySet().stream()
                .anyMatch(it ->
                        !it.getValue().equals(run.values().get(it.getKey()).orElse(null)));
    }

    /**
     * What {@code values} decide: of the steps that are to do those apply no more whose {@code when} does not hold, and those that did not
     * apply do so again for which it holds by now. A step that is there for others applies where one of them does.
     */
    static List<Event> applying(Run run, Values values) {
        var events = new ArrayList<Event>();
        for (var stop : run.plan().stops()) {
            var when = stop.step().when();
            var seen = stop.step().scope(values);
            if (when != null && decided(run, stop, seen)) {
                turned(run, stop, when.holds(seen), when.text()).ifPresent(events::add);
            }
        }
        var then = Replay.with(run, events);
        for (var stop : run.plan().stops()) {
            var serves = stop.traits().serves();
            if (!serves.isEmpty()) {
                var used = serves.stream().anyMatch(it -> then.status(it).state() != StepState.NOT_APPLICABLE);
                turned(then, stop, used, used ? "a step of this run uses it" : "no step of this run uses it")
                        .ifPresent(events::add);
            }
        }
        return events;
    }

    /** A step that mends is none of the run's until its trouble has come, whatever its {@code when} says. */
    private static Optional<Event> turned(Run run, Plan.Stop stop, boolean applies, String reason) {
        return switch (run.status(stop).state()) {
            case TO_DO -> applies ? Optional.empty() : Optional.of(new StepNotApplicable(stop.id(), reason));
            case NOT_APPLICABLE ->
                applies && Mending.wanted(run, stop)
                        ? Optional.of(new StepApplies(stop.id(), reason))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** {@code events}, and what follows where they bring values: steps that apply no more, or again. */
    static Decision.Events andTheirSteps(Run run, Decision.Events decision) {
        if (decision.events().stream().noneMatch(it -> brings(it) || settles(run, it))) {
            return decision;
        }
        var then = Replay.with(run, decision.events());
        var events = new ArrayList<>(decision.events());
        events.addAll(applying(then, then.values()));
        return new Decision.Events(events);
    }

    /** Whether the event gives values. */
    static boolean brings(Event event) {
        return event instanceof VariablesSet || event instanceof VariableCaptured || event instanceof Event.StepTicked;
    }

    /** Whether the values that its step has set count from now on. */
    private static boolean settles(Run run, Event event) {
        return (event instanceof Event.StepDone || event instanceof Event.StepSkipped)
                && event instanceof Event.OfStep of
                && !run.plan().sets(run.plan().stop(of.step())).isEmpty();
    }

    /** Whether {@code decision} gives the variable another value; that of a secret given anew may be another. */
    static boolean changes(Run run, Decision.Events decision, String name) {
        return decision.events().stream().anyMatch(it -> switch (it) {
            case VariableCaptured got -> got.name().equals(name) && another(run, name, got.value());
            case Event.StepTicked got ->
                got.answers().containsKey(name)
                        && another(run, name, got.answers().get(name));
            case VariablesSet given ->
                given.secrets().contains(name)
                        || another(run, name, given.open().get(name));
            default -> false;
        });
    }

    private static boolean another(Run run, String name, @Nullable String value) {
        return value == null || !value.equals(run.values().get(name).orElse(null));
    }

    /** Variables of its {@code when} that nobody has given yet, nor any step found out. */
    static List<String> undecided(Run run, Plan.Stop stop) {
        var when = stop.step().when();
        if (when == null) {
            return List.of();
        }
        var seen = stop.step().scope(run.values());
        return when.tests().stream()
                .map(it -> it.variable())
                .filter(it -> seen.get(it).isEmpty() && !run.secrets().contains(it))
                .distinct()
                .toList();
    }

    /** What the step sets and nobody has given: whoever says that it is done says these too. */
    static List<Variable> unset(Run run, Plan.Stop stop) {
        return run.plan().sets(stop).stream()
                .filter(it -> !given(run, it.name()))
                .toList();
    }

    /**
     * Why nothing that reads {@code names} can start: one of them would come from a step that has not set it. In a shell it would be
     * empty, and {@code rm -rf "$dir"/} something else.
     */
    static Optional<String> lacking(Run run, List<String> names) {
        return names.stream()
                .filter(it -> !given(run, it) && !run.plan().setters(it).isEmpty())
                .findFirst()
                .map(it -> lacking(run, it));
    }

    /** Why {@code reader} can't start yet: what another step has found that goes on, or whose proof is red, is no value. */
    static Optional<String> unproven(Run run, Plan.Stop reader) {
        for (var name : reader.traits().reads()) {
            for (var setter : run.plan().setters(name)) {
                if (!setter.id().equals(reader.id()) && open(run, setter)) {
                    return Optional.of(first(setter, name));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean given(Run run, String name) {
        return run.values().get(name).isPresent() || run.secrets().contains(name);
    }

    private static String lacking(Run run, String name) {
        var setters = run.plan().setters(name);
        var setter = setters.stream()
                .filter(it -> run.status(it).state() != StepState.NOT_APPLICABLE)
                .findFirst()
                .orElse(setters.getFirst());
        return run.status(setter).state().settled()
                ? name + " has no value, " + setter.id() + " did not set it: mark that done and give the value (m)"
                : first(setter, name);
    }

    private static String first(Plan.Stop setter, String name) {
        return "needs " + setter.id() + " first, which sets " + name;
    }

    /** What a step has found that goes on, or whose proof is red, decides nothing yet. */
    private static boolean decided(Run run, Plan.Stop stop, Values values) {
        var when = stop.step().when();
        return when == null
                || when.tests().stream()
                        .map(it -> it.variable())
                        .allMatch(it -> values.get(it).isPresent()
                                && run.plan().setters(it).stream().noneMatch(setter -> open(run, setter)));
    }

    private static boolean open(Run run, Plan.Stop setter) {
        return switch (run.status(setter).state()) {
            case RUNNING, VERIFYING, FAILED, UNKNOWN -> true;
            default -> false;
        };
    }
}
