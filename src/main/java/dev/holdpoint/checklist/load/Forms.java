package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Condition;
import dev.holdpoint.checklist.Conditions;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Nearest;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.checklist.Vocabulary;
import dev.holdpoint.checklist.shape.RecordShape;
import dev.holdpoint.checklist.words.StepWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an item of {@code steps:} is: one action, checks, a part, steps side by side; and for which values, and when. */
final class Forms {
    private final Vocabulary words;
    private final KindReader kinds;
    private final Problems problems;

    /** The values of {@code for_each}. */
    record Rounds(String name, List<Said<String>> values) {}

    Forms(Vocabulary words, KindReader kinds, Problems problems) {
        this.words = words;
        this.kinds = kinds;
        this.problems = problems;
    }

    /** The one action of a step, or null where it has none, which is told unless it looks. */
    @Nullable
    KindUse action(StepWords step) {
        var actions = new ArrayList<KindUse>();
        for (var use : step.kinds()) {
            if (words.action(use.kind()).isPresent()) {
                actions.add(use);
            } else {
                unknown(use);
            }
        }
        var looks = step.check() != null;
        if (!actions.isEmpty() && (looks || actions.size() > 1)) {
            var second = looks ? actions.getFirst() : actions.get(1);
            var first = looks ? "check" : actions.getFirst().kind();
            problems.add(second.at(), "a step does one thing, and this one has `" + first + "`; make it two steps");
        }
        if (actions.isEmpty() && !looks && step.kinds().isEmpty()) {
            problems.add(step.at(), "a step says what it does: `manual:`, `check:`, or the name of an action");
        }
        alone(step);
        return actions.isEmpty() || looks ? null : actions.getFirst();
    }

    /** Refuses what a container leaves to the steps in it. */
    void container(StepWords step, String what) {
        for (var use : step.kinds()) {
            if (words.action(use.kind()).isPresent()) {
                problems.add(
                        use.at(),
                        "`" + what + "` stands for other steps; `" + use.kind() + "` needs a step of its own");
            } else {
                unknown(use);
            }
        }
        for (var word : Given.besides(step)) {
            problems.add(
                    step.at(), "`" + word + "` belongs to one step; with `" + what + "` write it at the steps inside");
        }
        if (what.equals("parallel") && (step.use() != null || step.with() != null)) {
            problems.add(step.at(), "`parallel` and `use` make two steps; put the part inside the `parallel` list");
        }
        if (what.equals("use") && step.atOnce() != null) {
            problems.add(step.atOnce().at(), "`at_once` belongs to `parallel`");
        }
    }

    /** The values of {@code for_each}; one empty round where they could not be told. */
    Rounds rounds(StepWords step) {
        var each = step.forEach();
        if (each == null || each.isEmpty()) {
            return new Rounds("", List.of());
        }
        if (each.size() != 1) {
            problems.add(
                    step.at(), "`for_each` takes one name with its values, such as `{ database: [accounts, jobs] }`");
            return new Rounds("", List.of());
        }
        var entry = each.entrySet().iterator().next();
        if (!Template.isName(entry.getKey())) {
            problems.add(step.at(), "`" + entry.getKey() + "` is no name; use lower case, digits and underscores");
        }
        if (entry.getValue().isEmpty()) {
            problems.add(step.at(), "`for_each` has no values; list them");
        }
        for (var value : entry.getValue()) {
            Scope.refuseDollar(value.value(), value.at(), problems);
            if (!Template.plain(value.value())) {
                problems.add(value.at(), "the values of `for_each` are written out, since they become ids of steps");
            }
        }
        return new Rounds(entry.getKey(), entry.getValue());
    }

    @Nullable
    Condition condition(@Nullable Said<String> when, Scope scope) {
        if (when == null) {
            return null;
        }
        var condition = Conditions.parse(when.value());
        if (condition.isEmpty()) {
            problems.add(when.at(), "`when` takes " + Conditions.FORM);
            return null;
        }
        for (var test : condition.get().tests()) {
            scope.mention(test.variable(), when.at());
            options(test, scope, when.at());
        }
        return condition.get();
    }

    private void options(Condition.Test test, Scope scope, Place at) {
        if (scope.locals().containsKey(test.variable())) {
            return;
        }
        var variable = scope.names().variable(test.variable());
        if (variable.isEmpty()) {
            return;
        }
        var type = variable.get().type();
        var options = type == VariableType.YES_NO
                ? List.of("yes", "no")
                : variable.get().options();
        for (var value : test.among()) {
            if (!options.isEmpty() && !options.contains(value)) {
                problems.add(at, "`" + test.variable() + "` is never `" + value + "`" + Nearest.hint(value, options));
            }
        }
    }

    private void alone(StepWords step) {
        if (step.with() != null) {
            problems.add(step.at(), "`with` gives values to a part; write `use: FILE` beside it");
        }
        if (step.atOnce() != null) {
            problems.add(step.atOnce().at(), "`at_once` belongs to `parallel`");
        }
    }

    private void unknown(KindUse use) {
        if (words.check(use.kind()).isPresent()) {
            problems.add(use.at(), "`" + use.kind() + "` only looks; write `check: [{ " + use.kind() + ": … }]`");
        } else {
            kinds.unknown(use, "word or action", known());
        }
    }

    private Set<String> known() {
        var known = new LinkedHashSet<>(RecordShape.of(StepWords.class).words().keySet());
        known.addAll(words.actions());
        return known;
    }
}
