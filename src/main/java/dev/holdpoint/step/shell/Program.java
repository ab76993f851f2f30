package dev.holdpoint.step.shell;

import dev.holdpoint.checklist.ShellText;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Hidden;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the shell action and the shell check have in common. */
final class Program {
    /** A name that sh can read back as a variable: POSIX 3.216. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Program() {}

    static List<String> problems(ShellText program) {
        return program.text().isBlank() ? List.of("the program text is empty; write what sh shall run") : List.of();
    }

    /** Every variable by name, secrets included: for the environment of the program only. */
    static Map<String, String> environment(Values values) {
        var environment = new TreeMap<>(values.revealed());
        environment.keySet().removeIf(name -> !NAME.matcher(name).matches());
        return environment;
    }

    /** The text line by line, then the values that it speaks of, secrets as dots. */
    static List<String> preview(ShellText program, Values values) {
        var lines = new ArrayList<>(program.text().strip().lines().toList());
        new TreeMap<>(values.masked().revealed()).forEach((name, value) -> {
            if (speaksOf(program.text(), name)) {
                lines.add("# " + name + "=" + Hidden.secretsOf(values, value));
            }
        });
        return List.copyOf(lines);
    }

    private static boolean speaksOf(String text, String name) {
        return Pattern.compile("\\$(\\{" + Pattern.quote(name) + "\\b|" + Pattern.quote(name) + "\\b)")
                .matcher(text)
                .find();
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
