package dev.holdpoint.cli;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Nearest;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.Vocabulary;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads checklists for commands, and values from the command line. */
final class Checklists {
    private Checklists() {}

    /** @throws Trouble with exit code 2 when it does not pass; every problem has been printed then */
    static Checklist read(Path file, Vocabulary words, PrintStream errors) {
        var loaded = Loader.load(file, words);
        loaded.problems().forEach(it -> errors.println(Safe.line(it.toString())));
        var checklist = loaded.checklist();
        if (checklist.isPresent()) {
            return checklist.get();
        }
        int number = loaded.problems().size();
        throw new Trouble(Exit.NOT_VALID, number == 1 ? "1 problem" : number + " problems");
    }

    private static void refuseSecret(Checklist checklist, String name) {
        if (checklist.variable(name).map(Variable::secret).orElse(false)) {
            throw new Trouble(
                    Exit.NOT_VALID,
                    name + " is a secret, and everybody on this machine can read a command line:"
                            + " type it into the form, or put it into a file for --vars that only you can read");
        }
    }

    /**
     * The values given with {@code --vars FILE} and {@code --set name=value}; the latter win.
     *
     * @throws Trouble with exit code 2 for one that the checklist does not have
     */
    static Map<String, String> given(Checklist checklist, GivenValues options) {
        var values = new HashMap<String, String>();
        if (options.vars != null) {
            var read = VarsFile.read(options.vars);
            if (read.keySet().stream()
                    .anyMatch(it -> checklist.variable(it).map(Variable::secret).orElse(false))) {
                VarsFile.mustBePrivate(options.vars);
            }
            values.putAll(read);
        }
        options.set.keySet().forEach(name -> refuseSecret(checklist, name));
        values.putAll(options.set);
        for (var value : values.entrySet()) {
            var variable = checklist.variable(value.getKey()).orElseThrow(() -> unknown(checklist, value.getKey()));
            variable.type().refusal(value.getValue(), variable.options()).ifPresent(why -> {
                throw new Trouble(Exit.NOT_VALID, value.getKey() + ": " + why);
            });
        }
        return values;
    }

    private static Trouble unknown(Checklist checklist, String name) {
        var known = checklist.variables().stream().map(Variable::name).toList();
        return new Trouble(Exit.NOT_VALID, "the checklist has no variable `" + name + "`" + Nearest.hint(name, known));
    }
}
