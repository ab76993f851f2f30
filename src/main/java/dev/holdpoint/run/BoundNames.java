package dev.holdpoint.run;

import dev.holdpoint.checklist.Nearest;
import dev.holdpoint.checklist.Problem;
import dev.holdpoint.checklist.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Variables that SQL names and that nothing declares, captures or asks for: the step could only fail. */
public final class BoundNames {
    private BoundNames() {}

    public static List<Problem> in(Plan plan) {
        var problems = new ArrayList<Problem>();
        var variables = new LinkedHashSet<String>();
        plan.checklist().variables().forEach(it -> variables.add(it.name()));
        plan.stops().forEach(it -> plan.sets(it).stream().map(Variable::name).forEach(variables::add));
        for (var stop : plan.stops()) {
            if (plan.bound(stop).isEmpty()) {
                continue;
            }
            var known = new LinkedHashSet<>(variables);
            known.addAll(stop.step().locals().keySet());
            plan.bound(stop).stream()
                    .filter(it -> !known.contains(it))
                    .map(it -> new Problem(stop.step().at(), says(stop.id(), it, known)))
                    .forEach(problems::add);
        }
        return List.copyOf(problems);
    }

    private static String says(String step, String name, Set<String> known) {
        return "the SQL of `" + step + "` has `:" + name + "`, and there is no variable `" + name + "`"
                + Nearest.hint(name, known);
    }
}
