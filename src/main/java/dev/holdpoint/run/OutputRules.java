package dev.holdpoint.run;

import dev.holdpoint.checklist.Masker;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.step.Outcome;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the output of a step's action says beyond its exit status: {@code fails_when}, {@code succeeds_when}, {@code capture}. */
final class OutputRules {
    /** Rules look at the last bytes of the output; a capture from further back would be a surprise anyway. */
    private static final int TAIL = 1 << 20;

    private final Step step;
    private final Optional<OutputSource> output;

    OutputRules(Step step, Optional<OutputSource> output) {
        this.step = step;
        this.output = output;
    }

    Crew.Acted judge(Outcome.Done done) throws IOException {
        if (step.failsWhen() == null
                && step.succeedsWhen() == null
                && step.capture().isEmpty()) {
            return new Crew.Acted(done, Map.of());
        }
        var text = output.isEmpty() ? "" : output.get().printed(TAIL);
        try {
            return judge(done, text);
        } catch (Expression.Endless e) {
            // It has not failed by its own word, and what its author wants to see is not known.
            return new Crew.Acted(
                    Outcome.unknown(says(done) + ", but " + e.getMessage()
                            + " over its output: see that, and mend the expression in the checklist"),
                    Map.of());
        }
    }

    private static String says(Outcome.Done done) {
        return done.says().isBlank() ? "its program ended well" : "it ended well, " + done.says();
    }

    private Crew.Acted judge(Outcome.Done done, String text) throws Expression.Endless {
        if (step.failsWhen() != null) {
            var fails = new Expression("fails_when", step.failsWhen()).first(text);
            if (fails.isPresent()) {
                return failed(
                        "its output says: "
                                + fails.get().group().lines().findFirst().orElse(""),
                        "see the output");
            }
        }
        if (step.succeedsWhen() != null
                && new Expression("succeeds_when", step.succeedsWhen())
                        .first(text)
                        .isEmpty()) {
            return failed("its output lacks what success looks like: " + step.succeedsWhen(), "see the output");
        }
        return captured(done, text);
    }

    private Crew.Acted captured(Outcome.Done done, String text) throws Expression.Endless {
        var found = new HashMap<String, String>();
        for (var wanted : step.capture().entrySet()) {
            var name = wanted.getKey();
            var rule = wanted.getValue();
            var value = value(name, rule, text);
            if (value.isEmpty()) {
                return failed(
                        "nothing in its output fits " + name + ": "
                                + (rule.regex() == null ? rule.json() : rule.regex()),
                        "see the output, or mark the step done and give the value (m)");
            }
            if (value.get().contains(Masker.MASK)) {
                return failed(
                        "what fits " + name + " holds a secret, which no step may capture",
                        "capture less of the output, or look the value up with `from`; or mark the step done and give"
                                + " the value (m)");
            }
            var unusable = VariableType.unusable(value.get());
            if (unusable.isPresent()) {
                return failed("what fits " + name + " is no value: " + unusable.get(), "capture less of the output");
            }
            found.put(name, value.get());
        }
        return new Crew.Acted(done, found);
    }

    private static Optional<String> value(String name, Step.Capture rule, String text) throws Expression.Endless {
        if (rule.regex() != null) {
            // The last: what a program says at its end counts more than what it said on the way.
            return new Expression("capture: " + name, rule.regex())
                    .last(text)
                    .map(it -> it.groupCount() > 0 ? it.group(1) : it.group());
        }
        var pointer = rule.json();
        return pointer == null ? Optional.empty() : Documents.at(pointer, text);
    }

    private static Crew.Acted failed(String reason, String remedy) {
        return new Crew.Acted(Outcome.failed(reason, remedy), Map.of());
    }
}
