package dev.holdpoint.step.shell;

import dev.holdpoint.checklist.ShellText;
import java.util.List;

/** What the shell action and the shell check have in common. */
final class Program {
    private Program() {}

    static List<String> problems(ShellText program) {
        return program.text().isBlank() ? List.of("the program text is empty; write what sh shall run") : List.of();
    }

    /** An exit status in words: above 128 it was a signal, as sh counts. */
    static String exit(int status) {
        return switch (status) {
            case 126 -> "exit 126: the program could not be executed";
            case 127 -> "exit 127: a command was not found";
            default -> status > 128 && status <= 192 ? "ended by signal " + (status - 128) : "exit " + status;
        };
    }
}
