package dev.holdpoint.checklist.shape;

/**
 * One field of an authored record.
 *
 * @param word its YAML word; empty for a field that is only written as a shorthand, or is no field at all
 * @param index its position in the record
 * @param optional true where the author may leave it out and it is then null
 * @param atLeastOne true where an empty list, or no fields, is a mistake
 * @param fallback what is used where it is left out, as YAML; empty where there is none
 * @param says what it means, a phrase; empty where its record says nothing
 * @param example a right value, or empty
 */
public record Field(
        String word,
        int index,
        FieldType type,
        boolean optional,
        boolean atLeastOne,
        String fallback,
        String says,
        String example) {
    /** The same field under the word that messages use for it. */
    public Field named(String other) {
        return new Field(other, index, type, optional, atLeastOne, fallback, says, example);
    }

    /** True where the author has to write it. */
    public boolean required() {
        return !optional && fallback.isEmpty() && !word.isEmpty();
    }
}
