package dev.holdpoint.run;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.run.Event.DowntimeStarted;
import dev.holdpoint.run.Event.StepDone;
import dev.holdpoint.run.Event.StepStarted;
import dev.holdpoint.run.Event.StepTicked;
import dev.holdpoint.run.Event.StepVerifying;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules for starting a step. The events of a start are made here and nowhere else. */
final class Starts {
    private Starts() {}

    /** The first start of a step, or one after it was undone; a failed one wants a reason first. */
    static Decision start(Run run, Plan.Stop stop) {
        return run.status(stop).state() == StepState.FAILED && !stop.isHold()
                ? Decision.refused(stop.id() + " has failed: say what is different now (r)")
                : again(run, stop);
    }

    /** Any start but that of a hold point. */
    static Decision again(Run run, Plan.Stop stop) {
        var obstacle = Readiness.obstacle(run, stop);
        if (obstacle.isPresent()) {
            return Decision.refused(obstacle.get());
        }
        return stop.isHold()
                ? Decision.refused(stop.id() + " is a hold point: open its gate (g) and release it")
                : new Decision.Events(events(run, stop));
    }

    /** A start that every rule has allowed. Everything that it opens counts as open from here on, also when it fails. */
    static List<Event> events(Run run, Plan.Stop stop) {
        var events = new ArrayList<Event>();
        events.add(new StepStarted(stop.id(), run.status(stop).attempt() + 1));
        events.addAll(opening(run, stop));
        return events;
    }

    /** What is open from a start on, or from when a person says that the step was done outside. */
    static List<Event> opening(Run run, Plan.Stop stop) {
        var events = new ArrayList<Event>();
        if (stop.step().downtime() == Step.Downtime.STARTS && !Downtimes.running(run)) {
            events.add(new DowntimeStarted(stop.id()));
        }
        events.addAll(Items.opening(run, stop));
        return events;
    }

    static List<String> opened(Plan.Stop stop) {
        var items = new ArrayList<>(stop.step().opens());
        stop.traits().opens().forEach(it -> items.add(it.item()));
        // An author may name what the kind opens by itself: it is one item.
        return items.stream().distinct().toList();
    }

    /** Only what stands before the person now; a part to come is not ticked off ahead. */
    private static Decision tickUndo(Run run, Plan.Stop stop) {
        var part = stop.traits().undoPart(run.status(stop).partsUndone());
        return part.filter(Traits.UndoPart::byHand).isPresent()
                ? Decision.of(new Event.StepUndoTicked(stop.id(), run.driver()))
                : Decision.refused(stop.id() + " is being undone by the program");
    }

    /** Ticking starts a step that is no hold point, and ends it. */
    static Decision tick(Run run, Plan.Stop stop, Map<String, String> answers) {
        if (run.status(stop).state() == StepState.UNDOING) {
            return tickUndo(run, stop);
        }
        if (!stop.traits().byHand()) {
            return Decision.refused(stop.id() + " is done by the program: enter runs it");
        }
        var events = new ArrayList<Event>();
        var state = run.status(stop).state();
        int attempt = run.status(stop).attempt();
        if (state != StepState.RUNNING) {
            var start = stop.isHold()
                    ? Decision.refused(
                            Readiness.obstacle(run, stop).orElse(stop.id() + " is a hold point: release it first (g)"))
                    : start(run, stop);
            switch (start) {
                case Decision.Refusal refusal -> {
                    return refusal;
                }
                case Decision.Events started -> events.addAll(started.events());
            }
            attempt++;
        }
        for (var asked : stop.traits().asks()) {
            var answer = answers.getOrDefault(asked.name(), "");
            if (answer.isBlank()) {
                return Decision.refused("needs a value for " + asked.name() + " (" + asked.ask() + ")");
            }
        }
        var open = new TreeMap<>(answers);
        stop.traits().asks().stream().filter(it -> it.secret()).forEach(it -> open.remove(it.name()));
        events.add(new StepTicked(stop.id(), attempt, run.driver(), open));
        for (var asked : stop.traits().asks()) {
            if (asked.secret()) {
                events.add(new Event.VariableCaptured(stop.id(), asked.name(), null));
            }
        }
        if (stop.step().verify().isEmpty()) {
            events.add(new StepDone(stop.id(), attempt, "ticked off", List.of(), run.driver()));
            events.addAll(Endings.said(run, stop, "ticked off"));
        } else {
            events.add(new StepVerifying(stop.id(), attempt, "ticked off by " + run.driver()));
        }
        return Following.after(run, new Decision.Events(events));
    }
}
