package dev.holdpoint.journal;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON objects, component by component: text, numbers, booleans, enums, instants and durations (ISO 8601), optional values,
 * lists, maps by string, and records of those. A component that is null is left out; one that is missing is null (or 0, or empty), so
 * a later release may add components.
 */
public final class RecordCodec<E> implements Codec<E> {
    private static final Map<Class<?>, Object> ZEROS =
            Map.of(int.class, 0, long.class, 0L, double.class, 0.0, boolean.class, false);

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private final Map<String, Class<? extends E>> classes;
    private final Map<Class<?>, String> names = new HashMap<>();

    /** @param classes the record of each type name */
    public RecordCodec(Map<String, Class<? extends E>> classes) {
        this.classes = Map.copyOf(classes);
        classes.forEach((name, type) -> names.put(type, name));
    }

    @Override
    public String type(E event) {
        String name = names.get(event.getClass());
        if (name == null) {
            throw new IllegalArgumentException("no name in the journal for " + event.getClass());
        }
        return name;
    }

    @Override
    public Map<String, @Nullable Object> encode(E event) {
        return writeRecord((Record) event);
    }

    @Override
    public E decode(String type, Map<String, @Nullable Object> payload) {
        Class<? extends E> wanted = classes.get(type);
        if (wanted == null) {
            throw new IllegalArgumentException("this release knows no event '" + type + "'");
        }
        return wanted.cast(readRecord(wanted, payload));
    }

    private static Map<String, @Nullable Object> writeRecord(Record value) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object content = write(get(value, component));
            if (content != null) {
                object.put(component.getName(), content);
            }
        }
        return object;
    }

    private static @Nullable Object write(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String _, Integer _, Long _, Double _, Boolean _ -> value;
            case Instant _, Duration _ -> value.toString();
            case Enum<?> constant -> constant.name();
            case Optional<?> optional -> write(optional.orElse(null));
            case List<?> list -> list.stream().map(RecordCodec::write).toList();
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                // Sorted, so that the same event is the same line whatever map it came in.
                map.entrySet().stream()
                        .sorted((a, b) ->
                                a.getKey().toString().compareTo(b.getKey().toString()))
                        .forEach(e -> object.put(e.getKey().toString(), write(e.getValue())));
                yield object;
            }
            case Record inner -> writeRecord(inner);
            default -> throw new IllegalArgumentException("the journal cannot hold a " + value.getClass());
        };
    }

    private static Object readRecord(Class<?> type, Map<?, ?> object) {
        Shape shape = SHAPES.get(type);
        @Nullable Object[] values = new @Nullable Object[shape.names().size()];
        for (int i = 0; i < values.length; i++) {
            String name = shape.names().get(i);
            try {
                values[i] = read(shape.types().get(i), object.get(name));
            } catch (ClassCastException | java.time.DateTimeException e) {
                throw new IllegalArgumentException("'" + name + "' cannot be " + object.get(name), e);
            }
        }
        return shape.construct(values);
    }

    private static @Nullable Object read(Type type, @Nullable Object value) {
        if (type instanceof ParameterizedType generic) {
            return readGeneric((Class<?>) generic.getRawType(), generic.getActualTypeArguments(), value);
        }
        Class<?> plain = (Class<?>) type;
        if (value == null) {
            return ZEROS.get(plain);
        }
        return switch (plain.getName()) {
            case "int", "java.lang.Integer" -> Math.toIntExact((Long) value);
            case "long", "java.lang.Long", "boolean", "java.lang.Boolean", "java.lang.String" -> value;
            case "double", "java.lang.Double" -> ((Number) value).doubleValue();
            case "java.time.Instant" -> Moments.parse((String) value);
            case "java.time.Duration" -> Duration.parse((String) value);
            default -> plain.isEnum() ? constant(plain, (String) value) : readRecord(plain, (Map<?, ?>) value);
        };
    }

    private static Object readGeneric(Class<?> raw, Type[] arguments, @Nullable Object value) {
        if (raw == Optional.class) {
            return Optional.ofNullable(read(arguments[0], value));
        }
        if (raw == List.class) {
            return value == null
                    ? List.of()
                    : ((List<?>) value)
                            .stream().map(each -> read(arguments[0], each)).toList();
        }
        if (raw != Map.class || arguments[0] != String.class) {
            throw new IllegalArgumentException("the journal cannot hold a " + raw);
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (value != null) {
            ((Map<?, ?>) value).forEach((name, each) -> map.put((String) name, read(arguments[1], each)));
        }
        return map;
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> ((Enum<?>) each).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName() + " is called " + name));
    }

    private static @Nullable Object get(Record value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("the journal cannot read " + component, e);
        }
    }

    /** What is asked of a record's class: once, since each answer is a copy of its own. */
    private record Shape(List<String> names, List<Type> types, Constructor<?> constructor) {
        static Shape of(Class<?> type) {
            List<RecordComponent> components = List.of(type.getRecordComponents());
            try {
                return new Shape(
                        components.stream().map(RecordComponent::getName).toList(),
                        components.stream().map(RecordComponent::getGenericType).toList(),
                        type.getDeclaredConstructor(components.stream()
                                .map(RecordComponent::getType)
                                .toArray(Class<?>[]::new)));
            } catch (NoSuchMethodException e) {
                throw new IllegalArgumentException(type + " is no record", e);
            }
        }

        Object construct(@Nullable Object[] values) {
            Class<?> type = constructor.getDeclaringClass();
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                throw new IllegalArgumentException(
                        type.getSimpleName() + " refuses what is written: " + e.getCause(), e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException("the journal cannot make a " + type.getSimpleName(), e);
            }
        }
    }
}
