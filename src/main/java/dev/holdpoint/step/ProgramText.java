package dev.holdpoint.step;

import dev.holdpoint.checklist.ShellText;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.target.host.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Program text of an author for sh: what it finds in its environment, and how it is shown. */
public final class ProgramText {
    /** A name that sh can read back as a variable: POSIX 3.216. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private ProgramText() {}

    /** Every variable by name, secrets included: for the environment of the program only. */
    public static Map<String, String> environment(Values values) {
        var environment = new TreeMap<>(values.revealed());
        environment.keySet().removeIf(name -> !NAME.matcher(name).matches());
        return environment;
    }

    /** The text line by line, then the values that it speaks of as sh would read them, secrets as dots; every line of them a remark. */
    public static List<String> preview(ShellText program, Values values) {
        var lines = new ArrayList<>(program.text().strip().lines().toList());
        new TreeMap<>(values.masked().revealed()).forEach((name, value) -> {
            if (speaksOf(program.text(), name)) {
                var shown = name + "=" + ShellWords.quoted(Hidden.secretsOf(values, value));
                shown.lines().forEach(line -> lines.add("# " + line));
            }
        });
        return List.copyOf(lines);
    }

    private static boolean speaksOf(String text, String name) {
        return Pattern.compile("\\$(\\{" + Pattern.quote(name) + "\\b|" + Pattern.quote(name) + "\\b)")
                .matcher(text)
                .find();
    }
}
