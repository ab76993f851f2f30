package dev.holdpoint.console.view;

import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Trouble;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.run.Mending;
import dev.holdpoint.run.Plan;
import java.util.List;

/** What is known of a failure: what the checklist says of it, and the steps that mend it. */
final class TroubleLines {
    private static final int MOST = 4;

    private final Looking at;
    private final boolean alone;

    /** @param alone the checklist is not on the screen */
    TroubleLines(Looking at, boolean alone) {
        this.at = at;
        this.alone = alone;
    }

    void add(Facts facts, Plan.Stop failed) {
        var run = at.run();
        for (var trouble : Mending.found(run, failed)) {
            var steps = say(facts, trouble);
            if (steps.stream().anyMatch(it -> !run.status(it).state().settled())) {
                facts.line(Line.of(alone ? "tab ↓" : "↓", Role.KEY)
                        .add(" goes to them, below it; they lead back here", Role.DIM));
            }
        }
    }

    /** Within its gate: its steps are behind that. */
    void atGate(Facts facts, Plan.Stop stop) {
        Mending.found(at.run(), stop).forEach(it -> say(facts, it));
    }

    private List<Plan.Stop> say(Facts facts, Trouble trouble) {
        var run = at.run();
        facts.fact("Known", Template.show(trouble.say(), run.values()), Role.WARN, MOST);
        var steps = Mending.steps(run, trouble);
        facts.facts("Mend", steps.stream().map(this::line).toList(), Role.NORMAL, MOST);
        return steps;
    }

    private String line(Plan.Stop stop) {
        return Marks.of(at.run(), stop).glyph() + " "
                + Template.show(stop.step().title(), at.run().values());
    }
}
