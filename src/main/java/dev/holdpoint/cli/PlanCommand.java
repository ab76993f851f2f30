package dev.holdpoint.cli;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.PlanText;
import dev.holdpoint.run.work.RegistryBindings;
import dev.holdpoint.step.Registry;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code holdpoint plan FILE}: what a run would do, step by step, without doing anything. */
final class PlanCommand implements Callable<Integer> {
    static final Verb VERB = Verb.of(
                    "plan",
                    "Prints every step with the exact commands and statements; changes nothing.",
                    PlanCommand::new)
            .operands("FILE", 1, 1)
            .with(GivenValues.OPTIONS);

    private final GivenValues values;
    private final Path file;

    PlanCommand(Words words) {
        values = new GivenValues(words);
        file = Path.of(words.operand(0));
    }

    @Override
    public Integer call() {
        var registry = Registry.ofAll();
        var checklist = Checklists.read(file, registry, System.err);
        var plan = Checklists.toBegin(checklist, registry, System.err);
        var known = known(checklist, Checklists.given(checklist, values, System.err));
        var text = new PlanText(plan, known, new RegistryBindings(checklist, registry, Path.of("RUN/files")));
        text.lines().forEach(it -> System.out.println(Safe.line(it)));
        return Exit.DONE;
    }

    /** Values that are given or have a default. Nothing is looked up: a plan must not run anything. */
    private static Values known(Checklist checklist, Map<String, String> given) {
        var values = Values.NONE;
        for (var variable : checklist.variables()) {
            var value = given.getOrDefault(variable.name(), variable.fallback() == null ? "" : variable.fallback());
            if (!value.isEmpty()) {
                values = values.with(variable.name(), value, variable.secret());
            }
        }
        return values;
    }
}
