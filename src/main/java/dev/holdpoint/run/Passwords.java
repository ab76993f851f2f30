package dev.holdpoint.run;

import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Problem;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Passwords of kinds that are written out, or that no secret has: they would be in the journal's copy of the checklist, and not be masked
 * in output. Those of hosts and databases are the loader's.
 */
public final class Passwords {
    /** What every kind calls its password. */
    private static final String WORD = "password";

    private final Plan plan;

    private Passwords(Plan plan) {
        this.plan = plan;
    }

    public static List<Problem> in(Plan plan) {
        var passwords = new Passwords(plan);
        return plan.stops().stream()
                .flatMap(stop -> Mentions.uses(stop.step()).stream().flatMap(it -> passwords.of(it, stop)))
                .toList();
    }

    private Stream<Problem> of(KindUse use, Plan.Stop stop) {
        return use.spec() instanceof Value.Fields fields
                ? fields.fields().stream()
                        .filter(it -> it.key().equals(WORD))
                        .flatMap(it -> it.value() instanceof Value.Scalar scalar ? judge(scalar, stop) : Stream.of())
                : Stream.of();
    }

    private Stream<Problem> judge(Value.Scalar password, Plan.Stop stop) {
        var names = Template.names(password.text());
        if (names.isEmpty()) {
            return Stream.of(new Problem(
                    password.at(), "a password does not stand in a file; give it a variable that is `secret: true`"));
        }
        return names.stream()
                .filter(it -> !secret(it, stop))
                .map(it -> new Problem(
                        password.at(), "the variable `" + it + "` holds a password; declare it `secret: true`"));
    }

    private boolean secret(String name, Plan.Stop stop) {
        var local = stop.step().locals().get(name);
        if (local != null) {
            return local.secret();
        }
        var variables =
                new ArrayList<Variable>(plan.checklist().variable(name).stream().toList());
        plan.setters(name).forEach(it -> variables.addAll(plan.sets(it)));
        return variables.stream().filter(it -> it.name().equals(name)).allMatch(Variable::secret);
    }
}
