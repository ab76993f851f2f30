package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what every step waits for, and steps that wait for each other. */
final class Needs {
    private final Problems problems;
    private final Map<String, List<String>> needs = new LinkedHashMap<>();
    private final Map<String, List<String>> soaked = new HashMap<>();
    private final Map<String, Draft> drafts = new HashMap<>();

    Needs(List<Draft> drafts, Ids ids, Problems problems) {
        this.problems = problems;
        var own = drafts.stream().map(Draft::id).collect(Collectors.toSet());
        for (var draft : drafts) {
            var all = new LinkedHashSet<>(draft.waits().ids());
            for (var asked : draft.waits().asked()) {
                all.addAll(found(asked, ids, own));
            }
            var soaks = draft.waits().soaks();
            if (soaks != null) {
                soaked.put(draft.id(), found(soaks, ids, own));
                all.addAll(soaked(draft.id()));
            }
            needs.put(draft.id(), List.copyOf(all));
            this.drafts.put(draft.id(), draft);
        }
    }

    private List<String> found(Draft.Asked asked, Ids ids, Set<String> own) {
        var found = ids.find(asked);
        if (found.stream().allMatch(own::contains)) {
            return found;
        }
        problems.add(
                asked.at(),
                "`" + asked.word() + "` names `" + asked.id()
                        + "`, which stands in another list: steps that mend a trouble wait for each other"
                        + " only, and nothing else waits for them");
        return List.of();
    }

    List<String> of(String id) {
        return needs.getOrDefault(id, List.of());
    }

    /** The steps that its {@code soak} counts from. */
    List<String> soaked(String id) {
        return soaked.getOrDefault(id, List.of());
    }

    /** Tells every circle once, at the first of its steps that a person reads. */
    void cycles() {
        var done = new LinkedHashSet<String>();
        for (var id : needs.keySet()) {
            var path = new ArrayList<String>();
            walk(id, path, new LinkedHashSet<>(), done);
        }
    }

    /** Without recursion: a chain of needs may be as long as the checklist. */
    private void walk(String start, List<String> path, Set<String> onPath, Set<String> done) {
        var next = new ArrayList<Integer>();
        push(start, path, onPath, next, done);
        while (!path.isEmpty()) {
            var id = path.getLast();
            var children = of(id);
            int at = next.getLast();
            if (at == children.size()) {
                done.add(id);
                onPath.remove(id);
                path.removeLast();
                next.removeLast();
                continue;
            }
            next.set(next.size() - 1, at + 1);
            var child = children.get(at);
            if (onPath.contains(child)) {
                tell(path.subList(path.indexOf(child), path.size()));
            } else {
                push(child, path, onPath, next, done);
            }
        }
    }

    private static void push(String id, List<String> path, Set<String> onPath, List<Integer> next, Set<String> done) {
        if (!done.contains(id)) {
            path.add(id);
            onPath.add(id);
            next.add(0);
        }
    }

    private void tell(List<String> circle) {
        var first = 0;
        for (var i = 0; i < circle.size(); i++) {
            if (draft(circle.get(i)).words().needs() != null) {
                first = i;
                break;
            }
        }
        var names = new ArrayList<>(circle.subList(first, circle.size()));
        names.addAll(circle.subList(0, first));
        names.add(names.getFirst());
        var words = draft(names.getFirst()).words();
        var at = words.needs() == null || words.needs().isEmpty()
                ? words.at()
                : words.needs().stream()
                        .filter(it -> names.get(1).endsWith(it.value()))
                        .findFirst()
                        .map(Said::at)
                        .orElse(words.needs().getFirst().at());
        problems.add(at, "these steps wait for each other: " + String.join(" → ", names) + "; take one `needs` away");
    }

    private Draft draft(String id) {
        var draft = drafts.get(id);
        if (draft == null) {
            throw new IllegalStateException("no step " + id);
        }
        return draft;
    }
}
