package dev.holdpoint.run;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.step.Outcome;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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
        var fails = step.failsWhen() == null
                ? null
                : Pattern.compile(step.failsWhen(), Pattern.MULTILINE).matcher(text);
        if (fails != null && fails.find()) {
            return failed(
                    "its output says: " + fails.group().lines().findFirst().orElse(""), "see the output");
        }
        if (step.succeedsWhen() != null
                && !Pattern.compile(step.succeedsWhen(), Pattern.MULTILINE)
                        .matcher(text)
                        .find()) {
            return failed("its output lacks what success looks like: " + step.succeedsWhen(), "see the output");
        }
        return captured(done, text);
    }

    private Crew.Acted captured(Outcome.Done done, String text) {
        var found = new HashMap<String, String>();
        for (var wanted : step.capture().entrySet()) {
            var value = value(wanted.getValue(), text);
            if (value.isEmpty()) {
                var rule = wanted.getValue();
                return failed(
                        "nothing in its output fits " + wanted.getKey() + ": "
                                + (rule.regex() == null ? rule.json() : rule.regex()),
                        "see the output, or mark the step done and give the value (m)");
            }
            found.put(wanted.getKey(), value.get());
        }
        return new Crew.Acted(done, found);
    }

    private static Optional<String> value(Step.Capture rule, String text) {
        if (rule.regex() != null) {
            // The last: what a program says at its end counts more than what it said on the way.
            return Pattern.compile(rule.regex(), Pattern.MULTILINE)
                    .matcher(text)
                    .results()
                    .reduce((before, last) -> last)
                    .map(it -> it.groupCount() > 0 ? it.group(1) : it.group());
        }
        var pointer = rule.json();
        return pointer == null ? Optional.empty() : Documents.at(pointer, text);
    }

    private static Crew.Acted failed(String reason, String remedy) {
        return new Crew.Acted(Outcome.failed(reason, remedy), Map.of());
    }
}
