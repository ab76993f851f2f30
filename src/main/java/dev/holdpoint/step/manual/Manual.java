package dev.holdpoint.step.manual;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Shorthand;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.checklist.Word;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code manual}: a person does it and ticks it off; what is asked then becomes variables. */
public final class Manual implements Action<Manual.Spec> {
    /** Fields of a manual step are declared in the step itself, whose place the loader knows. */
    private static final Place IN_THE_STEP = new Place("manual", 1, 1);

    public record Spec(
            @Shorthand
            @Doc(
                    value = "what the person does, and how they know that it is done",
                    example = "Set MAINTENANCE=1 and wait for the banner.")
            String text,

            @Doc(value = "fields to fill in when ticking it off; each becomes a variable of that name", fallback = "{}")
            Map<String, Ask> ask) {
        public Spec {
            ask = Map.copyOf(ask);
        }
    }

    /** One field, with the words of a variable. */
    public record Ask(
            @Shorthand
            @Doc(value = "what the form says; the name where it is left out", example = "Name of the person on call")
            @Nullable
            String ask,

            @Doc(value = "what kind of value it takes", fallback = "text")
            VariableType type,

            @Word("default") @Doc("what stands in the field at first") @Nullable
            String fallback,

            @Doc(value = "whether it is hidden and kept out of the journal", fallback = "false")
            boolean secret,

            @Doc(value = "the values to choose from, for the type choice", fallback = "[]")
            List<String> options) {
        public Ask {
            options = List.copyOf(options);
        }
    }

    @Override
    public String name() {
        return "manual";
    }

    @Override
    public String says() {
        return "A person does it and ticks it off; fields asked for then become variables.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> problems(Spec spec) {
        var problems = new ArrayList<String>();
        if (spec.text().isBlank()) {
            problems.add("manual says nothing; write what the person does");
        }
        new TreeMap<>(spec.ask()).forEach((name, ask) -> {
            if (ask.type() == VariableType.CHOICE && ask.options().isEmpty()) {
                problems.add("ask." + name + " is a choice without options; write options: [a, b]");
            } else if (ask.fallback() != null) {
                byDefault("ask." + name, ask, ask.fallback()).ifPresent(problems::add);
            }
        });
        return List.copyOf(problems);
    }

    private static Optional<String> byDefault(String name, Ask ask, String fallback) {
        if (ask.secret()) {
            return Optional.of(name + " is a secret, which does not stand in a file; leave its default out");
        }
        // One with variables in it is judged when they have values.
        return fallback.contains("${")
                ? Optional.empty()
                : ask.type().refusal(fallback, ask.options()).map(it -> "the default of " + name + ": " + it);
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        var lines = new ArrayList<>(spec.text().strip().lines().toList());
        asks(spec).forEach(it -> lines.add("asks for " + it.name() + ": " + it.ask()));
        return List.copyOf(lines);
    }

    @Override
    public boolean byHand() {
        return true;
    }

    @Override
    public List<Variable> asks(Spec spec) {
        var variables = new ArrayList<Variable>();
        new TreeMap<>(spec.ask()).forEach((name, field) -> variables.add(variable(name, field)));
        return variables;
    }

    private static Variable variable(String name, Ask field) {
        var says = field.ask() == null ? name : field.ask();
        return new Variable(
                name, says, field.type(), field.fallback(), field.secret(), field.options(), null, IN_THE_STEP);
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) {
        return Outcome.failed("a manual step has no program", "do it by hand and tick it off");
    }

    @Override
    public Afterlife afterlife(Spec spec) {
        return Afterlife.ASK;
    }
}
