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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The forms of a run: its variables before it starts, secrets again after a resume, what a manual step asks. */
final class ValueForms implements Orders.Forms {
    private final Looking at;
    private final RunFeed feed;

    /** What was opened last, by what it is about: leaving a form loses nothing. In memory only. */
    private final Map<String, Form> opened = new HashMap<>();

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
        open("", new Form(null, null, wanted, base));
    }

    @Override
    public void ask(Plan.Stop stop) {
        open(stop.id(), new Form(stop.id(), null, wanted(stop.traits().asks()), Values.NONE));
    }

    @Override
    public void ask(Plan.Stop stop, String reason) {
        open(stop.id() + " done", new Form(stop.id(), reason, wanted(Readiness.unset(at.run(), stop)), Values.NONE));
    }

    private void open(String about, Form form) {
        var left = opened.put(about, form);
        if (left != null) {
            form.resume(left);
        }
        at.open(new Panel.Filling(form));
    }

    private List<RunFeed.Wanted> wanted(List<Variable> asked) {
        var known = at.run().values();
        return asked.stream()
                .map(it -> new RunFeed.Wanted(it, known.get(it.name()).orElse(""), ""))
                .toList();
    }
}
