package dev.holdpoint.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long the steps of a checklist took in earlier runs. Nothing is decided by it. It may come later than the plan that asks it: whoever
 * reads it from disk does so beside everything else ({@link #learn}).
 */
public final class Measured {
    private volatile Map<String, Figure> figures;

    /**
     * One step's.
     *
     * @param took in the middle of what was measured
     * @param undo how long taking it back took; null where nobody ever did
     * @param runs how many real runs it was measured in; where there are any, they alone count
     * @param rehearsals how many rehearsals, where it was never measured in a real run
     */
    public record Figure(Duration took, @Nullable Duration undo, int runs, int rehearsals) {
        /** "measured in 3 runs", "measured in a rehearsal". */
        public String says() {
            var real = runs > 0;
            int times = real ? runs : rehearsals;
            var what = real ? "run" : "rehearsal";
            return "measured in " + (times == 1 ? "a " + what : times + " " + what + "s");
        }
    }

    private Measured(Map<String, Figure> figures) {
        this.figures = Map.copyOf(figures);
    }

    /** Nothing, so far. */
    public static Measured nothing() {
        return new Measured(Map.of());
    }

    /** As one earlier run measured it. */
    public static Measured once(Map<String, Duration> took) {
        var figures = new HashMap<String, Figure>();
        took.forEach((step, it) -> figures.put(step, new Figure(it, null, 1, 0)));
        return new Measured(figures);
    }

    /** From any thread. */
    public void learn(Map<String, Figure> more) {
        figures = Map.copyOf(more);
    }

    public Optional<Figure> of(Plan.Stop stop) {
        return Optional.ofNullable(figures.get(stop.id()));
    }

    public Map<String, Figure> all() {
        return figures;
    }
}
