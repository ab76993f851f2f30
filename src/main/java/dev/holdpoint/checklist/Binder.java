package dev.holdpoint.checklist;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a record out of what an author wrote. */
public final class Binder {
    private Binder() {}

    /**
     * The record that {@code spec} means with these values.
     *
     * @throws BindProblem with everything that is wrong, no value of a secret in it
     */
    public static <S extends Record> S bind(Value spec, Class<S> type, Values values) {
        var problems = new Problems();
        var draft = draft(spec, type, new WithValues(values), problems, use -> {}, "");
        if (draft.record() == null || !problems.none()) {
            throw new BindProblem(problems.sorted());
        }
        return draft.record();
    }

    /** As much of the record as can be made with the values there are. What is wrong with it has been told when the file was read. */
    public static <S extends Record> Draft<S> draft(Value spec, Class<S> type, Values values) {
        return draft(spec, type, new WithValues(values), new Problems(), use -> {}, "");
    }

    /**
     * As much of the record as can be made now. Fields that are wrong or have no value yet hold their fallback, an empty value,
     * or null.
     *
     * @param problems gets everything that is wrong
     * @param uses gets every kind that the spec uses inside itself
     * @param called what problems call the spec, a kind's name; empty where the record has a name of its own
     */
    public static <S extends Record> Draft<S> draft(
            Value spec, Class<S> type, Filling filling, Problems problems, Consumer<KindUse> uses, String called) {
        var before = problems.count();
        var binding = new Binding(filling, problems, uses);
        var record = binding.record(type, spec, called);
        return new Draft<>(type.cast(record), !binding.open() && problems.count() == before);
    }

    /**
     * What could be made of a spec.
     *
     * @param record null where not even that was possible
     * @param complete true where every field has its real value
     */
    public record Draft<S extends Record>(@Nullable S record, boolean complete) {}
}
