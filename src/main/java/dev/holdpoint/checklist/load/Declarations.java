package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Nearest;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.Variable.From;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.checklist.words.FromWords;
import dev.holdpoint.checklist.words.VariableWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code variables:}. */
final class Declarations {
    private final Problems problems;

    Declarations(Problems problems) {
        this.problems = problems;
    }

    List<Variable> read(@Nullable Map<String, VariableWords> written) {
        var variables = new ArrayList<Variable>();
        if (written != null) {
            written.forEach((name, words) -> variables.add(variable(name, words)));
        }
        return variables;
    }

    private Variable variable(String name, VariableWords words) {
        if (!Template.isName(name)) {
            problems.add(
                    words.at(), "`" + name + "` is no name for a variable; use lower case, digits and underscores");
        }
        var type = words.type() == null ? VariableType.TEXT : words.type();
        var options = options(type, words);
        var fallback = fallback(name, type, words, options);
        var ask = words.ask() == null ? name.replace('_', ' ') : words.ask();
        return new Variable(name, ask, type, fallback, words.secret(), options, from(words.from()), words.at());
    }

    private List<String> options(VariableType type, VariableWords words) {
        var options = new ArrayList<String>();
        if (words.options() != null) {
            for (var option : words.options()) {
                if (options.contains(option.value())) {
                    problems.add(option.at(), "`" + option.value() + "` stands among the options already");
                }
                options.add(option.value());
            }
        }
        if (type == VariableType.CHOICE && options.isEmpty()) {
            problems.add(words.at(), "a choice needs `options`, such as `options: [hot, cold]`");
        } else if (type != VariableType.CHOICE && words.options() != null) {
            problems.add(words.at(), "`options` belongs to `type: choice`; write that, or leave the options out");
        }
        return options;
    }

    private @Nullable String fallback(String name, VariableType type, VariableWords words, List<String> options) {
        var fallback = words.fallback();
        if (fallback == null) {
            return null;
        }
        if (words.secret()) {
            problems.add(
                    fallback.at(), "a secret does not stand in a file; leave `default` out, or look it up with `from`");
        } else if (!Template.plain(fallback.value())) {
            problems.add(fallback.at(), "a default is written out; no other variable stands in it");
        } else if (!options.isEmpty() || type != VariableType.CHOICE) {
            type.refusal(fallback.value(), options)
                    .ifPresent(it -> problems.add(fallback.at(), "the default of `" + name + "`: " + it));
        }
        return fallback.value();
    }

    private @Nullable From from(@Nullable FromWords words) {
        if (words == null) {
            return null;
        }
        var given = (words.env() == null ? 0 : 1) + (words.file() == null ? 0 : 1) + (words.shell() == null ? 0 : 1);
        if (given == 0 && problems.inLineOf(words.at())) {
            return null;
        }
        if (given != 1) {
            problems.add(words.at(), "`from` takes one of `env: NAME`, `file: PATH` or `shell: COMMAND`");
            return null;
        }
        local(words.on(), problems);
        if (words.shell() != null) {
            closed(words.shell().text(), words.at());
            return new From.Shell(words.shell().text(), words.on().value());
        }
        if (words.file() != null) {
            closed(words.file(), words.at());
            return new From.File(words.file());
        }
        return words.env() == null ? null : new From.Env(words.env());
    }

    /** Values are looked up before a host is connected to. */
    private static void local(@Nullable Said<String> on, Problems problems) {
        if (on != null && !on.value().equals("local")) {
            problems.add(
                    on.at(), "`from` looks values up on `local` only; on `" + on.value() + "` a step can `capture` it");
        }
    }

    private void closed(String text, Place at) {
        var names = Template.names(text);
        if (!names.isEmpty()) {
            problems.add(
                    at,
                    "`${" + names.iterator().next()
                            + "}` cannot stand in `from`: values are looked up before others are known");
        }
    }

    /** What a part needs that its user did not give, and what was given that it does not know. */
    static void match(
            Map<String, Said<String>> with, List<Variable> variables, Place at, String part, Problems problems) {
        var names = variables.stream().map(Variable::name).toList();
        with.forEach((name, value) -> {
            if (!names.contains(name)) {
                problems.add(value.at(), part + " has no variable `" + name + "`" + Nearest.hint(name, names));
            }
        });
        for (var variable : variables) {
            if (!with.containsKey(variable.name()) && variable.fallback() == null) {
                problems.add(at, part + " needs `with: { " + variable.name() + ": … }`: " + variable.ask());
            }
        }
    }
}
