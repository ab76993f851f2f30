package dev.holdpoint.console.view;

import dev.holdpoint.console.keys.Footer;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.StepStatus;
import java.time.Duration;
import java.util.List;

/** What is said of a step that has failed, or of which nobody knows how it ended. */
final class WrongStep {
    private static final int LEAST_OUTPUT = 3;
    private static final String KEY_GAP = "   ";

    private final Looking at;
    private final Plan.Stop stop;
    private final StepStatus status;
    private final boolean alone;

    /** How much is told of a failure: what stands elsewhere on the screen as well goes first. */
    private enum Told {
        ALL,
        NO_KEYS,
        NO_COMMANDS,
        BRIEF
    }

    /** @param alone the checklist is not on the screen */
    WrongStep(Looking at, Plan.Stop stop, boolean alone) {
        this.at = at;
        this.stop = stop;
        this.status = at.run().status(stop);
        this.alone = alone;
    }

    private boolean shown() {
        return at.detail().step().equals(stop.id());
    }

    /**
     * As much as leaves room for the last lines of its output, which most often say why.
     *
     * @param rows of the pane
     */
    Facts failed(int rows, Facts empty) {
        int room = rows - (shown() && at.detail().output() != null ? LEAST_OUTPUT + 1 : 0);
        var facts = empty;
        for (var told : Told.values()) {
            facts = empty.anew();
            failed(facts, told);
            if (facts.lines().size() <= room) {
                return facts;
            }
        }
        return facts.most(room);
    }

    private void failed(Facts facts, Told told) {
        boolean brief = told == Told.BRIEF;
        facts.fact("Failed", status.says(), Role.FAIL, brief ? 2 : 5);
        facts.fact("To do", status.remedy(), Role.NORMAL, brief ? 2 : 4);
        new TroubleLines(at, alone).add(facts, stop);
        var again = status.retryAt();
        if (again != null) {
            facts.fact("Retry", "by itself in " + Wording.span(Duration.between(at.now(), again)), Role.WARN, 1);
        }
        if (told.compareTo(Told.NO_COMMANDS) < 0) {
            commands(facts);
        }
        if (told == Told.ALL) {
            keys(facts);
        }
    }

    private void commands(Facts facts) {
        if (status.undo()) {
            facts.facts("Undo", shown() ? facts.wrapped(at.detail().undo()) : List.of(), Role.DIM, 2);
        } else {
            facts.facts(stop.traits().byHand() ? "Do" : "Runs", runs(facts), Role.DIM, 2);
        }
    }

    private List<String> runs(Facts facts) {
        return shown() ? facts.wrapped(at.detail().runs()) : List.of();
    }

    void unknown(Facts facts) {
        facts.fact("Known", status.says(), Role.WARN, 5);
        facts.fact(
                "Look",
                "at what it changes, before you say whether it happened; it is not run a second time by itself.",
                Role.NORMAL,
                3);
        facts.facts("It ran", runs(facts), Role.NORMAL, 4);
        keys(facts);
    }

    /** What can be done about it, said where the eye is. */
    private void keys(Facts facts) {
        var line = Line.EMPTY;
        for (var item : Footer.about(at)) {
            var word = Line.of(item.key(), Role.KEY).add(" " + item.label(), Role.NORMAL);
            if (line.cols() > 0 && line.cols() + KEY_GAP.length() + word.cols() > facts.cols()) {
                facts.line(line);
                line = Line.EMPTY;
            }
            line = line.cols() == 0 ? word : line.add(KEY_GAP, Role.NORMAL).add(word);
        }
        facts.line(line);
    }
}
