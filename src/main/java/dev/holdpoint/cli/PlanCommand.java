package dev.holdpoint.cli;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.PlanText;
import dev.holdpoint.run.Planner;
import dev.holdpoint.run.work.RegistryBindings;
import dev.holdpoint.step.Registry;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdpoint plan FILE}: what a run would do, step by step, without doing anything. */
@Command(name = "plan", description = "Prints every step with the exact commands and statements; changes nothing.")
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private final GivenValues values = new GivenValues();

    @Parameters(index = "0", paramLabel = "FILE", description = "The checklist.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        var registry = Registry.ofAll();
        var checklist = Checklists.read(file, registry, System.err);
        var known = known(checklist, Checklists.given(checklist, values));
        var plan = new Planner(registry).plan(checklist, Map.of());
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
