package dev.holdpoint.run;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Checklist.Phase;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Targets;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.step.Attempt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the steps that reach and identify each target into a checklist: before its phases, in one of their own; where a target is
 * known only when steps have set its variables, behind the last of those. Every step behind a connection needs it.
 */
final class Connections {
    /** The phase that every run has before its author's. */
    private static final String PHASE = "Connections";

    /** A sort of targets, and the check that reaches and identifies one. */
    private enum Sort {
        HOST("host.reachable", "host"),
        DATABASE("postgres.reachable", "database");

        private final String check;
        private final String field;

        Sort(String check, String field) {
            this.check = check;
            this.field = field;
        }
    }

    private final Checklist written;
    private final Set<String> made;
    private final Map<String, List<String>> setters = new LinkedHashMap<>();
    private final Map<String, Set<String>> placed = new LinkedHashMap<>();

    /**
     * @param sets the variables that a step sets
     * @param made databases that steps create where they are missing
     */
    Connections(Checklist written, Function<Step, Set<String>> sets, Set<String> made) {
        this.written = written;
        this.made = made;
        written.targets().all().forEach((name, spec) -> {
            var names = Mentions.names(spec);
            written.variables().forEach(it -> names.remove(it.name()));
            setters.put(
                    name,
                    names.isEmpty()
                            ? List.of()
                            : written.steps()
                                    .filter(it -> sets.apply(it).stream().anyMatch(names::contains))
                                    .map(Step::id)
                                    .toList());
        });
    }

    /** The target that a step reaches; null where it is no connection. */
    static @Nullable String target(Step step) {
        return step.body() instanceof Step.Body.Look(var checks)
                        && Stream.of(Sort.values())
                                .anyMatch(
                                        it -> it.check.equals(checks.getFirst().kind()))
                        && checks.getFirst().spec() instanceof Value.Fields(var fields, var _)
                        && fields.getFirst().value() instanceof Value.Scalar target
                ? target.text()
                : null;
    }

    /** What was seen behind targets that have been reached in this run, by target. */
    static Map<String, String> identities(Run run) {
        var seen = new TreeMap<String, String>();
        for (var stop : run.plan().stops()) {
            var target = target(stop.step());
            var fact = target == null ? null : run.status(stop).remembered().get(Attempt.IDENTITY);
            if (target != null && fact != null) {
                seen.put(target, fact);
            }
        }
        return seen;
    }

    Checklist placed() {
        var phases = new ArrayList<Phase>();
        var first = behind("");
        if (!first.isEmpty()) {
            var group = new Step.Group(PHASE, first.size());
            phases.add(new Phase(
                    PHASE, first.stream().map(it -> connection(it, group)).toList()));
        }
        for (var phase : written.phases()) {
            var steps = new ArrayList<Step>();
            for (var step : phase.steps()) {
                steps.add(needing(step));
                behind(step.id()).forEach(it -> steps.add(connection(it, null)));
            }
            phases.add(new Phase(phase.title(), steps));
        }
        return written.withPhases(phases);
    }

    /** The targets that are known behind a step, or from the beginning. */
    private List<String> behind(String step) {
        return setters.entrySet().stream()
                .filter(it ->
                        step.equals(it.getValue().isEmpty() ? "" : it.getValue().getLast()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Step connection(String target, Step.@Nullable Group group) {
        var sort = written.hosts().containsKey(target) ? Sort.HOST : Sort.DATABASE;
        var look = looking(sort.check, sort.field, target, written);
        var at = look.at();
        if (made.contains(target)) {
            look = missing(look);
        }
        var id = Targets.connects(target);
        var needs = new ArrayList<>(setters.getOrDefault(target, List.of()));
        // The way there is looked at first.
        ways(target).forEach(it -> needs.add(Targets.connects(it)));
        placed.put(id, upwards(needs, new HashSet<>()));
        return Step.looking(id, "Reach and identify " + target, List.of(look), group, at)
                .withNeeds(needs);
    }

    /** The host that it is reached through; each that it may be where that is chosen. */
    private List<String> ways(String target) {
        var via = Mentions.via(Objects.requireNonNull(written.targets().all().get(target)));
        return via == null
                ? List.of()
                : Stream.concat(
                                Stream.of(via),
                                Template.names(via).stream()
                                        .flatMap(it -> written.variable(it).stream())
                                        .flatMap(it -> it.options().stream()))
                        .filter(written.hosts()::containsKey)
                        .toList();
    }

    /** The database may be missing: only its server must be there. */
    private static KindUse missing(KindUse look) {
        var at = look.at();
        var fields = new ArrayList<>(((Value.Fields) look.spec()).fields());
        fields.add(new Value.Field("missing", new Value.Scalar("true", false, at), at));
        return new KindUse(look.kind(), new Value.Fields(fields, at), at);
    }

    /** A check of a kind that takes a database and nothing else. */
    static KindUse looking(String kind, String database, Checklist written) {
        return looking(kind, Sort.DATABASE.field, database, written);
    }

    private static KindUse looking(String kind, String field, String target, Checklist written) {
        var at = Objects.requireNonNull(written.targets().all().get(target)).at();
        var name = new Value.Field(field, new Value.Scalar(target, false, at), at);
        return new KindUse(kind, new Value.Fields(List.of(name), at), at);
    }

    /** What stands below a connection needs it, but for what the connection itself waits for. */
    private Step needing(Step step) {
        var needs = placed.entrySet().stream()
                .filter(it -> !it.getValue().contains(step.id()))
                .map(Map.Entry::getKey);
        return step.anytime() || placed.isEmpty()
                ? step
                : step.withNeeds(
                        Stream.concat(needs, step.needs().stream()).distinct().toList());
    }

    /** These steps and all that they need. */
    private Set<String> upwards(List<String> steps, Set<String> found) {
        written.steps()
                .filter(it -> steps.contains(it.id()) && found.add(it.id()))
                .forEach(it -> upwards(it.needs(), found));
        return found;
    }
}
