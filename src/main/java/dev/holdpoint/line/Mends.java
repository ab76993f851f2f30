package dev.holdpoint.line;

import dev.holdpoint.checklist.Template;
import dev.holdpoint.run.Mending;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import java.util.ArrayList;
import java.util.List;

/** What is known of a failure, in words. */
final class Mends {
    private Mends() {}

    /** @param drives whether the way to begin it is said too */
    static List<String> lines(Run run, Plan.Stop failed, boolean drives) {
        var lines = new ArrayList<String>();
        for (var trouble : Mending.found(run, failed)) {
            lines.add("This is known: " + Template.show(trouble.say(), run.values()));
            var steps = Mending.steps(run, trouble);
            steps.forEach(it ->
                    lines.add("    " + it.id() + ", " + Template.show(it.step().title(), run.values())));
            steps.stream()
                    .filter(it -> drives && !run.status(it).state().settled())
                    .findFirst()
                    .ifPresent(it -> lines.add(
                            "run " + it.id() + " begins what mends it, and then leads back to " + failed.id() + "."));
        }
        return lines;
    }
}
