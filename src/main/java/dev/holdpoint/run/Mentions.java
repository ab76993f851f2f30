package dev.holdpoint.run;

import dev.holdpoint.checklist.Binder;
import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Filling;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.ShellText;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Vocabulary;
import dev.holdpoint.step.Registry;
import dev.holdpoint.target.host.Host;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What steps name in what their author wrote. Variables: in texts of their kinds, in the targets that they use, and in program text for
 * sh, to which a variable without a value would be empty instead of missing; SQL refuses one by itself.
 */
final class Mentions {
    private final Registry registry;
    /** What a kind calls the variables that a person gives values when it is ticked off. */
    private static final String ASK = "ask";

    private final Map<String, Value> targets;
    /** Variables that steps set: of others it is no question whether a program sets them itself, they are there before it. */
    private final Set<String> settable = new HashSet<>();

    private final Map<String, Named> seen = new ConcurrentHashMap<>();

    Mentions(Registry registry, Checklist checklist) {
        this.registry = registry;
        this.targets = checklist.targets().all();
        checklist.steps().forEach(this::sets);
        checklist.troubles().forEach(it -> it.steps().forEach(this::sets));
    }

    private void sets(Step step) {
        settable.addAll(step.capture().keySet());
        if (step.body() instanceof Step.Body.Act act && act.use().spec() instanceof Value.Fields spec) {
            for (var field : spec.fields()) {
                if (field.key().equals(ASK) && field.value() instanceof Value.Fields asked) {
                    asked.fields().forEach(it -> settable.add(it.key()));
                }
            }
        }
    }

    /**
     * What one step names.
     *
     * @param reads variables of the run that must have a value before it may start: those of its action and of all checks around it
     * @param undoReads those that must have one before its author's steps may take it back
     * @param targets those that it uses, and the hosts that those are reached through
     * @param sources the databases that things come from
     * @param made the databases that it creates where they are missing
     * @param bound variables that its SQL names
     * @param any it uses one that only a value will name
     */
    record Named(
            List<String> reads,
            List<String> undoReads,
            Set<String> targets,
            Set<String> sources,
            Set<String> made,
            Set<String> bound,
            boolean any) {
        boolean mayUse(String target) {
            return any || targets.contains(target);
        }
    }

    /** What a step names never changes, so each is read once. */
    Named of(Step step) {
        return seen.computeIfAbsent(step.id(), id -> read(step));
    }

    private Named read(Step step) {
        var before = reading(around(step), step);
        var back = reading(step.undo() instanceof Step.UndoRule.Steps(var steps, var _) ? steps : List.of(), step);
        var used = new LinkedHashSet<>(before.used());
        used.addAll(back.used());
        var bound = new LinkedHashSet<>(before.bound);
        bound.addAll(back.bound);
        return new Named(
                before.variables(),
                back.variables(),
                used,
                before.sources,
                before.made,
                bound,
                !targets.keySet().containsAll(used));
    }

    /** All that a step uses, its author's way back too. */
    static List<KindUse> uses(Step step) {
        var uses = around(step);
        uses.addAll(step.undo() instanceof Step.UndoRule.Steps(var steps, var _) ? steps : List.of());
        return uses;
    }

    private static List<KindUse> around(Step step) {
        var uses = new ArrayList<>(step.verify());
        switch (step.body()) {
            case Step.Body.Act act -> uses.add(act.use());
            case Step.Body.Look look -> uses.addAll(look.checks());
        }
        if (step.hold() != null) {
            uses.addAll(step.hold().checks());
        }
        if (step.sensing().soak() != null) {
            uses.addAll(step.sensing().soak().checks());
        }
        return uses;
    }

    private Reading reading(List<KindUse> uses, Step step) {
        var reading = new Reading(step);
        uses.forEach(reading::use);
        reading.on();
        return reading;
    }

    /** The host that a target is reached through; null where it is none, or only a value will name it. */
    static @Nullable String via(Value target) {
        return target instanceof Value.Fields(var fields, var _)
                ? fields.stream()
                        .filter(it -> it.key().equals("via"))
                        .map(it -> it.value() instanceof Value.Scalar host ? host.text() : "?")
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /** The variables in a piece of YAML. */
    static Set<String> names(Value value) {
        var names = new LinkedHashSet<String>();
        switch (value) {
            case Value.Scalar scalar -> names.addAll(Template.names(scalar.text()));
            case Value.Items items -> items.values().forEach(it -> names.addAll(names(it)));
            case Value.Fields fields -> fields.fields().forEach(it -> names.addAll(names(it.value())));
        }
        return names;
    }

    private final class Reading implements Filling {
        private final Step step;
        private final Values constants;
        private final Set<String> names = new LinkedHashSet<>();
        private final Set<String> named = new LinkedHashSet<>();
        private final Set<String> sources = new LinkedHashSet<>();
        private final Set<String> made = new LinkedHashSet<>();
        private final Set<String> bound = new LinkedHashSet<>();

        Reading(Step step) {
            this.step = step;
            this.constants = step.scope(Values.NONE);
        }

        /** Variables of the run: a value of the step's own is made of them. */
        List<String> variables() {
            var all = new LinkedHashSet<String>();
            for (var name : names) {
                var local = step.locals().get(name);
                all.addAll(local == null ? Set.of(name) : Template.names(local.template()));
            }
            for (var target : used()) {
                var spec = targets.get(target);
                all.addAll(spec == null ? Set.of() : Mentions.names(spec));
            }
            return List.copyOf(all);
        }

        /** The targets, each with the hosts on the way to it. */
        Set<String> used() {
            var all = new LinkedHashSet<String>();
            for (var target : named) {
                var at = target;
                while (at != null && !at.equals(Host.LOCAL) && all.add(at)) {
                    var spec = targets.get(at);
                    at = spec == null ? null : via(spec);
                }
            }
            return all;
        }

        /** The host that the step works on. */
        void on() {
            names.addAll(Template.names(step.on()));
            named.add(Template.fill(step.on(), constants).text());
        }

        void use(KindUse use) {
            registry.action(use.kind()).ifPresent(it -> spec(use, it));
            registry.check(use.kind()).ifPresent(it -> spec(use, it));
        }

        private void spec(KindUse use, Vocabulary.Shape kind) {
            var spec = Binder.draft(use.spec(), kind.spec(), this, new Problems(), this::use, use.kind())
                    .record();
            try {
                named.addAll(spec == null ? List.of() : kind.databases(spec));
                named.addAll(spec == null ? List.of() : kind.hosts(spec));
                sources.addAll(spec == null ? List.of() : kind.sources(spec));
                made.addAll(spec == null ? List.of() : kind.makes(spec));
                bound.addAll(spec == null ? List.of() : kind.binds(spec));
            } catch (RuntimeException stumbled) {
                // Over a value that is not known yet: it may be any.
                named.add("?");
            }
        }

        @Override
        public Text text(Value.Scalar scalar, Problems problems) {
            names.addAll(Template.names(scalar.text()));
            var filled = Template.fill(scalar.text(), constants);
            return filled.missing().isEmpty() ? new Text.Ready(filled.text(), false) : new Text.Open(scalar.text());
        }

        @Override
        public void program(Value.Scalar scalar, boolean sql, Problems problems) {
            if (!sql) {
                names.addAll(new ShellText(scalar.text()).reads(settable));
            }
        }
    }
}
