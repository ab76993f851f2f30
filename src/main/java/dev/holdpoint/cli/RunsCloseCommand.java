package dev.holdpoint.cli;

import dev.holdpoint.run.Items;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdpoint runs close RUN ITEM REASON}: an item that a run has left open was closed after it was over. */
@Command(name = "close", description = "Says that an item which a run has left open was closed, and how.")
final class RunsCloseCommand implements Callable<Integer> {
    @Mixin
    private final StateFolder state = new StateFolder();

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
    private String run = "";

    @Parameters(index = "1", paramLabel = "ITEM", description = "The item's name, in quotes where it has blanks.")
    private String item = "";

    @Parameters(index = "2..*", arity = "1..*", paramLabel = "REASON", description = "How it was closed.")
    private List<String> reason = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Bookkeeping.write(
                state.path(),
                run,
                (ledger, by, now) -> Items.closeAfterwards(ledger, item, by, String.join(" ", reason)));
        return Exit.DONE;
    }
}
