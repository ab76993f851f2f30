package dev.holdpoint.cli;

import dev.holdpoint.journal.JournalReader;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdpoint verify RUN}: is the journal as it was written? */
@Command(name = "verify", description = "Names the first line of a run's journal that is not as it was written.")
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private final StateFolder state = new StateFolder();

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id, as holdpoint runs shows it.")
    private String run = "";

    @Override
    public Integer call() throws IOException {
        var journal = RunFolder.named(state.path(), run).journal();
        var damage = JournalReader.verify(journal);
        if (damage.isPresent()) {
            System.out.println(Safe.line(
                    journal + ":" + damage.get().line() + ": " + damage.get().reason()));
            return Exit.FAILED;
        }
        System.out.println(Safe.line(journal + ": as it was written"));
        return Exit.DONE;
    }
}
