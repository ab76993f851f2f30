package dev.holdpoint.run;

import dev.holdpoint.run.Event.HoldLocked;
import dev.holdpoint.run.Event.KeptTurned;
import dev.holdpoint.run.Senses.Colour;
import dev.holdpoint.step.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of {@code keep}: a check step that is done is looked at again and again, a change of its colour is an event, and while it is
 * not green no hold point behind it stands open. That it turns green again releases nothing: the gate is armed anew.
 */
public final class Keeping {
    private Keeping() {}

    static Decision.Events seen(Run run, Signal.KeptSeen signal) {
        var kept = run.senses().kept().get(signal.step());
        var stop = run.plan().stop(signal.step());
        if (kept == null
                || run.over()
                || run.left()
                || run.status(stop).attempt() != signal.attempt()
                || kept.colour() == Colour.of(signal.evidence())) {
            return new Decision.Events(List.of());
        }
        var green = Colour.of(signal.evidence()) == Colour.GREEN;
        var events = new ArrayList<Event>();
        events.add(new KeptTurned(stop.id(), green, signal.evidence()));
        if (!green) {
            events.addAll(locks(run, stop, stop.id() + " has turned red: " + said(signal.evidence())));
        }
        return new Decision.Events(events);
    }

    private static List<Event> locks(Run run, Plan.Stop kept, String why) {
        return run.plan().stops().stream()
                .filter(it -> it.isHold() && run.plan().behind(it, kept.id()) && !UndoGates.open(run, it))
                .filter(it -> !(run.status(it).gate() instanceof Gate.Locked))
                .<Event>map(it -> new HoldLocked(it.id(), why, List.of()))
                .toList();
    }

    /** Why a hold point cannot be armed or released now. */
    static Optional<String> obstacle(Run run, Plan.Stop stop) {
        if (!stop.isHold()) {
            return Optional.empty();
        }
        return run.senses().kept().entrySet().stream()
                .filter(it -> it.getValue().colour() != Colour.GREEN)
                .filter(it -> run.plan().behind(stop, it.getKey()))
                .min(java.util.Map.Entry.comparingByKey())
                .map(it -> it.getValue().colour() == Colour.RED
                        ? it.getKey() + " is red: " + said(it.getValue().evidence())
                        : it.getKey() + " is kept green and was not looked at yet: wait for its next look");
    }

    public static boolean red(Run run, Plan.Stop stop) {
        var kept = run.senses().kept().get(stop.id());
        return kept != null && kept.colour() == Colour.RED;
    }

    /** The kept checks that are red, in the order of the page. */
    public static List<Plan.Stop> red(Run run) {
        if (run.senses().kept().isEmpty()) {
            // Every frame asks, and no start makes a Comparator that it does not need (docs/performance.md).
            return List.of();
        }
        return run.senses().kept().entrySet().stream()
                .filter(it -> it.getValue().colour() == Colour.RED)
                .map(it -> run.plan().stop(it.getKey()))
                .sorted(java.util.Comparator.comparingInt(Plan.Stop::place))
                .toList();
    }

    /** What is red of it, in one line. */
    public static String said(List<Evidence> evidence) {
        var red = evidence.stream().filter(it -> !it.green()).toList();
        if (red.isEmpty()) {
            return "nothing was seen";
        }
        var more = red.size() == 1 ? "" : " (and " + (red.size() - 1) + " more)";
        return red.getFirst().label() + ": " + red.getFirst().sentence() + more;
    }
}
