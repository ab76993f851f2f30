package dev.holdpoint.step;

import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.Vocabulary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Kinds by name: for the loader as shapes, for whoever runs a step as what they are. */
public final class Registry implements Vocabulary {
    private final Map<String, Action<?>> actions = new LinkedHashMap<>();
    private final Map<String, Check<?>> checks = new LinkedHashMap<>();

    /**
     * @param kinds in the order of the reference; an action and a check may share a name
     * @throws IllegalArgumentException when two actions or two checks share one
     */
    public Registry(List<Kind<?>> kinds) {
        kinds.forEach(this::add);
    }

    /** Everything in {@link Kinds}. */
    public static Registry ofAll() {
        return new Registry(Kinds.all());
    }

    private void add(Kind<?> kind) {
        var before = switch (kind) {
            case Action<?> action -> actions.put(action.name(), action);
            case Check<?> check -> checks.put(check.name(), check);
        };
        if (before != null) {
            throw new IllegalArgumentException("two kinds are called " + kind.name());
        }
    }

    /** The action of that name, to run it. */
    public Optional<Action<?>> acting(String name) {
        return Optional.ofNullable(actions.get(name));
    }

    /** The check of that name, to look with it. */
    public Optional<Check<?>> looking(String name) {
        return Optional.ofNullable(checks.get(name));
    }

    @Override
    public Optional<Shape> action(String name) {
        return acting(name).map(ActionShape::new);
    }

    @Override
    public Optional<Shape> check(String name) {
        return looking(name).map(CheckShape::new);
    }

    @Override
    public Set<String> actions() {
        return Collections.unmodifiableSet(actions.keySet());
    }

    @Override
    public Set<String> checks() {
        return Collections.unmodifiableSet(checks.keySet());
    }

    /** What both have in common; {@code S} ties a kind to its own record. */
    private interface KindShape<S extends Record> extends Shape {
        Kind<S> kind();

        @Override
        default String name() {
            return kind().name();
        }

        @Override
        default String says() {
            return kind().says();
        }

        @Override
        default Class<? extends Record> spec() {
            return kind().spec();
        }

        @Override
        default List<String> problems(Record spec) {
            return kind().problems(kind().spec().cast(spec));
        }

        @Override
        default List<String> databases(Record spec) {
            return kind().databases(kind().spec().cast(spec));
        }

        @Override
        default List<String> hosts(Record spec) {
            return kind().hosts(kind().spec().cast(spec));
        }

        @Override
        default List<String> sources(Record spec) {
            return kind().sources(kind().spec().cast(spec));
        }

        @Override
        default List<String> binds(Record spec) {
            return kind().binds(kind().spec().cast(spec));
        }

        @Override
        default List<String> makes(Record spec) {
            return kind().makes(kind().spec().cast(spec));
        }
    }

    private record ActionShape<S extends Record>(Action<S> kind) implements KindShape<S> {
        @Override
        public List<String> asks(Record spec) {
            return kind.asks(kind.spec().cast(spec)).stream()
                    .map(Variable::name)
                    .toList();
        }

        @Override
        public boolean byHand() {
            return kind.byHand();
        }

        @Override
        public Guarding guarding() {
            return kind.guarding();
        }

        @Override
        public boolean dangerous(Record spec) {
            return kind.danger(kind.spec().cast(spec)).isPresent();
        }

        @Override
        public List<String> opens(Record spec) {
            return kind.opens(kind.spec().cast(spec)).stream()
                    .map(Opening::item)
                    .toList();
        }

        @Override
        public List<String> closes(Record spec) {
            return kind.closes(kind.spec().cast(spec));
        }
    }

    private record CheckShape<S extends Record>(Check<S> kind) implements KindShape<S> {
        @Override
        public List<String> asks(Record spec) {
            return List.of();
        }
    }
}
