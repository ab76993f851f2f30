package dev.holdpoint.checklist;

/**
 * A kind as a step or a check list uses it: its name and what the author wrote under it.
 *
 * @param kind the kind's YAML name, for example {@code postgres.move}
 * @param spec what stands after it, bound to the kind's own record when it is needed
 */
public record KindUse(String kind, Value spec, Place at) {}
