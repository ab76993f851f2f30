package dev.holdpoint.checklist;

import static dev.holdpoint.checklist.SchemaTypes.ordered;

import dev.holdpoint.checklist.Vocabulary.Shape;
import dev.holdpoint.checklist.shape.Field;
import dev.holdpoint.checklist.shape.RecordShape;
import dev.holdpoint.checklist.words.ChecklistWords;
import dev.holdpoint.checklist.words.DatabaseWords;
import dev.holdpoint.checklist.words.HostWords;
import dev.holdpoint.checklist.words.PartWords;
import dev.holdpoint.checklist.words.StepWords;
import dev.holdpoint.checklist.words.UndoWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The JSON Schema of checklists and parts, for editors. What it cannot say (that every id exists) only the loader says. */
public final class Schema {
    /** What is bound anew with values when it is used, so that a value may stand in every field. */
    private static final Set<Class<?>> TARGETS = Set.of(DatabaseWords.class, HostWords.class);

    private final Vocabulary words;
    private final Map<String, Object> definitions = new LinkedHashMap<>();

    private Schema(Vocabulary words) {
        this.words = words;
    }

    /** The schema as text: JSON Schema, draft 2020-12. */
    public static String json(Vocabulary words) {
        return JsonText.of(new Schema(words).root());
    }

    private Map<String, Object> root() {
        var checklist = refer(ChecklistWords.class, false);
        var part = refer(PartWords.class, false);
        uses("check", words.checks(), name -> words.check(name).orElseThrow());
        uses("action", words.actions(), name -> words.action(name).orElseThrow());
        return ordered(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "title",
                "A Holdpoint checklist",
                "description",
                "Written by `holdpoint schema`; do not edit.",
                "if",
                ordered("type", "object", "required", List.of("part")),
                "then",
                part,
                "else",
                checklist,
                "$defs",
                definitions);
    }

    private Map<String, Object> refer(Class<? extends Record> type, boolean values) {
        var name = type.getSimpleName().replace("Words", "").toLowerCase(Locale.ROOT);
        return refer(type, name, values || TARGETS.contains(type), name);
    }

    private Map<String, Object> refer(Class<? extends Record> type, String name, boolean values, String home) {
        if (!definitions.containsKey(name)) {
            // Taken before it is filled, since a step may hold steps.
            definitions.put(name, Map.of());
            Function<Class<? extends Record>, Map<String, Object>> inner = values
                    ? it -> refer(it, home + "." + it.getSimpleName().toLowerCase(Locale.ROOT), true, home)
                    : it -> refer(it, false);
            var uses = "#/$defs/" + (type == UndoWords.class ? "action" : "check");
            definitions.put(name, record(RecordShape.of(type), new SchemaTypes(values, inner, uses)));
        }
        return Map.of("$ref", "#/$defs/" + name);
    }

    private Map<String, Object> record(RecordShape shape, SchemaTypes types) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var field : shape.words().values()) {
            properties.put(field.word(), types.field(field));
            if (field.required()) {
                required.add(field.word());
            }
        }
        var object = ordered("type", "object", "properties", properties, "additionalProperties", false);
        var shorthands = shorthands(shape);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        special(shape, properties, object);
        return types.record(object, shorthands);
    }

    private static List<Field> shorthands(RecordShape shape) {
        var forms = new ArrayList<Field>();
        shape.shorthand().ifPresent(forms::add);
        shape.listShorthand().ifPresent(forms::add);
        return forms;
    }

    /** What the records' types do not say. */
    private void special(RecordShape shape, Map<String, Object> properties, Map<String, Object> object) {
        SchemaRules.add(shape.type(), properties, object);
        if (shape.type() == ChecklistWords.class) {
            for (var field : shape.fields()) {
                if (field.word().equals("hosts")) {
                    properties.put(
                            "hosts",
                            ordered(
                                    "description",
                                    field.says(),
                                    "type",
                                    "object",
                                    "additionalProperties",
                                    refer(HostWords.class, true)));
                }
            }
        }
        if (shape.type() == StepWords.class) {
            var one = new ArrayList<Object>();
            for (var word : List.of("check", "use", "parallel")) {
                one.add(Map.of("required", List.of(word)));
            }
            for (var action : words.actions()) {
                properties.put(action, kind("action", words.action(action).orElseThrow()));
                one.add(Map.of("required", List.of(action)));
            }
            object.put("oneOf", one);
            object.put("anyOf", List.of(Map.of("required", List.of("step")), Map.of("required", List.of("parallel"))));
        }
    }

    private void uses(String role, Set<String> names, Function<String, Shape> shape) {
        var properties = new LinkedHashMap<String, Object>();
        for (var name : names) {
            properties.put(name, kind(role, shape.apply(name)));
        }
        definitions.put(
                role,
                ordered(
                        "type",
                        "object",
                        "properties",
                        properties,
                        "additionalProperties",
                        false,
                        "minProperties",
                        1,
                        "maxProperties",
                        1));
    }

    private Map<String, Object> kind(String role, Shape shape) {
        var name = role + "." + shape.name();
        var reference = refer(shape.spec(), name, true, name);
        var described = ordered("description", shape.says());
        var record = RecordShape.of(shape.spec());
        if (record.fields().stream().noneMatch(Field::required)) {
            described.put("anyOf", List.of(reference, Map.of("type", "null")));
        } else {
            described.putAll(reference);
        }
        return described;
    }
}
