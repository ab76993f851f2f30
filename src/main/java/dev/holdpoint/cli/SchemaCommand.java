package dev.holdpoint.cli;

import dev.holdpoint.checklist.Schema;
import dev.holdpoint.step.Registry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code holdpoint schema}: the JSON Schema of checklists, for editors. */
@Command(name = "schema", description = "Prints the JSON Schema of checklists, for completion in editors.")
final class SchemaCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.out.print(Schema.json(Registry.ofAll()));
        return Exit.DONE;
    }
}
