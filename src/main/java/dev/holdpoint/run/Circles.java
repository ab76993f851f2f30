package dev.holdpoint.run;

import dev.holdpoint.checklist.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Steps that no run could ever get past: one reads a variable that only it sets itself, or that only steps set which wait for it. The
 * loader knows who needs whom; who reads what is known to the plan.
 */
public final class Circles {
    private final Plan plan;

    private Circles(Plan plan) {
        this.plan = plan;
    }

    /** The steps that it needs, and those that alone set what it reads. */
    private Stream<String> waits(Plan.Stop stop) {
        var setters = awaited(stop).stream()
                .map(plan::setters)
                .filter(it -> it.size() == 1)
                .map(it -> it.getFirst().id());
        return Stream.concat(stop.step().needs().stream(), setters);
    }

    /** @return each such step once, with what it reads and the way from whoever sets that back to it */
    public static List<Problem> in(Plan plan) {
        var circles = new Circles(plan);
        return plan.walk().stream().flatMap(it -> circles.at(it).stream()).toList();
    }

    private Optional<Problem> at(Plan.Stop stop) {
        for (var name : awaited(stop)) {
            var ways = plan.setters(name).stream()
                    .map(it -> way(it.id(), stop.id()))
                    .toList();
            if (ways.stream().noneMatch(List::isEmpty)) {
                return Optional.of(new Problem(stop.step().at(), says(stop.id(), name, ways.getFirst())));
            }
        }
        return Optional.empty();
    }

    /** Variables that have no value before a step sets them. */
    private Set<String> awaited(Plan.Stop stop) {
        var names = new LinkedHashSet<>(stop.traits().reads());
        var when = stop.step().when();
        if (when != null) {
            when.tests().stream()
                    .map(it -> it.variable())
                    .filter(it -> !stop.step().locals().containsKey(it))
                    .forEach(names::add);
        }
        names.removeIf(it ->
                plan.setters(it).isEmpty() || plan.checklist().variable(it).isPresent());
        return names;
    }

    private static String says(String step, String name, List<String> way) {
        return way.size() == 1
                ? "`" + step + "` reads `" + name
                        + "`, which it sets itself: it would wait for itself for ever; read it in a step below"
                : "`" + step + "` reads `" + name + "`, which `" + way.getFirst()
                        + "` sets, and these steps wait for each other: "
                        + String.join(
                                " → ",
                                Stream.concat(Stream.of(step), way.stream()).toList())
                        + "; move the one that sets it above";
    }

    /** From a step along what it waits for to another, both with it; empty where there is no way. */
    private List<String> way(String from, String to) {
        Map<String, String> before = new HashMap<>();
        var next = new ArrayDeque<>(List.of(from));
        before.put(from, "");
        while (!next.isEmpty()) {
            var here = next.remove();
            if (here.equals(to)) {
                return back(here, before);
            }
            waits(plan.stop(here))
                    .filter(it -> before.putIfAbsent(it, here) == null)
                    .forEach(next::add);
        }
        return List.of();
    }

    private static List<String> back(String end, Map<String, String> before) {
        var way = new ArrayList<String>();
        for (var at = end; !at.isEmpty(); at = before.getOrDefault(at, "")) {
            way.addFirst(at);
        }
        return way;
    }
}
