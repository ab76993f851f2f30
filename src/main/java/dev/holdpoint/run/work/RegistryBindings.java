package dev.holdpoint.run.work;

import dev.holdpoint.checklist.BindProblem;
import dev.holdpoint.checklist.Binder;
import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Bindings;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Registry;
import dev.holdpoint.step.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Kinds of the registry, bound with the values of now. */
public final class RegistryBindings implements Bindings {
    private final Checklist checklist;
    private final Registry registry;
    private final Path files;

    /** @param files the run's folder for files that steps write */
    public RegistryBindings(Checklist checklist, Registry registry, Path files) {
        this.checklist = checklist;
        this.registry = registry;
        this.files = files.toAbsolutePath();
    }

    @Override
    public Bound<?> action(KindUse use, Values values) {
        return registry.acting(use.kind())
                .map(it -> bound(it, use, values))
                .orElseThrow(() -> new BindRefused("no action is called " + use.kind()));
    }

    @Override
    public Looked<?> check(KindUse use, Values values) {
        return registry.looking(use.kind())
                .map(it -> looked(it, use, values))
                .orElseThrow(() -> new BindRefused("no check is called " + use.kind()));
    }

    @Override
    public Setting setting(Values values) {
        return new BoundSetting(checklist, values, files, BoundSetting.Tunnels.NONE);
    }

    private static <S extends Record> Bound<S> bound(Action<S> action, KindUse use, Values values) {
        return new Bound<>(action, judged(use, action.spec(), action::problems, values));
    }

    private static <S extends Record> Looked<S> looked(Check<S> check, KindUse use, Values values) {
        return new Looked<>(check, judged(use, check.spec(), check::problems, values));
    }

    /** Reading the file a kind could only judge what no variable stood in: what it refuses is refused before anything goes by it. */
    private static <S extends Record> S judged(
            KindUse use, Class<S> type, Function<S, List<String>> problems, Values values) {
        var spec = spec(use, type, values);
        var found = problems.apply(spec);
        if (!found.isEmpty() && !dotted(use, type, values)) {
            throw new BindRefused(use.at() + ": " + use.kind() + ": " + found.getFirst());
        }
        return spec;
    }

    /** True where dots stand for a secret, as in a preview: nobody can judge those. */
    private static <S extends Record> boolean dotted(KindUse use, Class<S> type, Values values) {
        return values.secretValues().contains(Values.MASK)
                && !Binder.draft(use.spec(), type, new Values(values.open(), Set.of()))
                        .complete();
    }

    private static <S extends Record> S spec(KindUse use, Class<S> type, Values values) {
        try {
            return Binder.bind(use.spec(), type, values);
        } catch (BindProblem e) {
            throw new BindRefused(e.problems().getFirst().toString());
        }
    }
}
