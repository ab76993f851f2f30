package dev.holdpoint.cli;

import dev.holdpoint.checklist.Schema;
import dev.holdpoint.step.Registry;
import java.util.concurrent.Callable;

/** {@code holdpoint schema}: the JSON Schema of checklists, for editors. */
final class SchemaCommand implements Callable<Integer> {
    static final Verb VERB = Verb.of(
            "schema",
            "Prints the JSON Schema of checklists, for completion in editors.",
            ignored -> new SchemaCommand());

    @Override
    public Integer call() {
        System.out.print(Schema.json(Registry.ofAll()));
        return Exit.DONE;
    }
}
