package dev.holdpoint.checklist;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that the checklist asks for or looks up.
 *
 * @param ask what the form says; the name where the author gave none
 * @param fallback the {@code default:}
 * @param from where it is looked up instead of asked; null means it is asked
 */
public record Variable(
        String name,
        String ask,
        VariableType type,
        @Nullable String fallback,
        boolean secret,
        List<String> options,
        @Nullable From from,
        Place at) {
    public Variable {
        options = List.copyOf(options);
    }

    /** Why {@code text} is no value of it, with an example of a right one; empty where it is one. */
    public Optional<String> refusal(String text) {
        return type.refusal(text, options, secret);
    }

    /** Where a value is looked up. */
    public sealed interface From {
        /** An environment variable of the program. */
        record Env(String name) implements From {}

        /** The content of a file without its last line end. */
        record File(String path) implements From {}

        /** What a shell command prints on {@code on}, without its last line end. */
        record Shell(String run, String on) implements From {}
    }
}
