package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Trouble;
import dev.holdpoint.checklist.load.TroubleDrafts.Laid;
import java.util.List;
import java.util.function.Function;

/** Reads what may go wrong. */
final class TroubleReader {
    private final Problems problems;
    private final Function<List<Draft>, List<Step>> steps;

    /** @param steps reads one list of them */
    TroubleReader(Problems problems, Function<List<Draft>, List<Step>> steps) {
        this.problems = problems;
        this.steps = steps;
    }

    List<Trouble> read(TroubleDrafts drafts) {
        return drafts.laid().stream().map(this::read).toList();
    }

    private Trouble read(Laid laid) {
        var words = laid.words();
        StepReader.regex(words.when(), "when", problems);
        if (words.when().value().isEmpty() && !problems.at(words.when().at())) {
            problems.add(
                    words.when().at(), "`when` is empty, and so would match everything; write what the output says");
        }
        if (words.say().value().isBlank()) {
            problems.add(words.say().at(), "`say` is empty; write what it is and what to do");
        }
        laid.spread().drafts().forEach(this::refuse);
        return new Trouble(
                laid.id(),
                words.when().value(),
                laid.scope().template(words.say(), problems),
                steps.apply(laid.spread().drafts()),
                laid.of());
    }

    /** It may be run at any failure or never: nothing that the run counts on can hang on it. */
    private void refuse(Draft draft) {
        var words = draft.words();
        if (words.downtime() != null) {
            problems.add(
                    words.downtime().at(), "`downtime` stands at a step of the run, not at one that mends a trouble");
        }
    }
}
