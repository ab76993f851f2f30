package dev.holdpoint.checklist.lint;

import dev.holdpoint.checklist.Checklist;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Looks a checklist over for traps. */
public final class Lint {
    private Lint() {}

    /** @return every trap it walks into, in the order of the file */
    public static List<Warning> warnings(Checklist checklist) {
        var reading = new Reading(checklist);
        var traps = Traps.KNOWN.stream()
                .flatMap(trap -> trap.in(reading).map(at -> new Warning(at, trap.name(), trap.advice())));
        return Stream.concat(traps, Misspelt.in(reading))
                .distinct()
                .sorted(Comparator.<Warning, String>comparing(it -> it.at().file())
                        .thenComparingInt(it -> it.at().line())
                        .thenComparingInt(it -> it.at().column())
                        .thenComparing(Warning::trap))
                .toList();
    }
}
