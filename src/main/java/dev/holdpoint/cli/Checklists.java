package dev.holdpoint.cli;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Nearest;
import dev.holdpoint.checklist.Problem;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.Vocabulary;
import dev.holdpoint.run.BoundNames;
import dev.holdpoint.run.Circles;
import dev.holdpoint.run.Keys;
import dev.holdpoint.run.Measured;
import dev.holdpoint.run.Passwords;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Planner;
import dev.holdpoint.step.Registry;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads checklists for commands, and values from the command line. */
final class Checklists {
    private Checklists() {}

    /** Where one has told all that is wrong, a line each. */
    private static Trouble problems(int number) {
        return new Trouble(Exit.NOT_VALID, number == 1 ? "1 problem" : number + " problems");
    }

    /**
     * The plan of a checklist that a run is to begin with; to make it is a good part of a start, so it is made once. Its own checklist has
     * the connections in it and is no file's any more: go on with {@code checklist}.
     *
     * @throws Trouble with exit code 2 when it does not pass; every problem has been printed then
     */
    static Plan toBegin(Checklist checklist, Registry registry, PrintStream errors) {
        var plan = new Planner(registry).plan(checklist, Measured.nothing());
        var unfit = unfit(plan);
        unfit.forEach(it -> errors.println(Safe.line(it.toString())));
        if (unfit.isEmpty()) {
            return plan;
        }
        throw problems(unfit.size());
    }

    /**
     * What the loader cannot see and no run shall begin with, in the order of the file. One that has begun with it goes on: somebody can
     * say by hand what a step would have set.
     */
    static List<Problem> unfit(Checklist checklist, Registry registry) {
        return unfit(new Planner(registry).plan(checklist, Measured.nothing()));
    }

    private static List<Problem> unfit(Plan plan) {
        var problems = new ArrayList<>(Circles.in(plan));
        problems.addAll(Passwords.in(plan));
        problems.addAll(BoundNames.in(plan));
        problems.addAll(Keys.in(plan));
        if (problems.isEmpty()) {
            // No start makes a Comparator that it does not need (docs/performance.md).
            return problems;
        }
        problems.sort(Comparator.comparing((Problem it) -> it.at().file())
                .thenComparingInt(it -> it.at().line())
                .thenComparingInt(it -> it.at().column()));
        return problems;
    }

    /** @throws Trouble with exit code 2 when it does not pass; every problem has been printed then */
    static Checklist read(Path file, Vocabulary words, PrintStream errors) {
        var loaded = Loader.load(file, words);
        loaded.problems().forEach(it -> errors.println(Safe.line(it.toString())));
        var checklist = loaded.checklist();
        if (checklist.isPresent()) {
            return checklist.get();
        }
        throw problems(loaded.problems().size());
    }

    /**
     * The values given with {@code --vars FILE} and {@code --set name=value}; the latter win.
     *
     * @throws Trouble with exit code 2 where one is wrong; all that are have been printed then
     */
    static Map<String, String> given(Checklist checklist, GivenValues options, PrintStream errors) {
        var values = new TreeMap<String, String>();
        if (options.vars != null) {
            var read = VarsFile.read(options.vars);
            if (read.keySet().stream()
                    .anyMatch(it -> checklist.variable(it).map(Variable::secret).orElse(false))) {
                VarsFile.mustBePrivate(options.vars);
            }
            values.putAll(read);
        }
        values.putAll(options.set);
        var wrong = values.entrySet().stream()
                .flatMap(it -> wrong(checklist, it.getKey(), it.getValue(), options.set.containsKey(it.getKey())))
                .toList();
        if (wrong.isEmpty()) {
            return values;
        }
        wrong.forEach(it -> errors.println(Safe.line("holdpoint: " + it)));
        throw problems(wrong.size());
    }

    private static Stream<String> wrong(Checklist checklist, String name, String value, boolean onCommandLine) {
        var variable = checklist.variable(name);
        if (variable.isEmpty()) {
            var known = checklist.variables().stream().map(Variable::name).toList();
            return Stream.of("the checklist has no variable `" + name + "`" + Nearest.hint(name, known));
        }
        if (variable.get().secret() && onCommandLine) {
            return Stream.of(name + " is a secret, and everybody on this machine can read a command line:"
                    + " type it into the form, or put it into a file for --vars that only you can read");
        }
        return variable.get().refusal(value).map(why -> name + ": " + why).stream();
    }
}
