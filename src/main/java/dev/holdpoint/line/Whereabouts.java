package dev.holdpoint.line;

import dev.holdpoint.checklist.Template;
import dev.holdpoint.operator.Focal;
import dev.holdpoint.operator.GoingBack;
import dev.holdpoint.operator.Standing;
import dev.holdpoint.operator.Watched;
import dev.holdpoint.run.Items;
import dev.holdpoint.run.Keeping;
import dev.holdpoint.run.Lifetimes;
import dev.holdpoint.run.Mending;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Readiness;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the run stands, in words. */
final class Whereabouts {
    /** Lines of commands that are said unasked. */
    private static final int FEW = 8;

    private static final String ALL_SETTLED = "Every step is settled and nothing is open";

    private Whereabouts() {}

    /** The step that everything is about which names no other; null for a checklist without steps. */
    static Plan.@Nullable Stop current(Run run) {
        return Focal.of(run).orElse(null);
    }

    /** What stands in front of the line that is typed. */
    static String prompt(Run run) {
        var stop = current(run);
        if (run.complete() || stop == null) {
            return "all settled> ";
        }
        if (run.rollback().bars()) {
            return "rolling back, " + stop.id() + ", " + Standing.word(run, stop) + "> ";
        }
        return stop.id() + ", " + Standing.word(run, stop) + "> ";
    }

    /** @param runs what the step runs, all of it or the first few lines */
    static List<String> lines(
            Run run, List<String> runs, boolean all, Instant now, Function<String, Optional<Progress>> progress) {
        return lines(run, all ? runs : few(runs, "; where says all"), true, all, now, progress);
    }

    /** The same for somebody who has no say in it: who is waited for, and nothing of keys and words. */
    static List<String> watched(
            Run run, List<String> runs, Instant now, Function<String, Optional<Progress>> progress) {
        return lines(run, few(runs, ""), false, false, now, progress);
    }

    private static List<String> lines(
            Run run,
            List<String> runs,
            boolean drives,
            boolean all,
            Instant now,
            Function<String, Optional<Progress>> progress) {
        var lines = new ArrayList<String>();
        var stop = current(run);
        if (run.rollback().bars()) {
            lines.add(GoingBack.heading(run, now).orElse("") + ".");
            lines.add(GoingBack.stands(run, now));
            if (drives) {
                lines.add(GoingBack.ways(run));
            }
            lines.add(open(run));
        } else if (run.complete() || stop == null) {
            lines.add((run.openItems().isEmpty() ? ALL_SETTLED : "Every step is settled")
                    + (drives ? ": quit finishes the run." : "."));
            if (!run.openItems().isEmpty()) {
                lines.add(open(run));
            }
        } else {
            if (run.status(stop).state().settled()) {
                Items.unfinished(run)
                        .ifPresent(it -> lines.add(
                                "Every step is settled, but the run is not finished: " + Word.spoken(it) + "."));
            } else {
                lines.add(position(run, stop));
                lines.addAll(about(run, stop, runs, drives));
            }
            lines.add(open(run));
        }
        watched(run, stop, now, drives, lines);
        Prospects.downtime(run, now, progress, lines);
        window(run, now, lines);
        Prospects.end(run, now, progress, all, lines);
        return lines;
    }

    private static String position(Run run, Plan.Stop stop) {
        var phases = run.plan().checklist().phases();
        var counted = run.steps().stream()
                .filter(it -> it.state() != StepState.NOT_APPLICABLE)
                .toList();
        long done = counted.stream().filter(it -> it.state().settled()).count();
        return "Phase " + (stop.phase() + 1) + " of " + phases.size() + ", "
                + phases.get(stop.phase()).title() + ". " + Spoken.many(counted.size(), "step") + ", " + done
                + " settled.";
    }

    private static List<String> about(Run run, Plan.Stop stop, List<String> runs, boolean drives) {
        var lines = new ArrayList<String>();
        var status = run.status(stop);
        lines.add("Step " + stop.id() + ", " + stop.step().title() + ": " + Standing.word(run, stop) + ".");
        var why = stop.step().why();
        if (why != null) {
            lines.add("Why: " + Template.show(why, run.values()));
        }
        if (status.state() == StepState.FAILED || status.state() == StepState.UNKNOWN) {
            lines.add("It says: " + status.says());
        }
        lines.addAll(Mends.lines(run, stop, drives));
        lines.add(stop.traits().byHand() ? "To do by hand:" : "It runs:");
        runs.forEach(it -> lines.add("    " + it));
        lines.add(drives ? next(run, stop) : Waiting.of(run, stop));
        return lines;
    }

    private static List<String> few(List<String> runs, String more) {
        if (runs.size() <= FEW) {
            return runs;
        }
        var shown = new ArrayList<>(runs.subList(0, FEW));
        shown.add("and " + Spoken.many(runs.size() - FEW, "more line") + more);
        return shown;
    }

    /** What enter would do. */
    private static String next(Run run, Plan.Stop stop) {
        var missing = Readiness.missing(run, stop);
        return switch (run.status(stop).state()) {
            case TO_DO, UNDONE ->
                !missing.isEmpty()
                        ? "It needs " + String.join(", ", missing) + " first."
                        : Watched.soaks(run, stop)
                                ? "It soaks: it may be left meanwhile (quit)."
                                : stop.isHold()
                                        ? "It is a hold point: enter opens its gate."
                                        : stop.traits().byHand()
                                                ? "It is done by hand: enter begins it, then enter ticks it off."
                                                : "Enter runs it; on runs on to where a person is needed.";
            case RUNNING -> stop.traits().byHand() ? "It waits for you: enter ticks it off." : "It goes on by itself.";
            case FAILED -> "Enter tries it again; skip, done and undo are other ways.";
            case UNKNOWN -> "Look, then say done (it happened) or failed (it did not).";
            default -> "It goes on by itself.";
        };
    }

    private static String open(Run run) {
        return run.openItems().isEmpty()
                ? "Nothing is open."
                : "Open: "
                        + run.openItems().values().stream()
                                .map(it -> it.name() + " (by " + it.step() + ItemLines.taken(it) + ")")
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    private static void watched(Run run, Plan.@Nullable Stop current, Instant now, boolean drives, List<String> lines) {
        if (current != null && run.status(current).state() == StepState.TO_DO) {
            Lifetimes.obstacle(run, current, now)
                    .ifPresent(it -> lines.add("Locked: " + it + (drives ? " (anyway REASON goes on)." : ".")));
        }
        for (var red : Keeping.red(run)) {
            lines.add("RED since " + Spoken.ago(Watched.since(run, red, now), now)
                    + ", which locks the hold points behind it: " + red.id() + ": " + Watched.red(run, red) + ".");
        }
        for (var stop : run.plan().stops()) {
            if (Watched.soaks(run, stop)) {
                lines.add((stop.equals(current) ? "It" : stop.id()) + " soaks: "
                        + Watched.soak(run, stop, now, ZoneId.systemDefault()) + ".");
            }
        }
    }

    private static void window(Run run, Instant now, List<String> lines) {
        var length = run.plan().checklist().window().length();
        var begun = run.begun();
        if (length == null || begun == null) {
            return;
        }
        var left = length.minus(Duration.between(begun, now));
        lines.add(
                left.isNegative()
                        ? "WINDOW: over by " + Spoken.span(left.negated()) + "."
                        : "Window: " + Spoken.span(left) + " left of " + Spoken.span(length) + ".");
    }

    /** Every step of the run. */
    static List<String> list(Run run) {
        var lines = new ArrayList<String>();
        int phase = -1;
        for (var stop : run.plan().walk()) {
            if (stop.phase() != phase) {
                phase = stop.phase();
                lines.add("Phase " + (phase + 1) + ", "
                        + run.plan().checklist().phases().get(phase).title() + ":");
            }
            lines.add(line("    ", run, stop));
            Mending.below(run, stop).forEach(it -> lines.add(line("        ", run, it)));
        }
        return lines;
    }

    private static String line(String indent, Run run, Plan.Stop stop) {
        return indent + stop.id() + ", " + stop.step().title() + ": " + Standing.word(run, stop);
    }
}
