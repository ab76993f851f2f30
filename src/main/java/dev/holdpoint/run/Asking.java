package dev.holdpoint.run;

import dev.holdpoint.checklist.Binder;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Traits.UndoPart;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Danger;
import dev.holdpoint.step.Registry;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Asks the kinds of the registry what the rules need to know of steps; what is not known yet is answered with caution. */
final class Asking implements Plan.Kinds {
    private static final String NOT_KNOWN = "Its values are not known yet.";

    private static final Traits LOOK =
            new Traits(false, false, "", Afterlife.REPEAT, false, true, List.of(), List.of(), List.of());

    private final Registry registry;
    private final Mentions mentions;

    Asking(Registry registry, Mentions mentions) {
        this.registry = registry;
        this.mentions = mentions;
    }

    @Override
    public Set<String> bound(Step step) {
        return mentions.of(step).bound();
    }

    @Override
    public Traits traits(Plan.Stop stop, Values values) {
        return traits(stop.step(), values).serving(stop.traits().serves());
    }

    Traits traits(Step step, Values values) {
        var named = mentions.of(step);
        return ofKind(step, values)
                .reading(named.reads(), named.undoReads())
                .undoneBy(undoParts(step, values))
                .undoReaching(undoReaches(step, values));
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
        var danger = known.isEmpty() && !draft.complete() && mayBeDangerous(action, spec) ? NOT_KNOWN : known;
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
                List.of(),
                List.of(),
                false,
                List.of());
    }

    /** Whether taking it back is dangerous in itself; what is not known yet is believed to be. */
    private boolean undoReaches(Step step, Values values) {
        return switch (step.undo()) {
            case Step.UndoRule.None ignored -> false;
            case Step.UndoRule.Automatic ignored ->
                step.body() instanceof Step.Body.Act(var use)
                        && registry.acting(use.kind())
                                .map(it -> undoReaches(it, use, step.scope(values)))
                                .orElse(false);
            case Step.UndoRule.Steps(var steps, var _) ->
                steps.stream()
                        .anyMatch(use -> registry.acting(use.kind())
                                .map(it -> dangerous(it, use, step.scope(values)))
                                .orElse(false));
        };
    }

    private static <S extends Record> boolean undoReaches(Action<S> action, KindUse use, Values values) {
        var spec = Binder.draft(use.spec(), action.spec(), values).record();
        return spec == null ? action.mayBeDangerous() : orElse(() -> action.undoReaches(spec), action.mayBeDangerous());
    }

    private static <S extends Record> boolean dangerous(Action<S> action, KindUse use, Values values) {
        var draft = Binder.draft(use.spec(), action.spec(), values);
        var spec = draft.record();
        if (spec == null) {
            return action.mayBeDangerous();
        }
        return draft.complete()
                ? orElse(() -> action.danger(spec).isPresent(), action.mayBeDangerous())
                : mayBeDangerous(action, spec);
    }

    private static <S extends Record> boolean mayBeDangerous(Action<S> action, S draft) {
        return orElse(() -> action.mayBeDangerous(draft), action.mayBeDangerous());
    }

    /** A kind's own way of taking back cannot be come back to; the steps of an author are actions like others. */
    private List<UndoPart> undoParts(Step step, Values values) {
        return switch (step.undo()) {
            case Step.UndoRule.None ignored -> List.of();
            case Step.UndoRule.Automatic ignored -> List.of(UndoPart.by(Afterlife.ASK));
            case Step.UndoRule.Steps steps ->
                steps.steps().stream()
                        .map(use -> registry.acting(use.kind())
                                .map(action -> undoPart(action, use, step.scope(values)))
                                .orElse(UndoPart.by(Afterlife.ASK)))
                        .toList();
        };
    }

    private static <S extends Record> UndoPart undoPart(Action<S> action, KindUse use, Values values) {
        if (action.byHand()) {
            return UndoPart.BY_HAND;
        }
        var spec = Binder.draft(use.spec(), action.spec(), values).record();
        return UndoPart.by(spec == null ? Afterlife.ASK : orElse(() -> action.afterlife(spec), Afterlife.ASK));
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

    @Override
    public String phrase(Step step, Values values) {
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
