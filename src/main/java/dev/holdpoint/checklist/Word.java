package dev.holdpoint.checklist;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The YAML word of a field where it is not the component's name in snake case: {@code default}, {@code wait}, {@code for}. An empty
 * word is a field that is only written as a {@link Shorthand}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Word {
    String value();
}
