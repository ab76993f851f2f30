package dev.holdpoint.checklist;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Words of the language that this version does not know yet. They are refused by name: a gate must not be weaker than its author
 * wrote it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface NotYet {
    String[] value();
}
