package dev.holdpoint.line;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.RunFeed.Wanted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks for values, one by one. */
final class Questions {
    private final Talk talk;

    Questions(Talk talk) {
        this.talk = talk;
    }

    /** Everything that the run wants to know before it goes on. @return false where the driver would rather leave */
    boolean variables() throws InterruptedException {
        while (!talk.run().over()) {
            var wanted = talk.feed.wanted();
            if (wanted.isEmpty() && talk.run().variablesSet()) {
                return true;
            }
            var answers = ask(wanted);
            if (answers.isEmpty()) {
                return false;
            }
            var values =
                    talk.run().variablesSet() ? new Values(talk.run().values().open(), Set.of()) : Values.NONE;
            for (var one : wanted) {
                var name = one.variable().name();
                values = values.with(
                        name,
                        answers.get().getOrDefault(name, ""),
                        one.variable().secret());
            }
            if (!talk.want(new Intent.SetVariables(values)) && !talk.ear.hand()) {
                return false;
            }
        }
        return true;
    }

    /** What a step wants to be told that a person says is done; empty where the driver would rather not. */
    Optional<Map<String, String>> answers(List<Variable> asked) throws InterruptedException {
        var known = talk.run().values();
        return ask(asked.stream()
                .map(it -> new Wanted(it, known.get(it.name()).orElse(""), ""))
                .toList());
    }

    private Optional<Map<String, String>> ask(List<Wanted> wanted) throws InterruptedException {
        if (!wanted.isEmpty()) {
            talk.say(Spoken.many(wanted.size(), "value") + " wanted. Enter takes what is there; ctrl-D leaves.");
        }
        var answers = new HashMap<String, String>();
        for (var one : wanted) {
            var value = value(one);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            answers.put(one.variable().name(), value.get());
        }
        return Optional.of(answers);
    }

    private Optional<String> value(Wanted wanted) throws InterruptedException {
        var variable = wanted.variable();
        var there = wanted.value().isEmpty() ? Optional.ofNullable(variable.fallback()) : Optional.of(wanted.value());
        describe(wanted, there);
        for (; ; ) {
            var kind = variable.secret() ? Ear.Kind.SECRET : Ear.Kind.WORDS;
            switch (talk.ear.ask(variable.name() + "> ", kind, "")) {
                case Heard.Line(String typed) -> {
                    var value = typed.isBlank() ? there.orElse("") : typed.strip();
                    var wrong = wrong(variable, value);
                    if (wrong.isEmpty()) {
                        return Optional.of(value);
                    }
                    talk.say("Refused: " + wrong + ".");
                }
                case Heard.Ended ignored -> {
                    return Optional.empty();
                }
                case Heard.Interrupted ignored -> talk.say("ctrl-D leaves without an answer.");
                case Heard.Pasted ignored -> {}
            }
        }
    }

    private void describe(Wanted wanted, Optional<String> there) {
        var variable = wanted.variable();
        var options = variable.type() == VariableType.CHOICE
                ? "one of " + String.join(", ", variable.options())
                : variable.type().says();
        talk.say(variable.ask() + " (" + options + (variable.secret() ? "; not shown while you type" : "") + ")");
        var source = wanted.source();
        if (there.filter(it -> !it.isEmpty()).isPresent()) {
            talk.say((variable.secret() ? "    There is one already" : "    There: " + there.get())
                    + (source.isBlank() ? "" : " (" + source + ")"));
        } else if (!source.isBlank()) {
            talk.say("    " + source);
        }
    }

    private static String wrong(Variable variable, String value) {
        if (value.isEmpty()
                && variable.fallback() != null
                && variable.fallback().isEmpty()) {
            return "";
        }
        return value.isBlank() ? "a value is needed" : variable.refusal(value).orElse("");
    }
}
