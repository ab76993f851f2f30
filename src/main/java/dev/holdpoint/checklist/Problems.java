package dev.holdpoint.checklist;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a checklist while it is read: everything at once, nothing twice. */
public final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();
    private int told;

    public void add(Place at, String says) {
        told++;
        found.add(new Problem(at, says));
    }

    public boolean none() {
        return found.isEmpty();
    }

    /** True where something is wrong at this very place already, so that nothing need follow from it. */
    public boolean at(Place place) {
        return found.stream().anyMatch(it -> it.at().equals(place));
    }

    /** True where something is wrong in the line of this place already. */
    public boolean inLineOf(Place place) {
        return found.stream()
                .anyMatch(it -> it.at().line() == place.line() && it.at().file().equals(place.file()));
    }

    /** How often something was told, repetitions too: whoever compares two counts learns whether anything was wrong between. */
    public int count() {
        return told;
    }

    /** All of them, file by file in the order the files were first complained of, each file from top to bottom. */
    public List<Problem> sorted() {
        if (found.isEmpty()) {
            return List.of();
        }
        var files = new ArrayList<String>();
        for (var problem : found) {
            if (!files.contains(problem.at().file())) {
                files.add(problem.at().file());
            }
        }
        var all = new ArrayList<>(found);
        all.sort((a, b) -> compare(files, a, b));
        return List.copyOf(all);
    }

    /** By hand: a form without values has problems at every start, and no start makes a Comparator (docs/performance.md). */
    private static int compare(List<String> files, Problem a, Problem b) {
        var places = new int[] {
            Integer.compare(files.indexOf(a.at().file()), files.indexOf(b.at().file())),
            Integer.compare(a.at().line(), b.at().line()),
            Integer.compare(a.at().column(), b.at().column())
        };
        for (var place : places) {
            if (place != 0) {
                return place;
            }
        }
        return a.says().compareTo(b.says());
    }
}
