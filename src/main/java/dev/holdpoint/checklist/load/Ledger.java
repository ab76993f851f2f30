package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Nearest;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Step.Downtime;
import java.util.LinkedHashSet;
import java.util.Set;

/** Follows what the steps open and close, from top to bottom. */
final class Ledger {
    private final Problems problems;
    private final Set<String> opened = new LinkedHashSet<>();
    private boolean downtime;

    Ledger(Problems problems) {
        this.problems = problems;
    }

    void add(Draft draft, StepReader.Read read) {
        var step = read.step();
        var closes = draft.words().closes();
        for (var i = 0; closes != null && i < closes.size(); i++) {
            close(step.closes().get(i), closes.get(i).at());
        }
        opened.addAll(step.opens());
        opened.addAll(read.traits().opens());
        var word = draft.words().downtime();
        if (step.downtime() == Downtime.ENDS && !downtime && word != null) {
            ends(word.at());
        }
        downtime |= step.downtime() == Downtime.STARTS;
    }

    private void ends(Place at) {
        problems.add(at, "no step above has `downtime: starts`; the downtime cannot end before it has started");
    }

    private void close(String name, Place at) {
        if (!opened.contains(name)) {
            var hint = opened.isEmpty() ? "; write `opens` there" : Nearest.hint(name, opened);
            problems.add(at, "no step above opens `" + name + "`" + hint);
        }
    }
}
