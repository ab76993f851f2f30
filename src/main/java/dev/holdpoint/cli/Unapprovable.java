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
            return Optional.of("nobody may approve " + named(asking) + ": " + FileTrouble.says(e));
        }
    }

    /** @param names those who may approve, without the driver */
    static Optional<String> says(List<Plan.Stop> asking, List<String> names) {
        var lacking = asking.stream()
                .filter(it -> it.hold().approvals() > names.size())
                .toList();
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of(too(lacking, names) + ": sudo holdpoint reviewer add NAME");
    }

    private static String too(List<Plan.Stop> lacking, List<String> names) {
        return names.isEmpty()
                ? "nobody may approve " + named(lacking) + " yet"
                : named(lacking) + " wants " + lacking.getFirst().hold().approvals() + " approvals, and only "
                        + String.join(", ", names) + " may give one";
    }

    private static String named(List<Plan.Stop> steps) {
        return steps.getFirst().id() + (steps.size() == 1 ? "" : " (and " + (steps.size() - 1) + " more)");
    }
}
