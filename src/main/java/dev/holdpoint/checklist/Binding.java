package dev.holdpoint.checklist;

import dev.holdpoint.checklist.shape.Field;
import dev.holdpoint.checklist.shape.FieldType;
import dev.holdpoint.checklist.shape.RecordShape;
import dev.holdpoint.checklist.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One pass over one spec. A field that cannot be read never stops the others. */
final class Binding {
    private final Problems problems;
    private final FieldBinding values;

    Binding(Filling filling, Problems problems, Consumer<KindUse> uses) {
        this.problems = problems;
        this.values = new FieldBinding(this, filling, problems, uses);
    }

    /** True where a value was met that is not known yet. */
    boolean open() {
        return values.open();
    }

    /**
     * The record, as far as it can be made.
     *
     * @param called what messages call it
     */
    @Nullable
    Record record(Class<? extends Record> type, Value value, String called) {
        var shape = RecordShape.of(type);
        var components = new @Nullable Object[shape.fields().size()];
        var given = new boolean[components.length];
        var before = problems.count();
        if (value instanceof Value.Fields fields) {
            fields(shape, fields, components, given, called);
        } else if (value instanceof Value.Items) {
            shorthand(shape, listShorthand(shape), value, components, given, called);
        } else if (!empty(value)) {
            shorthand(shape, shape.shorthand(), value, components, given, called);
        }
        if (value instanceof Value.Fields || problems.count() == before) {
            missing(shape, value, given, called);
        }
        fallbacks(shape, value.at(), components, given);
        return create(shape, value.at(), components, problems.count() == before && !values.open());
    }

    static boolean empty(Value value) {
        return value instanceof Value.Scalar(String text, boolean plain, Place at)
                && plain
                && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    private void fields(
            RecordShape shape, Value.Fields fields, @Nullable Object[] components, boolean[] given, String called) {
        var others = new ArrayList<KindUse>();
        for (var field : fields.fields()) {
            var known = shape.word(field.key());
            if (known.isPresent()) {
                set(known.get(), field.value(), field.at(), components, given);
            } else if (shape.notYet().contains(field.key())) {
                problems.add(field.at(), "`" + field.key() + "` is a word that this version does not know yet");
            } else if (shape.others().isPresent()) {
                others.add(new KindUse(field.key(), field.value(), field.at()));
            } else {
                unknown(shape, field, called);
            }
        }
        shape.others().ifPresent(it -> components[it.index()] = List.copyOf(others));
    }

    private void set(Field field, Value value, Place key, @Nullable Object[] components, boolean[] given) {
        given[field.index()] = true;
        components[field.index()] = values.field(field, value, key);
        var none = (value instanceof Value.Items items && items.values().isEmpty())
                || (value instanceof Value.Fields fields && fields.fields().isEmpty());
        if (none && field.atLeastOne()) {
            problems.add(key, "`" + field.word() + "` has nothing in it; write at least one");
        }
    }

    private static Optional<Field> listShorthand(RecordShape shape) {
        return shape.listShorthand().or(() -> shape.shorthand().filter(it -> it.type() instanceof FieldType.Many));
    }

    private void shorthand(
            RecordShape shape,
            Optional<Field> means,
            Value value,
            @Nullable Object[] components,
            boolean[] given,
            String called) {
        if (means.isPresent()) {
            var field = means.get();
            set(field.word().isEmpty() ? field.named(called) : field, value, value.at(), components, given);
            return;
        }
        var what = value instanceof Value.Scalar(String text, boolean plain, Place at) ? brief(text) : "a list";
        problems.add(value.at(), named(shape, called) + " takes fields" + example(shape) + ", not " + what);
    }

    private static String example(RecordShape shape) {
        var words = shape.words().keySet().iterator();
        return words.hasNext() ? " such as `" + words.next() + ": …`" : "";
    }

    private void unknown(RecordShape shape, Value.Field field, String called) {
        problems.add(
                field.at(),
                named(shape, called) + " has no word `" + field.key() + "`"
                        + Nearest.hint(field.key(), shape.words().keySet()));
    }

    private void missing(RecordShape shape, Value value, boolean[] given, String called) {
        for (var field : shape.fields()) {
            if (field.required() && !given[field.index()]) {
                var says = field.says();
                problems.add(
                        value.at(),
                        named(shape, called) + " needs `" + field.word() + "`" + (says.isEmpty() ? "" : ": " + says));
            }
        }
    }

    private void fallbacks(RecordShape shape, Place at, @Nullable Object[] components, boolean[] given) {
        for (var field : shape.fields()) {
            var index = field.index();
            if (components[index] != null) {
                continue;
            }
            if (!given[index] && !field.fallback().isEmpty()) {
                components[index] = values.value(field.type(), fallback(field, at), field.word());
            } else if (!field.optional()) {
                components[index] = Neutral.of(field.type(), at);
            }
        }
    }

    private static Value fallback(Field field, Place at) {
        var text = field.fallback();
        if (text.equals("[]")) {
            return new Value.Items(List.of(), at);
        }
        if (text.equals("{}")) {
            return new Value.Fields(List.of(), at);
        }
        if (!text.startsWith("[") && !text.startsWith("{")) {
            return new Value.Scalar(text, true, at);
        }
        var value = YamlText.parse(text, at.file(), new Problems());
        return value.orElseThrow(() -> new IllegalStateException("the fallback of " + field.word() + " is no YAML"));
    }

    private @Nullable Record create(RecordShape shape, Place at, @Nullable Object[] components, boolean complete) {
        try {
            return shape.create(components);
        } catch (IllegalArgumentException refused) {
            if (complete) {
                problems.add(at, String.valueOf(refused.getMessage()));
            }
            return null;
        }
    }

    private static String named(RecordShape shape, String called) {
        return shape.called().isEmpty() ? called.isEmpty() ? "this" : "`" + called + "`" : shape.called();
    }

    /** The text in backquotes, cut where it is long. */
    static String brief(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return "`" + (line.length() > 40 ? line.substring(0, 39) + "…" : line) + "`";
    }
}
