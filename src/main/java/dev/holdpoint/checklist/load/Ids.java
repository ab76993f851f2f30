package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Nearest;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Targets;
import dev.holdpoint.checklist.load.Draft.Asked;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The ids of a checklist: each means one step, or all steps of a part, a {@code parallel} or a {@code for_each}. */
final class Ids {
    /** With an attempt's number and what a kind adds, it names folders on hosts: 255 bytes are the most for one. */
    private static final int LONGEST = 120;

    /** The targets, by the ids that the program's own steps have. */
    private final Map<String, String> ours;

    private final Problems problems;
    private final Map<String, List<String>> steps = new LinkedHashMap<>();
    private final Map<String, Place> places = new LinkedHashMap<>();

    Ids(Targets targets, Problems problems) {
        this.ours = targets.all().keySet().stream().collect(Collectors.toMap(Targets::connects, name -> name));
        this.problems = problems;
    }

    /** False where another step has that id. */
    boolean step(String id, Place at) {
        if (id.length() > LONGEST) {
            problems.add(
                    at,
                    "the id `" + id + "` has " + id.length() + " characters; " + LONGEST
                            + " are the most, with the ids and values that go before it");
        }
        return add(id, List.of(id), at);
    }

    void group(String id, List<String> members, Place at) {
        add(id, List.copyOf(members), at);
    }

    /** The steps that an author's {@code needs} means; none, with a problem, where there is none of that id. */
    List<String> find(Asked asked) {
        var found = steps.get(asked.prefix() + asked.id());
        if (found == null) {
            problems.add(
                    asked.at(),
                    "`" + asked.word() + "` names no step `" + asked.id() + "`"
                            + Nearest.hint(asked.id(), under(asked.prefix())));
            return List.of();
        }
        return found;
    }

    private boolean add(String id, List<String> members, Place at) {
        var target = ours.get(id);
        if (target != null) {
            problems.add(
                    at,
                    "the id `" + id + "` is that of the step which the program adds to reach `" + target
                            + "`; ids are unique");
            return false;
        }
        var first = places.putIfAbsent(id, at);
        if (first == null) {
            steps.put(id, members);
            return true;
        }
        var where = first.file().equals(at.file()) ? "in line " + first.line() : "at " + first;
        problems.add(at, "the id `" + id + "` is taken by the step " + where + "; ids are unique");
        return false;
    }

    private Set<String> under(String prefix) {
        var ids = new LinkedHashSet<String>();
        for (var id : steps.keySet()) {
            if (id.startsWith(prefix)) {
                ids.add(id.substring(prefix.length()));
            }
        }
        return ids;
    }
}
