package dev.holdpoint.run;

import dev.holdpoint.checklist.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long the steps of one run took: made of the run when it is left, and summed up for the next. */
public final class Figures {
    private Figures() {}

    /**
     * One step of one run.
     *
     * @param kind what it was: a step that has become another one is not compared
     * @param took null where it was not done, or only said to be
     * @param undo how long taking it back took; null where it was not
     */
    public record Figure(
            String step,
            String kind,
            @Nullable Duration took,
            @Nullable Duration undo) {}

    /** What one run has measured. */
    public record OfRun(boolean rehearsal, List<Figure> figures) {
        public OfRun {
            figures = List.copyOf(figures);
        }
    }

    /** A step done by hand takes as long as a person takes: that too is worth knowing. One that was only said to be done tells nothing. */
    public static OfRun of(Run run, Instant now) {
        var expectations = new Expectations(run, now);
        var figures = new ArrayList<Figure>();
        for (var stop : run.plan().stops()) {
            var status = run.status(stop);
            var done = status.state() == StepState.DONE ? expectations.taken(stop) : null;
            var undone = status.state() == StepState.UNDONE && status.undo() ? status.took(now) : null;
            if (done != null || undone != null) {
                figures.add(new Figure(stop.id(), kind(stop), done, undone));
            }
        }
        return new OfRun(run.rehearsal(), figures);
    }

    private static String kind(Plan.Stop stop) {
        return switch (stop.step().body()) {
            case Step.Body.Act act -> act.use().kind();
            case Step.Body.Look ignored -> "check";
        };
    }

    /**
     * What they come to for the steps of {@code plan}, by id: the middle of real runs where there are any, else of rehearsals.
     *
     * @param runs the order does not matter
     */
    public static Map<String, Measured.Figure> summed(Plan plan, List<OfRun> runs) {
        var real = new HashMap<String, List<Figure>>();
        var rehearsed = new HashMap<String, List<Figure>>();
        for (var run : runs) {
            for (var figure : run.figures()) {
                var stop = plan.find(figure.step());
                if (stop != null && kind(stop).equals(figure.kind())) {
                    (run.rehearsal() ? rehearsed : real)
                            .computeIfAbsent(figure.step(), step -> new ArrayList<>())
                            .add(figure);
                }
            }
        }
        var sums = new HashMap<String, Measured.Figure>();
        rehearsed.forEach((step, figures) -> put(sums, step, figures, true));
        real.forEach((step, figures) -> put(sums, step, figures, false));
        return sums;
    }

    private static void put(Map<String, Measured.Figure> sums, String step, List<Figure> figures, boolean rehearsed) {
        var took = figures.stream().map(Figure::took).filter(it -> it != null).toList();
        var undo = figures.stream().map(Figure::undo).filter(it -> it != null).toList();
        var before = sums.get(step);
        var undone = undo.isEmpty() ? before == null ? null : before.undo() : middle(undo);
        if (!took.isEmpty()) {
            sums.put(
                    step,
                    new Measured.Figure(
                            middle(took), undone, rehearsed ? 0 : took.size(), rehearsed ? took.size() : 0));
        }
    }

    /** Of an even number the longer one: who plans with it is late less often. */
    private static Duration middle(List<Duration> durations) {
        return durations.stream().sorted().toList().get(durations.size() / 2);
    }
}
