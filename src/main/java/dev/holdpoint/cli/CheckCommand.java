package dev.holdpoint.cli;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.lint.Lint;
import dev.holdpoint.step.Registry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code holdpoint check FILE...}: every error of a checklist, all at once; of one without errors the traps that it walks into. */
final class CheckCommand implements Callable<Integer> {
    static final Verb VERB = Verb.of(
                    "check",
                    "Prints every error of checklists as FILE:LINE:COLUMN with what is wrong, and warns of known"
                            + " traps.",
                    CheckCommand::new)
            .operands("FILE...", 1, Integer.MAX_VALUE);

    private final List<Path> files;

    CheckCommand(Words words) {
        files = words.operands().stream().map(Path::of).toList();
    }

    @Override
    public Integer call() {
        var registry = Registry.ofAll();
        int wrong = 0;
        for (var file : files) {
            var loaded = Loader.load(file, registry);
            var problems = new ArrayList<>(loaded.problems());
            loaded.checklist().ifPresent(it -> problems.addAll(Checklists.unfit(it, registry)));
            problems.forEach(it -> System.out.println(Safe.line(it.toString())));
            wrong += problems.size();
            loaded.checklist().stream()
                    .flatMap(it -> Lint.warnings(it).stream())
                    .forEach(it -> System.out.println(Safe.line(it.toString())));
        }
        return wrong == 0 ? Exit.DONE : Exit.NOT_VALID;
    }
}
