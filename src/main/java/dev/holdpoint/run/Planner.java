package dev.holdpoint.run;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.step.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the plan of a checklist: puts {@link Connections} into it, and asks each kind for its traits. */
public final class Planner {
    private final Registry registry;

    public Planner(Registry registry) {
        this.registry = registry;
    }

    /** @param measured how long steps took in earlier runs and rehearsals, by id */
    public Plan plan(Checklist written, Map<String, Duration> measured) {
        return plan(written, Measured.once(measured));
    }

    /** @param measured may come to know more later */
    public Plan plan(Checklist written, Measured measured) {
        var mentions = new Mentions(registry, written.databases());
        var kinds = new Asking(registry, mentions);
        var checklist = new Connections(written, step -> sets(step, kinds)).placed();
        var stops = new ArrayList<Plan.Stop>();
        int phase = 0;
        for (var each : checklist.phases()) {
            for (var step : each.steps()) {
                var traits = kinds.traits(step, Values.NONE).serving(served(step, written, mentions));
                stops.add(new Plan.Stop(stops.size(), phase, step, traits));
            }
            phase++;
        }
        return new Plan(checklist, stops, kinds, measured);
    }

    private static Set<String> sets(Step step, Asking kinds) {
        var names = new HashSet<>(step.capture().keySet());
        kinds.traits(step, Values.NONE).asks().stream().map(Variable::name).forEach(names::add);
        return names;
    }

    /** The steps that a connection is for; none for any other step. */
    private static List<String> served(Step step, Checklist written, Mentions mentions) {
        var database = Connections.database(step);
        return database == null
                ? List.of()
                : written.steps()
                        .filter(it -> mentions.of(it).mayUse(database))
                        .map(Step::id)
                        .toList();
    }
}
