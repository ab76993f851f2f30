package dev.holdpoint.checklist.shape;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record as YAML sees it. Read once for each class and kept. */
public final class RecordShape {
    private static final ClassValue<RecordShape> KNOWN = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type.asSubclass(Record.class));
        }
    };

    private final Class<? extends Record> type;
    private final Constructor<?> constructor;
    private final List<Field> fields = new ArrayList<>();
    private final Map<String, Field> byWord = new LinkedHashMap<>();
    private final List<String> notYet;
    private final String called;
    private @Nullable Field shorthand;
    private @Nullable Field listShorthand;
    private @Nullable Field others;

    private RecordShape(Class<? extends Record> type) {
        this.type = type;
        var marks = Marks.of(type);
        this.called = marks.called();
        this.notYet = marks.notYet();
        var components = type.getRecordComponents();
        var types = new Class<?>[components.length];
        for (var i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            add(components[i], i, marks);
        }
        this.constructor = canonical(type, types);
    }

    /** The shape of a record class. */
    public static RecordShape of(Class<? extends Record> type) {
        return KNOWN.get(type);
    }

    public Class<? extends Record> type() {
        return type;
    }

    /** Every component in order, also those that are no words. */
    public List<Field> fields() {
        return fields;
    }

    /** The fields an author may write, by their words, in order. */
    public Map<String, Field> words() {
        return byWord;
    }

    public Optional<Field> word(String word) {
        return Optional.ofNullable(byWord.get(word));
    }

    /** The field that one value in place of fields means. */
    public Optional<Field> shorthand() {
        return Optional.ofNullable(shorthand);
    }

    /** The field that a list in place of fields means. */
    public Optional<Field> listShorthand() {
        return Optional.ofNullable(listShorthand);
    }

    /** The component that takes every other key as a kind. */
    public Optional<Field> others() {
        return Optional.ofNullable(others);
    }

    /** What messages call it, such as "a step"; empty where they call it by its field. */
    public String called() {
        return called;
    }

    /** What an author writes for it: "a step", or "fields". */
    public String says() {
        return called.startsWith("a ") ? called : "fields";
    }

    /** Words of the language that this version refuses. */
    public List<String> notYet() {
        return notYet;
    }

    /**
     * The record with these components.
     *
     * @throws IllegalArgumentException with what the record's own constructor refused
     */
    public Record create(@Nullable Object[] components) {
        try {
            return type.cast(constructor.newInstance(components));
        } catch (InvocationTargetException refused) {
            var cause = refused.getCause();
            throw new IllegalArgumentException(cause == null ? "refused" : String.valueOf(cause.getMessage()), cause);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("the record " + type.getName() + " cannot be made", impossible);
        }
    }

    private void add(RecordComponent component, int index, Marks marks) {
        var field = field(component, index, marks);
        fields.add(field);
        if (!field.word().isEmpty()) {
            byWord.put(field.word(), field);
        }
        if (marks.others(index)) {
            others = field;
        }
        if (marks.shorthand(index)) {
            if (field.type() instanceof FieldType.Many && shorthand != null) {
                listShorthand = field;
            } else {
                shorthand = field;
            }
        }
    }

    private static Field field(RecordComponent component, int index, Marks marks) {
        var fieldType = FieldType.of(component.getGenericType());
        var named = marks.word(index);
        var word = fieldType instanceof FieldType.Here || marks.others(index)
                ? ""
                : named == null ? snake(component.getName()) : named;
        return new Field(
                word,
                index,
                fieldType,
                marks.nullable(index),
                marks.atLeastOne(index),
                marks.fallback(index),
                marks.says(index),
                marks.example(index));
    }

    private static Constructor<?> canonical(Class<?> type, Class<?>[] components) {
        try {
            var constructor = type.getDeclaredConstructor(components);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(
                    "the record " + type.getName() + " has no canonical constructor", impossible);
        }
    }

    private static String snake(String camel) {
        var snake = new StringBuilder();
        for (var i = 0; i < camel.length(); i++) {
            var c = camel.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(c));
        }
        return snake.toString();
    }
}
