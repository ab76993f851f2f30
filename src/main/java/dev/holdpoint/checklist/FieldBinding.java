package dev.holdpoint.checklist;

import dev.holdpoint.checklist.shape.Field;
import dev.holdpoint.checklist.shape.FieldType;
import dev.holdpoint.checklist.shape.ScalarType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one field after the other. Null means that it could not be read, or not yet. */
final class FieldBinding {
    private final Binding records;
    private final Filling filling;
    private final Problems problems;
    private final Consumer<KindUse> uses;
    private boolean open;

    FieldBinding(Binding records, Filling filling, Problems problems, Consumer<KindUse> uses) {
        this.records = records;
        this.filling = filling;
        this.problems = problems;
        this.uses = uses;
    }

    boolean open() {
        return open;
    }

    @Nullable
    Object field(Field field, Value value, Place key) {
        if (Binding.empty(value) && !mayBeEmpty(field.type())) {
            var instead = field.required() ? "" : ", or leave `" + field.word() + "` out";
            problems.add(
                    key,
                    "`" + field.word() + "` is empty; write " + field.type().says() + instead);
            return null;
        }
        return value(field.type(), value, field.word());
    }

    /**
     * Reads one value. Here and in the other classes that stand before the first frame, {@code instanceof} takes the place of a
     * pattern switch: the JVM links each of those anew at every start, for milliseconds.
     */
    @Nullable
    Object value(FieldType type, Value value, String word) {
        if (type instanceof FieldType.WithPlace(FieldType of)) {
            return said(of, value, word);
        }
        if (type instanceof FieldType.Text) {
            return text(value, word);
        }
        if (type instanceof FieldType.Many(FieldType of)) {
            return many(of, value, word);
        }
        if (type instanceof FieldType.Named(FieldType of)) {
            return named(of, value, word);
        }
        if (type instanceof FieldType.Nested(Class<? extends Record> of)) {
            return records.record(of, value, word);
        }
        if (type instanceof FieldType.Use) {
            return use(value, word);
        }
        return type instanceof FieldType.Raw ? value : one(type, value, word);
    }

    private @Nullable Object one(FieldType type, Value value, String word) {
        if (type instanceof FieldType.Scalar(ScalarType scalar)) {
            return scalar(scalar, value, word);
        }
        if (type instanceof FieldType.Choice choice) {
            return choice(choice, value, word);
        }
        if (type instanceof FieldType.Here) {
            return value.at();
        }
        return program(type, value, word, type instanceof FieldType.Sql);
    }

    private static boolean mayBeEmpty(FieldType type) {
        return type instanceof FieldType.Nested || type instanceof FieldType.Raw;
    }

    private @Nullable Object said(FieldType of, Value value, String word) {
        var inner = value(of, value, word);
        return inner == null ? null : new Said<>(inner, value.at());
    }

    private @Nullable Object text(Value value, String word) {
        var scalar = scalar(new FieldType.Text(), value, word);
        if (scalar == null) {
            return null;
        }
        var text = filling.text(scalar, problems);
        if (text instanceof Filling.Text.Open(String asWritten)) {
            open = true;
            return asWritten;
        }
        return text instanceof Filling.Text.Ready ready ? ready.text() : null;
    }

    private @Nullable Object scalar(ScalarType type, Value value, String word) {
        var scalar = scalar(new FieldType.Scalar(type), value, word);
        if (scalar == null) {
            return null;
        }
        var text = filling.text(scalar, problems);
        if (!(text instanceof Filling.Text.Ready ready)) {
            return notYet(text);
        }
        var read = type.read(type == ScalarType.YES_NO ? yesNo(scalar.text(), ready.text()) : ready.text());
        if (read.isEmpty()) {
            wrong(word, type.says(), ready.hidden() ? "" : ready.text(), scalar);
        }
        return read.orElse(null);
    }

    /** A variable of the type yes-no has a person's words; an author writes YAML's. */
    private static String yesNo(String written, String text) {
        if (Template.plain(written)) {
            return text;
        }
        return text.equals("yes") ? "true" : text.equals("no") ? "false" : text;
    }

    private @Nullable Object choice(FieldType.Choice choice, Value value, String word) {
        var scalar = scalar(choice, value, word);
        if (scalar == null) {
            return null;
        }
        var text = filling.text(scalar, problems);
        if (!(text instanceof Filling.Text.Ready ready)) {
            return notYet(text);
        }
        var index = choice.words().indexOf(ready.text());
        if (index >= 0) {
            return choice.type().getEnumConstants()[index];
        }
        var near = ready.hidden() ? Optional.<String>empty() : Nearest.to(ready.text(), choice.words());
        var hint = near.map(it -> "`" + it + "`").orElseGet(choice::says);
        wrong(word, hint, ready.hidden() ? "" : ready.text(), scalar);
        return null;
    }

    private @Nullable Object program(FieldType type, Value value, String word, boolean sql) {
        var scalar = scalar(type, value, word);
        if (scalar == null) {
            return null;
        }
        filling.program(scalar, sql, problems);
        return sql ? new SqlText(scalar.text()) : new ShellText(scalar.text());
    }

    private Object many(FieldType of, Value value, String word) {
        var items = new ArrayList<Object>();
        if (value instanceof Value.Items(List<Value> values, Place at)) {
            values.forEach(it -> item(of, it, word, items));
        } else if (value instanceof Value.Fields && !(of instanceof FieldType.Use)) {
            problems.add(value.at(), "`" + word + "` takes a list; begin each item with `- `");
        } else {
            item(of, value, word, items);
        }
        return List.copyOf(items);
    }

    private void item(FieldType of, Value value, String word, List<Object> items) {
        if (Binding.empty(value)) {
            problems.add(value.at(), "an item of `" + word + "` is empty; write " + of.says());
            return;
        }
        var item = value(of, value, word);
        if (item != null) {
            items.add(item);
        }
    }

    private Object named(FieldType of, Value value, String word) {
        if (!(value instanceof Value.Fields(List<Value.Field> fields, Place at))) {
            problems.add(value.at(), "`" + word + "` takes fields by name, such as `" + word + ": { name: … }`");
            return Map.of();
        }
        var named = new LinkedHashMap<String, Object>();
        for (var field : fields) {
            if (Binding.empty(field.value()) && !mayBeEmpty(of)) {
                problems.add(field.at(), "`" + field.key() + "` is empty; write " + of.says());
                continue;
            }
            var inner = value(of, field.value(), field.key());
            if (inner != null) {
                named.put(field.key(), inner);
            }
        }
        return Collections.unmodifiableMap(named);
    }

    private @Nullable Object use(Value value, String word) {
        if (value instanceof Value.Fields(List<Value.Field> fields, Place at) && fields.size() == 1) {
            var field = fields.getFirst();
            var use = new KindUse(field.key(), field.value(), field.at());
            uses.accept(use);
            return use;
        }
        if (value instanceof Value.Fields(List<Value.Field> fields, Place at) && fields.size() > 1) {
            var second = fields.get(1);
            problems.add(
                    second.at(), "one kind in each item of `" + word + "`; begin `" + second.key() + "` with `- `");
        } else if (value instanceof Value.Scalar(String text, boolean plain, Place at) && !text.isBlank()) {
            problems.add(at, "`" + word + "` takes a kind with its fields, such as `- " + brief(text) + ": { … }`");
        } else {
            problems.add(value.at(), "`" + word + "` takes a kind with its fields, such as `- tcp: { … }`");
        }
        return null;
    }

    private static String brief(String text) {
        var quoted = Binding.brief(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    private Value.@Nullable Scalar scalar(FieldType type, Value value, String word) {
        if (value instanceof Value.Scalar scalar) {
            return scalar;
        }
        var what = value instanceof Value.Items ? "a list" : "fields";
        problems.add(value.at(), "`" + word + "` takes " + type.says() + ", not " + what);
        return null;
    }

    private @Nullable Object notYet(Filling.Text text) {
        open |= text instanceof Filling.Text.Open;
        return null;
    }

    private void wrong(String word, String says, String text, Value.Scalar scalar) {
        var not = text.isEmpty() ? "" : ", not " + Binding.brief(text);
        problems.add(scalar.at(), "`" + word + "` takes " + says + not);
    }
}
