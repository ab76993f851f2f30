package dev.holdpoint.line;

import dev.holdpoint.operator.Headway;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunFeed;
import dev.holdpoint.run.UndoGates;
import dev.holdpoint.step.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events as sentences, and from time to time how far a running step is. */
final class Telling {
    /** A progress that has moved is worth a line that often, one that has not less often. */
    private static final Duration MOVED = Duration.ofSeconds(15);

    private static final Duration STILL = Duration.ofMinutes(1);

    private final Voice voice;
    private final boolean drives;
    private final Map<String, Said> headways = new HashMap<>();

    private record Said(Instant at, String words) {}

    /** @param drives whether whoever is told has a say: else nobody is told of keys and words */
    Telling(Voice voice, boolean drives) {
        this.voice = voice;
        this.drives = drives;
    }

    /** @param run with the event in it */
    void tell(Event event, Run run, Instant now) {
        if (event instanceof Event.StepFailed
                || event instanceof Event.StepUnknown
                || event instanceof Event.ItemStaysOpen
                || red(event)
                || event instanceof Event.HoldApproved
                || event instanceof Event.ApprovalVoided) {
            voice.ring();
        }
        switch (event) {
            case Event.StepDone it -> voice.say(evidence(it.evidence(), now));
            case Event.StepFailed it -> voice.say(evidence(it.evidence(), now));
            case Event.HoldArmed it -> voice.say(atGate(it.evidence(), now));
            case Event.HoldLocked it -> voice.say(evidence(it.evidence(), now));
            case Event.KeptTurned it -> voice.say(evidence(it.evidence(), now));
            case Event.SoakTurned it -> voice.say(evidence(it.evidence(), now));
            default -> {}
        }
        voice.say(sentences(event, run, now));
        if (event instanceof Event.StepStarted it) {
            headways.put(it.step(), new Said(now, ""));
        }
    }

    private static boolean red(Event event) {
        return (event instanceof Event.KeptTurned kept && !kept.green())
                || (event instanceof Event.SoakTurned soak && !soak.green());
    }

    private List<String> sentences(Event event, Run run, Instant now) {
        return switch (event) {
            case Event.OfStep it -> ofStep(it, run, now);
            case Event.OfRollback it -> AtRollback.sentences(it, run, now, drives);
            case Event.RunResumed ignored -> List.of("Back in the run.");
            case Event.TerminalLost ignored ->
                List.of("The driver's terminal is gone: what runs goes on, nothing is started.");
            case Event.RunFinished ignored -> List.of("The run is finished.");
            case Event.RunAborted it -> List.of("The run is aborted: " + it.reason());
            case Event.RunOnStarted ignored ->
                List.of("Running on until a person is needed" + say("; stop ends that") + ".");
            case Event.RunOnStopped it -> List.of("It stopped running on: " + it.reason());
            case Event.NoteAdded ignored -> List.of("Noted.");
            default -> List.of();
        };
    }

    private List<String> ofStep(Event.OfStep event, Run run, Instant now) {
        var stop = run.plan().stop(event.step());
        var id = stop.id();
        return switch (event) {
            case Event.StepStarted it -> List.of(started(it, stop));
            case Event.StepTicked ignored -> List.of(id + " is ticked off.");
            case Event.StepVerifying ignored -> List.of(id + " has ended; its result is being verified.");
            case Event.StepDone it -> List.of(id + " is done" + after(run, stop, now) + ": " + it.says());
            case Event.StepFailed it -> failed(it, run, stop, now);
            case Event.StepUnknown it ->
                withWay(
                        "Nobody knows how " + id + " ended: " + it.reason(),
                        "Look, then say done (it happened) or failed (it did not).");
            case Event.TroublesFound ignored -> Mends.lines(run, stop, drives);
            case Event.StepSkipped it -> List.of(id + " is skipped: " + it.reason());
            case Event.StepNotApplicable it -> List.of(id + " does not apply: " + it.reason());
            case Event.StepApplies it -> List.of(id + " applies after all: " + it.reason());
            case Event.StepCancelling ignored -> List.of(id + " is being stopped.");
            case Event.UndoAsked it -> List.of(it.by() + " wants " + id + " undone: " + it.reason());
            case Event.StepUndoing it ->
                withWay(
                        id + " is being undone: " + it.reason(),
                        "Where a part of it is done by hand, press enter and say tick when it is done.");
            case Event.StepUndone it -> List.of(id + " is undone: " + it.says());
            case Event.StepLapsed it -> List.of(id + " is to be looked at again: " + it.reason());
            case Event.StepUndoFailed it ->
                List.of(id + " could not be undone: " + it.reason(), "To do: " + it.remedy());
            default -> ofGate(event, run, stop);
        };
    }

    private List<String> ofGate(Event.OfStep event, Run run, Plan.Stop stop) {
        var id = stop.id();
        boolean back = UndoGates.open(run, stop);
        return switch (event) {
            case Event.HoldSensing ignored when back -> List.of();
            case Event.HoldSensing ignored when stop.hold().checks().isEmpty() -> List.of();
            case Event.HoldSensing it ->
                List.of(
                        it.release()
                                ? "Looking at the checks of " + id + " once more before it starts"
                                        + say("; any key stops it") + "."
                                : "Looking at the checks of " + id + ".");
            case Event.HoldLocked it -> List.of("The gate of " + id + " is locked: " + it.reason() + ".");
            case Event.ApprovalsAsked it ->
                List.of(id + " asks for " + Spoken.many(it.number(), "approval") + "; who may give them: "
                        + (it.of().isEmpty()
                                ? "nobody, holdpoint reviewer add names people"
                                : String.join(", ", it.of()))
                        + ".");
            case Event.HoldApproved it -> List.of(it.by() + " has approved " + id + ".");
            case Event.ApprovalVoided it ->
                List.of("The approval of " + it.by() + " for " + id + " is void: " + it.reason() + ".");
            case Event.KeptTurned it ->
                List.of(
                        it.green()
                                ? id + ", which is kept, is green: hold points behind it can be armed."
                                : id + ", which is kept, has turned RED: the hold points behind it are locked.");
            case Event.SoakTurned it ->
                List.of(
                        it.green()
                                ? "The checks of the soak of " + id + " are green."
                                : "A check of the soak of " + id
                                        + " is RED: its time begins anew when it is green again.");
            case Event.WindowPassed it -> List.of(it.by() + " releases " + id + " after the end of the window.");
            case Event.LifetimeWaived it ->
                List.of(it.by() + " goes on with " + id + " although " + it.lifetime() + " ends: " + it.reason());
            case Event.SoakOver ignored -> List.of("The soak of " + id + " is over: it is locked no more.");
            case Event.CountdownStopped it ->
                List.of("Stopped by " + it.by() + ": " + id + (back ? " was not undone." : " was not started."));
            case Event.HoldReleased it -> List.of(id + " is released by " + it.by() + ".");
            case Event.ItemOpened it -> List.of("Open from here on: " + it.item() + ".");
            case Event.ItemHandedOver it -> List.of(ItemLines.handed(it));
            case Event.ItemSensing it -> List.of("Looking whether " + it.item() + " is closed.");
            case Event.ItemStaysOpen it -> List.of("STILL OPEN: " + it.item() + ": " + it.reason() + ".");
            case Event.ItemClosed it -> List.of(ItemLines.closed(it));
            case Event.DowntimeStarted ignored -> List.of("The downtime has begun.");
            case Event.DowntimeEnded it ->
                List.of("The downtime is over"
                        + (it.by() == null ? "." : ", says " + it.by() + ", not verified: " + it.reason() + "."));
            default -> List.of();
        };
    }

    /** What to do about it, for whoever can. */
    private String say(String way) {
        return drives ? way : "";
    }

    private List<String> withWay(String what, String way) {
        return drives ? List.of(what, way) : List.of(what);
    }

    private static String started(Event.StepStarted event, Plan.Stop stop) {
        return stop.id() + " starts" + (event.attempt() > 1 ? ", try " + event.attempt() : "") + ": "
                + stop.step().title();
    }

    private static List<String> failed(Event.StepFailed event, Run run, Plan.Stop stop, Instant now) {
        var lines = new ArrayList<String>();
        lines.add(stop.id() + " FAILED" + after(run, stop, now) + ": " + event.reason());
        if (!event.remedy().isBlank()) {
            lines.add("To do: " + event.remedy());
        }
        var again = event.retryAt();
        if (again != null) {
            lines.add("It is tried again by itself in " + Spoken.span(Duration.between(now, again)) + ".");
        }
        return lines;
    }

    private static String after(Run run, Plan.Stop stop, Instant now) {
        var took = run.status(stop).took(now);
        return took.toSeconds() < 1 ? "" : " after " + Spoken.span(took);
    }

    /** What checks have seen, a sentence each; what is red with its details. */
    static List<String> evidence(List<Evidence> seen, Instant now) {
        return evidence(seen, now, false);
    }

    /** What is green with its details too: whoever releases a gate is to hear what a check of it has shown, such as a difference. */
    private static List<String> atGate(List<Evidence> seen, Instant now) {
        return evidence(seen, now, true);
    }

    private static List<String> evidence(List<Evidence> seen, Instant now, boolean all) {
        var lines = new ArrayList<String>();
        for (var it : seen) {
            lines.add((it.green() ? "Green: " : "RED: ") + it.label() + ": " + it.sentence() + " ("
                    + Spoken.ago(it.at(), now) + ")");
            if (all || !it.green()) {
                it.more().forEach(detail -> lines.add("    " + detail));
            }
        }
        return lines;
    }

    void headway(Run run, RunFeed feed, Instant now) {
        for (var stop : run.plan().stops()) {
            if (run.status(stop).state().active()) {
                headway(stop, run, feed, now);
            }
        }
    }

    private void headway(Plan.Stop stop, Run run, RunFeed feed, Instant now) {
        var last = headways.computeIfAbsent(stop.id(), id -> new Said(now, ""));
        var since = Duration.between(last.at, now);
        if (since.compareTo(MOVED) < 0) {
            return;
        }
        var words = Headway.of(run, stop, feed.progress(stop.id()), now)
                .map(Telling::words)
                .orElse("");
        if (since.compareTo(STILL) >= 0 || (!words.isEmpty() && !words.equals(last.words))) {
            var took = Spoken.span(run.status(stop).took(now));
            voice.say(stop.id() + ", " + took + ": " + (words.isEmpty() ? "still going on" : words));
            headways.put(stop.id(), new Said(now, words));
        }
    }

    private static String words(Headway way) {
        var parts = new ArrayList<String>();
        if (way.fraction() >= 0) {
            parts.add(way.percent() + " percent");
        }
        if (way.left() != null) {
            parts.add("about " + Spoken.span(way.left()) + " left");
        }
        if (!way.says().isBlank()) {
            parts.add(way.says());
        }
        return String.join(", ", parts);
    }
}
