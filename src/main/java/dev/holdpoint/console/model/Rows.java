package dev.holdpoint.console.model;

import dev.holdpoint.run.Mending;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import java.util.Arrays;
import java.util.Map;

/**
 * The lines of the checklist pane: a heading for each phase, below it its steps unless it is folded. Plain numbers instead of objects, since
 * a checklist may have thousands of steps and is laid out anew at every event.
 */
public final class Rows {
    private static final int HEADING = 1 << 30;
    private static final int HIDDEN = -1;

    private final int[] codes;
    private final int size;
    private final int[] rowOfPlace;
    private final int[] rowOfPhase;
    private final int[] settled;
    private final int[] total;
    private final boolean[] folded;

    private Rows(Run run, Map<Integer, Boolean> wishes, int keepOpen) {
        var stops = run.plan().stops();
        var walk = run.plan().walk();
        var phases = walk.isEmpty() ? 0 : walk.getLast().phase() + 1;
        settled = new int[phases];
        total = new int[phases];
        count(run);
        folded = new boolean[phases];
        for (int phase = 0; phase < phases; phase++) {
            boolean byItself = settled[phase] == total[phase] && phase != keepOpen;
            folded[phase] = wishes.getOrDefault(phase, byItself);
        }
        codes = new int[stops.size() + phases];
        rowOfPlace = new int[stops.size()];
        rowOfPhase = new int[phases];
        size = fill(run);
    }

    /**
     * @param wishes phases that the operator has folded (true) or unfolded
     * @param keepOpen a phase that does not fold by itself, though all its steps are settled; -1 for none
     */
    public static Rows of(Run run, Map<Integer, Boolean> wishes, int keepOpen) {
        return new Rows(run, wishes, keepOpen);
    }

    private void count(Run run) {
        for (Plan.Stop stop : run.plan().walk()) {
            var state = run.status(stop).state();
            if (state == StepState.NOT_APPLICABLE) {
                continue; // a way that this run does not go is no work, done or to do
            }
            total[stop.phase()]++;
            if (state.settled()) {
                settled[stop.phase()]++;
            }
        }
    }

    private int fill(Run run) {
        Arrays.fill(rowOfPhase, -1);
        Arrays.fill(rowOfPlace, HIDDEN);
        int row = 0;
        for (Plan.Stop stop : run.plan().walk()) {
            int phase = stop.phase();
            if (rowOfPhase[phase] < 0) {
                rowOfPhase[phase] = row;
                codes[row++] = HEADING | phase;
            }
            row = step(run, stop, phase, row);
        }
        return row;
    }

    /** Steps that mend it stand below it, while there is something to mend. */
    private int step(Run run, Plan.Stop stop, int phase, int from) {
        if (rowOfPlace[stop.place()] != HIDDEN) {
            return from;
        }
        int row = from;
        rowOfPlace[stop.place()] = folded[phase] ? rowOfPhase[phase] : row;
        if (!folded[phase]) {
            codes[row++] = stop.place();
        }
        for (var mends : Mending.below(run, stop)) {
            row = step(run, mends, phase, row);
        }
        return row;
    }

    public int size() {
        return size;
    }

    /** Whether the row is the heading of a phase. */
    public boolean isHeading(int row) {
        return (codes[row] & HEADING) != 0;
    }

    /** The phase of a heading row. */
    public int phase(int row) {
        return codes[row] & ~HEADING;
    }

    /** The step of a row that is no heading. */
    public int place(int row) {
        return codes[row];
    }

    /** The row of a step, or of its phase's heading while that is folded; 0 for one that stands nowhere. */
    public int rowOfPlace(int place) {
        return Math.max(0, rowOfPlace[place]);
    }

    public int rowOfPhase(int phase) {
        return rowOfPhase[phase];
    }

    public boolean folded(int phase) {
        return folded[phase];
    }

    /** Steps of the phase that are settled; those that do not apply do not count. */
    public int settled(int phase) {
        return settled[phase];
    }

    /** Steps of the phase that this run has. */
    public int total(int phase) {
        return total[phase];
    }
}
