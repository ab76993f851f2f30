package dev.holdpoint.checklist.shape;

import dev.holdpoint.checklist.AtLeastOne;
import dev.holdpoint.checklist.Doc;
import java.lang.reflect.RecordComponent;

/**
 * One field of an authored record.
 *
 * @param word its YAML word; empty for a field that is only written as a shorthand, or is no field at all
 * @param index its position in the record
 * @param optional true where the author may leave it out and it is then null
 * @param fallback what is used where it is left out, as YAML; empty where there is none
 */
public record Field(
        String word, int index, FieldType type, boolean optional, String fallback, RecordComponent component) {
    /** True where an empty list, or no fields, is a mistake. */
    public boolean atLeastOne() {
        return component.isAnnotationPresent(AtLeastOne.class);
    }

    /** The same field under the word that messages use for it. */
    public Field named(String other) {
        return new Field(other, index, type, optional, fallback, component);
    }

    /** True where the author has to write it. */
    public boolean required() {
        return !optional && fallback.isEmpty() && !word.isEmpty();
    }

    /** What it means, a phrase; empty where its record says nothing. */
    public String says() {
        var doc = component.getAnnotation(Doc.class);
        return doc == null ? "" : doc.value();
    }

    /** A right value, or empty. */
    public String example() {
        var doc = component.getAnnotation(Doc.class);
        return doc == null ? "" : doc.example();
    }
}
