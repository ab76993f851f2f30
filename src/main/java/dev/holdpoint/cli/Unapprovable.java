package dev.holdpoint.cli;

import dev.holdpoint.checklist.FileTrouble;
import dev.holdpoint.pair.Reviewers;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Approvals that a run will ask for and that nobody on this machine can give: said when it begins, and not first at the gate. */
final class Unapprovable {
    private Unapprovable() {}

    /** One sentence with what to do; empty where there are people enough for every step that is still to do. */
    static Optional<String> says(Run run, Reviewers reviewers) {
        var asking = run.plan().walk().stream()
                .filter(it ->
                        it.hold().approvals() > 0 && !run.status(it).state().settled())
                .toList();
        if (asking.isEmpty()) {
            return Optional.empty();
        }
        try {
            var names = reviewers.names().stream()
                    .filter(it -> !it.equals(run.driver()))
                    .toList();
            return says(asking, names);
        } catch (IOException e) {
            return Optional.of(wants(asking) + ", and nobody may give one: " + FileTrouble.says(e));
        }
    }

    /** @param names those who may approve, without the driver */
    static Optional<String> says(List<Plan.Stop> asking, List<String> names) {
        var lacking = asking.stream()
                .filter(it -> it.hold().approvals() > names.size())
                .toList();
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        wants(lacking) + ", and " + (names.isEmpty() ? "nobody" : "only " + String.join(", ", names))
                                + " may give one yet: sudo holdpoint reviewer add NAME");
    }

    private static String wants(List<Plan.Stop> steps) {
        var first = steps.getFirst();
        int number = first.hold().approvals();
        return first.id() + " wants " + (number == 1 ? "an approval" : number + " approvals")
                + (steps.size() == 1 ? "" : " (and " + (steps.size() - 1) + " more)");
    }
}
