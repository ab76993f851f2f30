package dev.holdpoint.run;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.run.RunFeed.Wanted;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The values that the program knows, and those that a person has to give. Secrets live here and nowhere on disk. */
final class Known {
    private final Plan plan;
    private final List<Wanted> form;
    private volatile Values values;

    /**
     * @param form what is asked for, with values that are known already
     * @param open the values that the run has kept
     */
    Known(Plan plan, List<Wanted> form, Values open) {
        this.plan = plan;
        this.form = List.copyOf(form);
        this.values = open;
    }

    Values values() {
        return values;
    }

    /** All of them, those of the run as it has them now. */
    Values with(Values ofRun) {
        var all = values;
        for (var open : ofRun.open().entrySet()) {
            all = all.with(open.getKey(), open.getValue(), false);
        }
        return all;
    }

    /** What a person has given with it. */
    void learn(Intent intent) {
        switch (intent) {
            case Intent.SetVariables set ->
                set.values()
                        .revealed()
                        .forEach((name, value) ->
                                values = values.with(name, value, set.values().secret(name)));
            case Intent.TickStep tick -> tick.answers().forEach(this::learn);
            case Intent.MarkDone done -> done.values().forEach(this::learn);
            default -> {}
        }
    }

    void learn(String name, String value) {
        var secret = plan.stops().stream()
                        .flatMap(it -> it.traits().asks().stream())
                        .anyMatch(it -> it.name().equals(name) && it.secret())
                || plan.checklist().variable(name).map(Variable::secret).orElse(false);
        values = values.with(name, value, secret);
    }

    /** Every variable before values are set; afterwards only secrets, which a restart has forgotten. */
    List<Wanted> wanted(Run run) {
        if (!run.variablesSet()) {
            return form;
        }
        Set<String> names = values.names();
        if (names.containsAll(run.secrets())) {
            // Asked at every event, and nearly always so: thousands of steps are not looked through for it.
            return List.of();
        }
        return Stream.concat(form.stream(), answers())
                .filter(it -> run.secrets().contains(it.variable().name()))
                .filter(it -> !names.contains(it.variable().name()))
                .toList();
    }

    /** Secrets that were typed when a step was ticked off; steps behind it may need them. */
    private Stream<Wanted> answers() {
        return plan.stops().stream()
                .flatMap(stop -> stop.traits().asks().stream()
                        .filter(Variable::secret)
                        .map(it -> new Wanted(it, "", "asked by " + stop.id())));
    }
}
