package dev.holdpoint.run;

import dev.holdpoint.checklist.FileTrouble;
import java.io.IOException;

/** Exceptions as one line for the operator. */
final class Words {
    private Words() {}

    /** What should not happen, and what to do then. */
    static String mistake(Throwable problem) {
        return "a mistake of the program (" + problem.getClass().getSimpleName() + ": " + of(problem)
                + "): leave with q and resume; nothing that was done is lost";
    }

    static String of(Throwable problem) {
        if (problem instanceof IOException failure) {
            return FileTrouble.says(failure);
        }
        var message = problem.getMessage();
        var text = message == null || message.isBlank() ? problem.getClass().getSimpleName() : message;
        return text.lines().findFirst().orElse(text).strip();
    }
}
