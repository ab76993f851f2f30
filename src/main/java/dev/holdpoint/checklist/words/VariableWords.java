package dev.holdpoint.checklist.words;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.checklist.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("a variable")
public record VariableWords(
        @Doc(value = "what the form asks; the name where it is left out", example = "Address of the application")
        @Nullable
        String ask,

        @Doc(value = "what a right value is", fallback = "text", example = "url")
        VariableType type,

        @Word("default") @Doc("the value that stands in the form to begin with") @Nullable
        Said<String> fallback,

        @Doc(value = "true where it is never shown or written down", fallback = "false")
        boolean secret,

        @Doc(value = "the values to choose from, where the type is `choice`", example = "[hot, cold]") @Nullable
        List<Said<String>> options,

        @Doc("where the value is looked up instead of asked for") @Nullable
        FromWords from,

        Place at) {}
