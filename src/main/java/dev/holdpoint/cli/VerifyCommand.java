package dev.holdpoint.cli;

import dev.holdpoint.checklist.FileTrouble;
import dev.holdpoint.journal.JournalReader;
import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code holdpoint verify RUN}: is the journal as it was written? */
final class VerifyCommand implements Callable<Integer> {
    static final Verb VERB = Verb.of(
                    "verify",
                    "Names the first line of a run's journal that is not as it was written.",
                    VerifyCommand::new)
            .operands("RUN", 1, 1)
            .with(StateFolder.OPTIONS);

    private final StateFolder state;
    private final String run;

    VerifyCommand(Words words) {
        state = new StateFolder(words);
        run = words.operand(0);
    }

    @Override
    public Integer call() throws IOException {
        var paths = RunFolder.named(state.path(), run);
        try {
            LostJournal.mustNotBe(paths);
        } catch (LostJournal lost) {
            System.out.println(Safe.line(FileTrouble.says(lost)));
            return Exit.FAILED;
        }
        var journal = paths.journal();
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
