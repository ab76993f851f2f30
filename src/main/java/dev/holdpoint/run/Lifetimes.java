package dev.holdpoint.run;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.run.Event.HoldSensing;
import dev.holdpoint.run.Event.LifetimeWaived;
import dev.holdpoint.run.Event.RunOnStopped;
import dev.holdpoint.run.Event.StepStarted;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Evidence;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules for what ends by itself: a step does not start on something that will not last for it and what follows, one and a half times.
 * Its driver may go on in spite of that, with a reason. Where lifetimes are known from stands in {@link #SOURCES}; a kind adds one by
 * {@link Attempt#lasts} or with its evidence, without a change here.
 */
public final class Lifetimes {
    private static final List<Source> SOURCES =
            List.of(Windows::lifetimes, Lifetimes::remembered, Lifetimes::evidenced);

    private Lifetimes() {}

    /** Where lifetimes come from. */
    interface Source {
        /** What this step depends on and what ends by itself. */
        Stream<Lifetime> of(Run run, Plan.Stop stop, Instant now);
    }

    /** Why the step should not start now; empty where everything lasts, or its driver goes on in spite of it. */
    public static Optional<String> obstacle(Run run, Plan.Stop stop, Instant now) {
        return shortOnes(run, stop, now).findFirst().map(it -> words(it, needed(run, stop), now));
    }

    private static Stream<Lifetime> shortOnes(Run run, Plan.Stop stop, Instant now) {
        if (stop.traits().looks() || UndoGates.open(run, stop)) {
            return Stream.empty();
        }
        var lifetimes = SOURCES.stream()
                .flatMap(it -> it.of(run, stop, now))
                .filter(it -> !run.senses().waives(stop.id(), it.name()))
                .toList();
        if (lifetimes.isEmpty()) {
            return Stream.empty();
        }
        var needed = needed(run, stop);
        return lifetimes.stream().filter(it -> now.plus(half(needed)).isAfter(it.ends()) && !needed.isZero());
    }

    private static Duration half(Duration needed) {
        return needed.multipliedBy(3).dividedBy(2);
    }

    private static String words(Lifetime it, Duration needed, Instant now) {
        var left = Duration.between(now, it.ends());
        var ends =
                left.isNegative() ? " ended " + Spans.about(left.negated()) + " ago" : " ends in " + Spans.left(left);
        return it.name() + ends + ", this and what follows needs " + Spans.about(needed) + ": 1.5x is "
                + Spans.about(half(needed));
    }

    /** What stands from here down to the first step that soaks, as long as it is expected to take. */
    static Duration needed(Run run, Plan.Stop from) {
        var sum = Duration.ZERO;
        var blocks = new HashMap<Step.Group, List<Duration>>();
        var walk = run.plan().walk();
        for (var stop : walk.subList(Math.min(from.place(), walk.size()), walk.size())) {
            if (stop.place() > from.place() && stop.step().sensing().soak() != null) {
                break;
            }
            var expected = run.plan().expected(stop);
            var group = stop.step().group();
            if (expected == null || run.status(stop).state().settled()) {
                continue;
            }
            if (group == null) {
                sum = sum.plus(expected);
            } else {
                blocks.computeIfAbsent(group, it -> new ArrayList<>()).add(expected);
            }
        }
        for (var block : blocks.entrySet()) {
            sum = sum.plus(sideBySide(block.getKey(), block.getValue()));
        }
        return sum;
    }

    private static Duration sideBySide(Step.Group group, List<Duration> each) {
        var all = each.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(group.atOnce());
        var longest = each.stream().reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
        return all.compareTo(longest) > 0 ? all : longest;
    }

    /** What steps above have said of what they opened or logged in to. */
    private static Stream<Lifetime> remembered(Run run, Plan.Stop stop, Instant now) {
        return above(run, stop)
                .flatMap(it -> run.status(it).remembered().entrySet().stream())
                .filter(it -> it.getKey().startsWith(Attempt.LASTS))
                .flatMap(it -> lifetime(it.getKey().substring(Attempt.LASTS.length()), it.getValue()));
    }

    private static Stream<Lifetime> lifetime(String name, String ends) {
        try {
            return Stream.of(new Lifetime(name, Instant.parse(ends)));
        } catch (DateTimeException e) {
            // A fact of that name which is no time says nothing of an end.
            return Stream.empty();
        }
    }

    /** What checks above have seen that ends. */
    private static Stream<Lifetime> evidenced(Run run, Plan.Stop stop, Instant now) {
        return above(run, stop).flatMap(it -> seen(run, it).stream()).flatMap(it -> {
            var until = it.until();
            return until == null ? Stream.empty() : Stream.of(new Lifetime(it.label(), until));
        });
    }

    private static List<Evidence> seen(Run run, Plan.Stop stop) {
        var kept = run.senses().kept().get(stop.id());
        return kept == null ? run.status(stop).evidence() : kept.evidence();
    }

    private static Stream<Plan.Stop> above(Run run, Plan.Stop stop) {
        return run.plan().stops().subList(0, stop.place()).stream()
                .filter(it -> run.status(it).state() == StepState.DONE);
    }

    /** What a decision may not start is taken out of it: refused where a person asked for it, and else it stops running on. */
    static Decision held(Run run, Intent intent, Decision.Events decision, Instant now) {
        var held = first(run, decision, now);
        if (held.isEmpty()) {
            return decision;
        }
        return (intent instanceof Intent.OfStep one
                                && one.step().equals(held.get().stop().id()))
                        || intent instanceof Intent.RunOn
                ? Decision.refused(held.get().why())
                : without(decision, held.get());
    }

    /** A retry by the program is none of these: it was begun in time. */
    static Decision.Events held(Run run, Signal signal, Decision.Events decision, Instant now) {
        var held = signal instanceof Signal.Tick ? Optional.<Held>empty() : first(run, decision, now);
        return held.map(it -> without(decision, it)).orElse(decision);
    }

    private record Held(int place, Plan.Stop stop, String why) {}

    private static Optional<Held> first(Run run, Decision.Events decision, Instant now) {
        var events = decision.events();
        var then = run;
        int known = 0;
        for (int n = 0; n < events.size(); n++) {
            var starts = begins(events.get(n));
            if (!starts.isEmpty()) {
                // What ends was perhaps seen by the check whose end lets this step start.
                then = known == n ? then : Replay.with(then, events.subList(known, n));
                known = n;
                var stop = then.plan().stop(starts);
                var why = obstacle(then, stop, now);
                if (why.isPresent() && !released(decision, stop)) {
                    return Optional.of(new Held(n, stop, stop.id() + ": " + why.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static String begins(Event event) {
        return switch (event) {
            case StepStarted it -> it.step();
            case HoldSensing it when !it.release() -> it.step();
            default -> "";
        };
    }

    /** Its gate has looked at this already. */
    private static boolean released(Decision.Events decision, Plan.Stop stop) {
        return decision.events().stream()
                .anyMatch(it ->
                        it instanceof Event.HoldReleased gate && gate.step().equals(stop.id()));
    }

    private static Decision.Events without(Decision.Events decision, Held held) {
        var events = new ArrayList<>(decision.events().subList(0, held.place()));
        events.add(new RunOnStopped(held.why()));
        return new Decision.Events(events);
    }

    static Decision goOn(Run run, Plan.Stop stop, String reason, Instant now) {
        var held = shortOnes(run, stop, now).toList();
        if (held.isEmpty()) {
            return Decision.refused(
                    "nothing that " + stop.id() + " needs ends before it would: there is nothing to go on in spite of");
        }
        return reason.isBlank()
                ? Decision.refused("say why it goes on all the same")
                : new Decision.Events(held.stream()
                        .<Event>map(it -> new LifetimeWaived(stop.id(), it.name(), it.ends(), run.driver(), reason))
                        .toList());
    }
}
