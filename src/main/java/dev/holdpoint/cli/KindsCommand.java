package dev.holdpoint.cli;

import dev.holdpoint.checklist.Nearest;
import dev.holdpoint.checklist.Reference;
import dev.holdpoint.step.Registry;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdpoint kinds [KIND]}: the reference of kinds and their fields. */
@Command(name = "kinds", description = "Prints the reference of all kinds, or of one.")
final class KindsCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "KIND", description = "A kind, for example postgres.move.")
    private @Nullable String kind;

    @Option(names = "--markdown", hidden = true, description = "As Markdown: how docs/kinds.md is made.")
    private boolean markdown;

    @Override
    public Integer call() {
        var registry = Registry.ofAll();
        if (kind != null) {
            known(registry, kind);
        }
        System.out.print(
                markdown ? Reference.kindsPage(registry) : Reference.text(registry, Optional.ofNullable(kind)));
        return Exit.DONE;
    }

    private static void known(Registry registry, String name) {
        var all = new TreeSet<>(registry.actions());
        all.addAll(registry.checks());
        if (!all.contains(name)) {
            var nearest = Nearest.to(name, all);
            throw new Trouble(
                    Exit.NOT_VALID,
                    "no kind is called " + name
                            + nearest.map(it -> "; did you mean " + it + "?").orElse(""));
        }
    }
}
