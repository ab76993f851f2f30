package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Nearest;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one file: those it declares, and those its steps set while they run. What the file mentions is judged at the
 * end, when all of them are known.
 */
final class Names {
    private final @Nullable Names outer;
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, Variable> declared = new LinkedHashMap<>();
    private final List<Mention> mentions = new ArrayList<>();

    /** @param shell true where it stands in shell text, where it has no business */
    private record Mention(String name, boolean shell, Place at) {}

    /** @param outer the names of the file that uses this one, or null */
    Names(@Nullable Names outer) {
        this.outer = outer;
    }

    void declare(Variable variable) {
        known.add(variable.name());
        declared.put(variable.name(), variable);
    }

    /** A variable that a step sets: the files around it see it too. */
    void set(String name) {
        known.add(name);
        if (outer != null) {
            outer.set(name);
        }
    }

    Optional<Variable> variable(String name) {
        return Optional.ofNullable(declared.get(name));
    }

    /** What the checklist's variable is where nobody gives it a value; empty for one that is asked for or looked up without a default. */
    Optional<String> fallback(String name) {
        return outer == null ? variable(name).map(Variable::fallback) : outer.fallback(name);
    }

    /** Whether it is declared as a secret here or in a file around this one. */
    boolean secret(String name) {
        var here = declared.get(name);
        return here == null ? outer != null && outer.secret(name) : here.secret();
    }

    void mention(String name, Place at) {
        mentions.add(new Mention(name, false, at));
    }

    void mentionInShell(String name, Place at) {
        mentions.add(new Mention(name, true, at));
    }

    void settle(Problems problems) {
        for (var mention : mentions) {
            var exists = known.contains(mention.name());
            if (mention.shell() && exists) {
                problems.add(mention.at(), inShell(mention.name()));
            } else if (!mention.shell() && !exists) {
                problems.add(
                        mention.at(),
                        "there is no variable `" + mention.name() + "`" + Nearest.hint(mention.name(), known));
            }
        }
    }

    static String inShell(String name) {
        return "`${" + name + "}` cannot stand in shell text, where a value would become program text; write `\"$"
                + name + "\"`: sh gets the value in its environment";
    }
}
