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
        return new Bound<>(action, spec(use, action.spec(), values));
    }

    private static <S extends Record> Looked<S> looked(Check<S> check, KindUse use, Values values) {
        return new Looked<>(check, spec(use, check.spec(), values));
    }

    private static <S extends Record> S spec(KindUse use, Class<S> type, Values values) {
        try {
            return Binder.bind(use.spec(), type, values);
        } catch (BindProblem e) {
            throw new BindRefused(e.problems().getFirst().toString());
        }
    }
}
