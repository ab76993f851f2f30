package dev.holdpoint.cli;

import dev.holdpoint.checklist.Nearest;
import dev.holdpoint.checklist.Reference;
import dev.holdpoint.step.Registry;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.commons.cli.Option;
import org.jspecify.annotations.Nullable;

/** {@code holdpoint kinds [KIND]}: the reference of kinds and their fields. */
final class KindsCommand implements Callable<Integer> {
    static final Verb VERB = Verb.of(
                    "kinds",
                    "Prints the reference of all kinds, or of one, for example postgres.move.",
                    KindsCommand::new)
            .operands("[KIND]", 0, 1)
            // As Markdown: how docs/kinds.md is made; not for operators, so help does not show it.
            .with(List.of(Option.builder().longOpt("markdown").get()));

    private final @Nullable String kind;
    private final boolean markdown;

    KindsCommand(Words words) {
        kind = words.only();
        markdown = words.has("markdown");
    }

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
                            + nearest.map(it -> "; did you mean " + it + "?").orElse("; holdpoint kinds lists them"));
        }
    }
}
