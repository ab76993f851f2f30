package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Value;
import org.jspecify.annotations.Nullable;

/** Fields of targets that hold a password: it comes from a variable that is declared secret, and never stands in a file. */
final class Secrets {
    private final Scope scope;
    private final Problems problems;

    Secrets(Scope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    void read(Value spec, String word) {
        var password = raw(spec, word);
        if (password != null) {
            judge(password);
        }
    }

    void judge(Value.Scalar password) {
        var names = Template.names(password.text());
        if (names.isEmpty()) {
            problems.add(
                    password.at(), "a password does not stand in a file; give it a variable that is `secret: true`");
        }
        for (var name : names) {
            var variable = scope.names().variable(name);
            if (variable.isPresent() && !variable.get().secret()) {
                problems.add(password.at(), "the variable `" + name + "` holds a password; declare it `secret: true`");
            }
        }
    }

    /** The field as it was written; null where it is not there. */
    static Value.@Nullable Scalar raw(Value spec, String word) {
        if (spec instanceof Value.Fields fields) {
            for (var field : fields.fields()) {
                if (field.key().equals(word) && field.value() instanceof Value.Scalar scalar) {
                    return scalar;
                }
            }
        }
        return null;
    }
}
