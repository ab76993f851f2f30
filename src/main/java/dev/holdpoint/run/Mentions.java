package dev.holdpoint.run;

import dev.holdpoint.checklist.Binder;
import dev.holdpoint.checklist.Filling;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.ShellText;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.step.Registry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The variables that steps read: in texts of their kinds, and in program text for sh, to which a variable without a value would be empty
 * instead of missing. SQL refuses one by itself.
 */
final class Mentions {
    private final Registry registry;

    Mentions(Registry registry) {
        this.registry = registry;
    }

    /** What has to have a value before the step may start: in its action and in all checks around it. */
    List<String> of(Step step) {
        var uses = new ArrayList<>(step.verify());
        switch (step.body()) {
            case Step.Body.Act act -> uses.add(act.use());
            case Step.Body.Look look -> uses.addAll(look.checks());
        }
        if (step.hold() != null) {
            uses.addAll(step.hold().checks());
        }
        return in(uses);
    }

    /** What has to have a value before it may be taken back by its author's steps. */
    List<String> ofUndo(Step step) {
        return step.undo() instanceof Step.UndoRule.Steps(var steps) ? in(steps) : List.of();
    }

    private List<String> in(List<KindUse> uses) {
        var reading = new Reading();
        uses.forEach(reading::use);
        return List.copyOf(reading.names);
    }

    private final class Reading implements Filling {
        private final Set<String> names = new LinkedHashSet<>();

        void use(KindUse use) {
            registry.acting(use.kind()).ifPresent(it -> spec(use, it.spec()));
            registry.looking(use.kind()).ifPresent(it -> spec(use, it.spec()));
        }

        private void spec(KindUse use, Class<? extends Record> type) {
            Binder.draft(use.spec(), type, this, new Problems(), this::use, use.kind());
        }

        @Override
        public Text text(Value.Scalar scalar, Problems problems) {
            var found = Template.names(scalar.text());
            names.addAll(found);
            return found.isEmpty() ? new Text.Ready(scalar.text(), false) : new Text.Open(scalar.text());
        }

        @Override
        public void program(Value.Scalar scalar, boolean sql, Problems problems) {
            if (!sql) {
                names.addAll(new ShellText(scalar.text()).reads());
            }
        }
    }
}
