package dev.holdpoint.console;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.console.model.Form;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Readiness;
import dev.holdpoint.run.RunFeed;
import java.util.List;
import java.util.Set;

/** The forms of a run: its variables before it starts, secrets again after a resume, what a manual step asks. */
final class ValueForms implements Orders.Forms {
    private final Looking at;
    private final RunFeed feed;

    ValueForms(Looking at, RunFeed feed) {
        this.at = at;
        this.feed = feed;
    }

    /** Asks for what is missing before anything else; a checklist without variables asks nobody. */
    void begin(Hands hands) {
        if (at.run().over()) {
            return;
        }
        if (!feed.wanted().isEmpty()) {
            askVariables();
        } else if (!at.run().variablesSet()) {
            hands.want(new Intent.SetVariables(Values.NONE));
        }
    }

    @Override
    public void askVariables() {
        var wanted = feed.wanted();
        if (wanted.isEmpty()) {
            at.say("the run is just beginning");
            return;
        }
        var base = new Values(at.run().values().open(), Set.of());
        at.open(new Panel.Filling(new Form(null, null, wanted, base)));
    }

    @Override
    public void ask(Plan.Stop stop) {
        at.open(new Panel.Filling(new Form(stop.id(), null, wanted(stop.traits().asks()), Values.NONE)));
    }

    @Override
    public void ask(Plan.Stop stop, String reason) {
        at.open(new Panel.Filling(new Form(stop.id(), reason, wanted(Readiness.unset(at.run(), stop)), Values.NONE)));
    }

    private List<RunFeed.Wanted> wanted(List<Variable> asked) {
        var known = at.run().values();
        return asked.stream()
                .map(it -> new RunFeed.Wanted(it, known.get(it.name()).orElse(""), ""))
                .toList();
    }
}
