package dev.holdpoint.run;

import dev.holdpoint.checklist.Binder;
import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Checklist.Phase;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Danger;
import dev.holdpoint.step.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes the plan of a checklist: puts <i>Connections</i> before its phases, and asks each kind for its traits. */
public final class Planner {
    /** The phase that every run has before its author's. */
    public static final String CONNECTIONS = "Connections";

    /** The check that reaches and identifies a database. */
    private static final String REACH = "postgres.reachable";

    private static final String NOT_KNOWN = "Its values are not known yet.";

    private static final Traits LOOK =
            new Traits(false, false, "", Afterlife.REPEAT, false, true, List.of(), List.of(), List.of());

    private final Registry registry;
    private final Mentions mentions;

    public Planner(Registry registry) {
        this.registry = registry;
        this.mentions = new Mentions(registry);
    }

    /** @param measured how long steps took in earlier runs and rehearsals, by id */
    public Plan plan(Checklist written, Map<String, Duration> measured) {
        var checklist = withConnections(written);
        var stops = new ArrayList<Plan.Stop>();
        int phase = 0;
        for (var each : checklist.phases()) {
            for (var step : each.steps()) {
                stops.add(new Plan.Stop(stops.size(), phase, step, traits(step, Values.NONE)));
            }
            phase++;
        }
        return new Plan(checklist, stops, new Asked(), measured);
    }

    private static Checklist withConnections(Checklist written) {
        if (written.databases().isEmpty()) {
            return written;
        }
        var reach = written.databases().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> connection(
                        it.getKey(), it.getValue().at(), written.databases().size()))
                .toList();
        var ids = reach.stream().map(Step::id).toList();
        var phases = new ArrayList<Phase>();
        phases.add(new Phase(CONNECTIONS, reach));
        for (var phase : written.phases()) {
            phases.add(new Phase(
                    phase.title(),
                    phase.steps().stream().map(it -> needing(it, ids)).toList()));
        }
        return new Checklist(
                written.title(),
                written.about(),
                written.window(),
                written.variables(),
                written.databases(),
                phases,
                written.sources());
    }

    private static Step connection(String database, Place at, int side) {
        var spec =
                new Value.Fields(List.of(new Value.Field("database", new Value.Scalar(database, false, at), at)), at);
        return Step.looking(
                "connect." + database,
                "Reach and identify " + database,
                List.of(new KindUse(REACH, spec, at)),
                new Step.Group(CONNECTIONS, Math.max(1, side)),
                at);
    }

    private static Step needing(Step step, List<String> first) {
        return step.anytime()
                ? step
                : step.withNeeds(Stream.concat(first.stream(), step.needs().stream())
                        .distinct()
                        .toList());
    }

    private Traits traits(Step step, Values values) {
        return ofKind(step, values).reading(mentions.of(step), mentions.ofUndo(step));
    }

    private Traits ofKind(Step step, Values values) {
        return switch (step.body()) {
            case Step.Body.Look ignored -> LOOK;
            case Step.Body.Act act ->
                registry.acting(act.use().kind())
                        .map(action -> traits(action, act.use(), step, values))
                        .orElseThrow(
                                () -> new IllegalArgumentException(act.use().at() + ": no action is called "
                                        + act.use().kind()));
        };
    }

    private static <S extends Record> Traits traits(Action<S> action, KindUse use, Step step, Values values) {
        var draft = Binder.draft(use.spec(), action.spec(), step.scope(values));
        var spec = draft.record();
        if (spec == null) {
            return cautious(action);
        }
        var known = orElse(() -> action.danger(spec).map(Danger::because).orElse(""), NOT_KNOWN);
        var danger = known.isEmpty() && !draft.complete() && action.mayBeDangerous() ? NOT_KNOWN : known;
        return new Traits(
                action.byHand(),
                !danger.isEmpty(),
                danger,
                orElse(() -> action.afterlife(spec), Afterlife.ASK),
                step.undo() instanceof Step.UndoRule.Steps || orElse(() -> action.undoable(spec), false),
                false,
                orElse(() -> action.asks(spec), List.of()),
                orElse(() -> action.opens(spec), List.of()),
                orElse(() -> action.closes(spec), List.of()),
                orElse(() -> action.trial(spec).orElse(""), ""),
                List.of(),
                List.of());
    }

    /** Of a spec that can't even be drafted everything bad is believed. */
    private static Traits cautious(Action<?> action) {
        return new Traits(
                action.byHand(),
                action.mayBeDangerous(),
                action.mayBeDangerous() ? NOT_KNOWN : "",
                Afterlife.ASK,
                false,
                false,
                List.of(),
                List.of(),
                List.of());
    }

    /** A kind that stumbles over a value that is not known yet is answered for with caution. */
    private static <T> T orElse(Supplier<T> question, T cautious) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return cautious;
        }
    }

    private final class Asked implements Plan.Kinds {
        @Override
        public Traits traits(Plan.Stop stop, Values values) {
            return Planner.this.traits(stop.step(), values);
        }

        @Override
        public String phrase(Step step, Values values) {
            return Planner.this.phrase(step, values);
        }
    }

    private String phrase(Step step, Values values) {
        return step.body() instanceof Step.Body.Act act
                ? registry.acting(act.use().kind())
                        .map(it -> phrase(it, act.use(), step.scope(values)))
                        .orElse("")
                : "";
    }

    private static <S extends Record> String phrase(Action<S> action, KindUse use, Values values) {
        return orElse(
                () -> action.danger(Binder.bind(use.spec(), action.spec(), values.masked()))
                        .map(Danger::phrase)
                        .orElse(""),
                "");
    }
}
