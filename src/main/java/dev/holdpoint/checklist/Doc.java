package dev.holdpoint.checklist;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a field of a record means, for the schema, the reference and messages: a phrase, with the unit where there is one. On a
 * record: what messages call it, such as "a step".
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Doc {
    String value();

    /** The value used where the author leaves the field out, as YAML; empty where there is none. */
    String fallback() default "";

    /** A right value, for messages. */
    String example() default "";
}
