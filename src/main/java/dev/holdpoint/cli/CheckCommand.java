package dev.holdpoint.cli;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.lint.Lint;
import dev.holdpoint.step.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code holdpoint check FILE...}: every error of a checklist, all at once; of one without errors the traps that it walks into. */
@Command(
        name = "check",
        description = "Prints every error of a checklist as FILE:LINE:COLUMN: what is wrong, and warns of known traps.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Checklists.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        var registry = Registry.ofAll();
        int wrong = 0;
        for (var file : files) {
            var loaded = Loader.load(file, registry);
            loaded.problems().forEach(it -> System.out.println(Safe.line(it.toString())));
            wrong += loaded.problems().size();
            loaded.checklist().stream()
                    .flatMap(it -> Lint.warnings(it).stream())
                    .forEach(it -> System.out.println(Safe.line(it.toString())));
        }
        return wrong == 0 ? Exit.DONE : Exit.NOT_VALID;
    }
}
