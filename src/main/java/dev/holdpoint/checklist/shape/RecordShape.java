package dev.holdpoint.checklist.shape;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.NotYet;
import dev.holdpoint.checklist.Others;
import dev.holdpoint.checklist.Shorthand;
import dev.holdpoint.checklist.Word;
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
        var later = type.getAnnotation(NotYet.class);
        var name = type.getAnnotation(Doc.class);
        this.called = name == null ? "" : name.value();
        this.notYet = later == null ? List.of() : List.of(later.value());
        var components = type.getRecordComponents();
        var types = new Class<?>[components.length];
        for (var i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            add(components[i], i);
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

    private void add(RecordComponent component, int index) {
        var field = field(component, index);
        fields.add(field);
        if (!field.word().isEmpty()) {
            byWord.put(field.word(), field);
        }
        if (component.isAnnotationPresent(Others.class)) {
            others = field;
        }
        if (component.isAnnotationPresent(Shorthand.class)) {
            if (field.type() instanceof FieldType.Many && shorthand != null) {
                listShorthand = field;
            } else {
                shorthand = field;
            }
        }
    }

    private static Field field(RecordComponent component, int index) {
        var fieldType = FieldType.of(component.getGenericType());
        var none = fieldType instanceof FieldType.Here || component.isAnnotationPresent(Others.class);
        var named = component.getAnnotation(Word.class);
        var word = none ? "" : named != null ? named.value() : snake(component.getName());
        var doc = component.getAnnotation(Doc.class);
        var optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new Field(word, index, fieldType, optional, doc == null ? "" : doc.fallback(), component);
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
