package dev.holdpoint.operator;

import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Rollback;
import dev.holdpoint.run.Rollback.Stage;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.Spans;
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.UndoGates;
import dev.holdpoint.run.WayBack;
import dev.holdpoint.step.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way back, in the words that every screen uses. */
public final class GoingBack {
    private static final Duration FEW_MINUTES = Duration.ofMinutes(3);

    private static final String FAILED =
            "undo tries it again; mark-done says that it was taken back by hand; skip goes on without it.";

    /** So many steps are named where more are meant. */
    private static final int NAMED = 3;

    private GoingBack() {}

    /** "ROLLING BACK 2 of 5, ~4m left"; empty where the run goes forward. */
    public static Optional<String> heading(Run run, Instant now) {
        var way = run.rollback();
        return switch (way.stage()) {
            case NONE -> Optional.empty();
            case UNDOING -> {
                var plan = WayBack.of(run);
                var number = Math.min(plan.behind() + 1, plan.parts().size());
                yield Optional.of(
                        "ROLLING BACK " + number + " of " + plan.parts().size()
                                + (atGate(run).isPresent()
                                        ? ", stands at a gate"
                                        : way.going() ? ", ~" + roughly(plan.left(run, now)) + " left" : ", halted"));
            }
            case PROVING -> Optional.of("ROLLING BACK: " + (way.going() ? "proving the source" : "not proven"));
            case OVER -> Optional.of("ROLLED BACK");
        };
    }

    /** Where it stands, in one sentence. */
    public static String stands(Run run, Instant now) {
        var way = run.rollback();
        return switch (way.stage()) {
            case NONE -> "";
            case UNDOING -> undoing(run, now);
            case PROVING ->
                way.going()
                        ? "Taken back; looking whether the source serves."
                        : "Taken back, but the source is not proven to serve: " + red(way.proof()) + ".";
            case OVER -> "Rolled back: " + proof(way) + stays(way) + ".";
        };
    }

    /** The same in fewer words, for whoever sees {@link #heading} as well: what was not taken back goes before what has proven the source. */
    public static String briefly(Run run, Instant now) {
        var way = run.rollback();
        return switch (way.stage()) {
            case NONE -> "";
            case UNDOING -> waits(run) ? "Waits: " + way.waits() + "." : undoing(run, now);
            case PROVING -> way.going() ? stands(run, now) : "Not proven: " + red(way.proof()) + ".";
            case OVER -> way.passed().isEmpty() ? "Rolled back." : "Not taken back: " + passed(way) + ".";
        };
    }

    /** A person has to say how it goes on. */
    private static boolean waits(Run run) {
        return run.rollback().counting() == null
                && atGate(run).isEmpty()
                && !run.rollback().going();
    }

    private static String passed(Rollback way) {
        return String.join(", ", way.passed().keySet());
    }

    private static String undoing(Run run, Instant now) {
        var way = run.rollback();
        var counting = way.counting();
        var ends = way.ends();
        if (counting != null && ends != null) {
            long seconds = Math.max(0, (Duration.between(now, ends).toMillis() + 999) / 1000);
            return counting + " is taken back in " + seconds + " s; any key stops it.";
        }
        var gate = atGate(run);
        if (gate.isPresent()) {
            return "The undo of " + gate.get().id() + " stands at its gate: "
                    + agree(gate.get().hold().approvals()) + " first.";
        }
        return way.going()
                ? next(run).map(it -> it.id() + " is being taken back.").orElse("")
                : "The rollback waits for you: " + way.waits() + ".";
    }

    /** What a person can do about it, by the words that both screens know; empty where nothing has to be done. */
    public static String ways(Run run) {
        var way = run.rollback();
        return switch (way.stage()) {
            case NONE -> "";
            case UNDOING ->
                atGate(run).isPresent()
                        ? "gate goes on with it; leaving it halts the way back."
                        : way.going() ? "" : failed(run) ? FAILED : "run-on goes on; forward ends the way back.";
            case PROVING -> way.going() ? "" : "run-on looks again; accept says why it is over all the same.";
            case OVER -> "forward begins again; abort gives the run up for good; leaving keeps it.";
        };
    }

    /** The step whose undo the rollback has come to, and that asks other people first; empty where it does not wait for that. */
    public static Optional<Plan.Stop> atGate(Run run) {
        return run.rollback().stage() == Stage.UNDOING
                ? next(run).filter(it -> UndoGates.open(run, it))
                : Optional.empty();
    }

    /** The undo that the rollback has come to has failed. */
    public static boolean failed(Run run) {
        return next(run)
                .map(run::status)
                .filter(it -> it.state() == StepState.FAILED && it.undo())
                .isPresent();
    }

    private static Optional<Plan.Stop> next(Run run) {
        return WayBack.of(run).next().map(WayBack.Part::stop);
    }

    private static String red(List<Evidence> proof) {
        return proof.isEmpty()
                ? "nobody wrote what proves it"
                : proof.stream()
                        .filter(it -> !it.green())
                        .findFirst()
                        .map(it -> it.label() + ": " + it.sentence())
                        .orElse("");
    }

    private static String proof(Rollback way) {
        if (!way.waits().isEmpty()) {
            return "not proven, but " + way.waits();
        }
        return way.proof().isEmpty()
                ? ""
                : way.proof().getFirst().label() + ": " + way.proof().getFirst().sentence();
    }

    private static String stays(Rollback way) {
        return way.passed().isEmpty() ? "" : "; not taken back: " + passed(way);
    }

    /** One or two words about a part: how long it should take, or how it stands. */
    public static String word(Run run, WayBack.Part part) {
        var state = run.status(part.stop()).state();
        if (state == StepState.UNDONE) {
            return "undone";
        }
        if (state == StepState.UNDOING) {
            return "undoing";
        }
        return switch (part.fate()) {
            case CANNOT -> "stays";
            case UNKNOWN -> "unknown";
            case UNDO -> part.behind() ? "stays" : "~" + roughly(part.expected());
        };
    }

    /** What has to be known about a part: why it stays, what it would lose. */
    public static List<String> details(Run run, WayBack.Part part) {
        var lines = new ArrayList<String>();
        var passed = run.rollback().passed().get(part.stop().id());
        if (passed != null) {
            lines.add(passed);
        } else if (!part.why().isEmpty()) {
            lines.add(part.why());
        }
        if (part.stop().traits().undoReaches() && part.fate() == WayBack.Fate.UNDO && !part.behind()) {
            lines.add(
                    UndoGates.asks(part.stop())
                            ? "reaches the outside or deletes: "
                                    + agree(part.stop().hold().approvals()) + " first, at a gate of its own"
                            : "reaches the outside or deletes: counts down first");
        }
        if (run.status(part.stop()).state().active() && !run.rollback().bars()) {
            lines.add("runs now: it is stopped first");
        }
        run.rollback()
                .weighed()
                .losses()
                .getOrDefault(part.stop().id(), List.of())
                .forEach(it -> lines.add("loses: " + it));
        return lines;
    }

    private static String agree(int people) {
        return people == 1 ? "1 other person agrees" : people + " other people agree";
    }

    /** What is known about losses as a whole, how long all takes, and how the source will be proven. */
    public static List<String> summary(Run run, WayBack plan, Instant now) {
        var lines = new ArrayList<String>();
        if (run.rollback().stage() == Stage.PROVING || run.rollback().stage() == Stage.OVER) {
            return ended(run, plan);
        }
        lines.add(losses(run, plan));
        var left = plan.left(run, now);
        var spare = plan.spare(run, now);
        lines.add("Takes ~" + roughly(left) + " in all"
                + spare.map(it -> it.isNegative()
                                ? "; ENDS " + roughly(it.negated()) + " AFTER THE WINDOW"
                                : "; ends inside the window, with " + Spans.shortly(Duration.ofMinutes(it.toMinutes()))
                                        + " to spare")
                        .orElse("")
                + ".");
        lines.add(proven(run));
        return lines;
    }

    /** Nothing is to come any more: what was done, and what the source was seen to do. */
    private static List<String> ended(Run run, WayBack plan) {
        var lines = new ArrayList<String>();
        long undone = plan.parts().stream()
                .filter(it -> run.status(it.stop()).state() == StepState.UNDONE)
                .count();
        lines.add(undone + " of " + plan.parts().size() + " steps were taken back.");
        run.rollback()
                .proof()
                .forEach(it -> lines.add((it.green() ? "Seen: " : "RED: ") + it.label() + ": " + it.sentence()));
        if (run.rollback().proof().isEmpty()) {
            lines.add(proven(run));
        }
        return lines;
    }

    private static String losses(Run run, WayBack plan) {
        var weighed = run.rollback().weighed();
        if (weighed.seen() == null) {
            return weighed.looking() ? "What would be lost is being looked up …" : "What would be lost is not known.";
        }
        var silent = plan.parts().stream()
                .filter(it -> it.fate() != WayBack.Fate.CANNOT)
                .map(it -> it.stop().id())
                .filter(it -> !weighed.losses().containsKey(it))
                .toList();
        return silent.isEmpty()
                ? "Every step was asked what would be lost."
                : "What taking back would lose is not known of: " + few(silent) + ".";
    }

    /** The steps stand in the plan below, which they are not to push out of sight. */
    private static String few(List<String> ids) {
        return ids.size() <= NAMED + 1
                ? String.join(", ", ids)
                : String.join(", ", ids.subList(0, NAMED)) + " and " + (ids.size() - NAMED) + " more steps";
    }

    private static String proven(Run run) {
        var proof = run.plan().checklist().rollback();
        if (proof.checks().isEmpty()) {
            return "Nothing says how to see that the source serves: a person will have to.";
        }
        var checks = proof.checks().stream().map(Standing::named).distinct().toList();
        return proof.written()
                ? "It ends when its checks are green: " + String.join(", ", checks) + "."
                : "It ends when the source answers and takes writes (" + String.join(", ", checks)
                        + "); its author wrote no checks of the applications.";
    }

    /** "4m", "1h20m", "40s". */
    public static String roughly(Duration span) {
        var whole = span.compareTo(FEW_MINUTES) < 0
                ? span.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                : Duration.ofMinutes(span.plusSeconds(59).toMinutes());
        return Spans.shortly(whole);
    }

    /** Whether something of it goes on by itself, so that nobody has to say anything. */
    public static boolean goesOn(Run run) {
        return run.rollback().counting() != null
                || run.rollback().looking()
                || (run.rollback().stage() == Stage.UNDOING && run.active());
    }
}
