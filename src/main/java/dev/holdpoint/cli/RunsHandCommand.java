package dev.holdpoint.cli;

import dev.holdpoint.operator.Due;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Items;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdpoint runs hand RUN ITEM NAME DUE}: somebody takes over what a run that is over has left open. */
@Command(name = "hand", description = "Hands an item which a run has left open over to somebody, until a time.")
final class RunsHandCommand implements Callable<Integer> {
    @Mixin
    private final StateFolder state = new StateFolder();

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
    private String run = "";

    @Parameters(index = "1", paramLabel = "ITEM", description = "The item's name, in quotes where it has blanks.")
    private String item = "";

    @Parameters(index = "2", paramLabel = "NAME", description = "Who closes it.")
    private String to = "";

    @Parameters(index = "3", paramLabel = "DUE", description = "Until when: 3d, 18:00, 2026-03-01, 2026-03-01T18:00.")
    private String due = "";

    @Parameters(index = "4..*", arity = "0..*", paramLabel = "REASON", description = "Why.")
    private List<String> reason = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Bookkeeping.write(
                state.path(),
                run,
                (ledger, by, now) -> Items.handOver(
                        ledger,
                        new Intent.HandOver(
                                item,
                                to,
                                Due.read(due, now, ZoneId.systemDefault()).orElse(null),
                                String.join(" ", reason)),
                        by,
                        now));
        return Exit.DONE;
    }
}
