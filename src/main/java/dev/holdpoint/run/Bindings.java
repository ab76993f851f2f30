package dev.holdpoint.run;

import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Setting;

/** Finds kinds and binds what the author wrote to their specs with the values of now. */
public interface Bindings {
    /** @throws BindRefused where a field has no right value now */
    Bound<?> action(KindUse use, Values values);

    /** @throws BindRefused where a field has no right value now */
    Looked<?> check(KindUse use, Values values);

    /** What surrounds a step that is only shown. */
    Setting setting(Values values);

    /** An action with its spec. */
    record Bound<S extends Record>(Action<S> action, S spec) {}

    /** A check with its spec. */
    record Looked<S extends Record>(Check<S> check, S spec) {}

    /** A spec that can't be bound now; the message is one line. */
    final class BindRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public BindRefused(String says) {
            super(says);
        }
    }
}
