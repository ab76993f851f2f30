package dev.holdpoint.run;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Trouble;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.step.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the plan of a checklist: puts {@link Connections} into it, and asks each kind for its traits. */
public final class Planner {
    /** The check that a database serves as before. */
    private static final String SERVES = "postgres.serves";

    private static final Duration SERVES_WITHIN = Duration.ofMinutes(2);

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
        var mentions = new Mentions(registry, written);
        var kinds = new Asking(registry, mentions);
        var proof = written.rollback().written() ? written.rollback() : proof(written, mentions);
        var checklist = new Connections(written, step -> sets(step, kinds), made(written, mentions))
                .placed()
                .provenBy(proof);
        var stops = new ArrayList<Plan.Stop>();
        int phase = 0;
        for (var each : checklist.phases()) {
            for (var step : each.steps()) {
                var traits = kinds.traits(step, Values.NONE).serving(served(step, written, mentions));
                stops.add(new Plan.Stop(stops.size(), phase, step, traits));
            }
            phase++;
        }
        for (var trouble : checklist.troubles()) {
            for (var step : trouble.steps()) {
                var place = stops.size();
                stops.add(new Plan.Stop(place, phase(trouble, stops), step, kinds.traits(step, Values.NONE)));
            }
        }
        return new Plan(checklist, stops, kinds, measured);
    }

    /** Where its author wrote none: each database that things come from answers and takes writes. */
    private static Checklist.Proof proof(Checklist written, Mentions mentions) {
        var sources = new LinkedHashSet<String>();
        written.steps().forEach(it -> sources.addAll(mentions.of(it).sources()));
        var checks = sources.stream()
                .filter(written.databases()::containsKey)
                .map(it -> Connections.looking(SERVES, it, written))
                .toList();
        return new Checklist.Proof(checks, SERVES_WITHIN, false);
    }

    private static Set<String> made(Checklist written, Mentions mentions) {
        var made = new HashSet<String>();
        written.steps().forEach(it -> made.addAll(mentions.of(it).made()));
        return made;
    }

    private static Set<String> sets(Step step, Asking kinds) {
        var names = new HashSet<>(step.capture().keySet());
        kinds.traits(step, Values.NONE).asks().stream().map(Variable::name).forEach(names::add);
        return names;
    }

    private static Stream<String> of(Trouble trouble, Checklist written) {
        return trouble.of().isEmpty() ? written.steps().map(Step::id) : trouble.of().stream();
    }

    /** Of the first step that may have it. */
    private static int phase(Trouble trouble, List<Plan.Stop> stops) {
        return stops.stream()
                .filter(it -> trouble.of().contains(it.id()))
                .mapToInt(Plan.Stop::phase)
                .findFirst()
                .orElse(0);
    }

    /** The steps that a connection is for; none for any other step. */
    private static List<String> served(Step step, Checklist written, Mentions mentions) {
        var target = Connections.target(step);
        return target == null
                ? List.of()
                : Stream.concat(
                                written.steps()
                                        .filter(it -> mentions.of(it).mayUse(target))
                                        .map(Step::id),
                                written.troubles().stream()
                                        .filter(trouble -> trouble.steps().stream()
                                                .anyMatch(it -> mentions.of(it).mayUse(target)))
                                        .flatMap(it -> of(it, written)))
                        .distinct()
                        .toList();
    }
}
