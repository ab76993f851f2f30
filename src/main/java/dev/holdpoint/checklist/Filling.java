package dev.holdpoint.checklist;

/**
 * Where the binder takes the values of {@code ${name}} from: nowhere yet (when a file is read), or real values (when a step starts).
 */
public interface Filling {
    /** The words of the language itself, where text is taken as it stands and checked by its reader. */
    Filling AS_WRITTEN = new Filling() {
        @Override
        public Text text(Value.Scalar scalar, Problems problems) {
            return new Text.Ready(scalar.text(), false);
        }

        @Override
        public void program(Value.Scalar scalar, boolean sql, Problems problems) {}
    };

    /** The text of a scalar with its variables put in; problems are added where it names none that exists. */
    Text text(Value.Scalar scalar, Problems problems);

    /** Refuses variables inside program text, where a value must never become part of it. */
    void program(Value.Scalar scalar, boolean sql, Problems problems);

    sealed interface Text {
        /** @param hidden true where a secret is in it, so that no message may quote it */
        record Ready(String text, boolean hidden) implements Text {}

        /** A variable in it has no value yet. */
        record Open(String asWritten) implements Text {}

        /** The problem has been told. */
        record Wrong() implements Text {}
    }
}
