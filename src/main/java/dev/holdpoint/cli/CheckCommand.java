package dev.holdpoint.cli;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.step.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code holdpoint check FILE...}: every error of a checklist, all at once. */
@Command(name = "check", description = "Prints every error of a checklist as FILE:LINE:COLUMN: what is wrong.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Checklists.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        var registry = Registry.ofAll();
        int wrong = 0;
        for (var file : files) {
            var problems = Loader.load(file, registry).problems();
            problems.forEach(System.out::println);
            wrong += problems.size();
        }
        return wrong == 0 ? Exit.DONE : Exit.NOT_VALID;
    }
}
