package dev.holdpoint.cli;

import dev.holdpoint.journal.Entry;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Ledger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a journal says of its run without the checklist: also of one that this release can read no more. */
final class RunSummary {
    private final Map<String, String> going = new LinkedHashMap<>();
    private final Map<String, String> stuck = new LinkedHashMap<>();
    private final Map<String, String> settled = new LinkedHashMap<>();
    private String title = "";
    private boolean rehearsal;
    private boolean lost;
    private String state = "stopped";
    private Ledger ledger = Ledger.EMPTY;
    private final RollbackSummary back = new RollbackSummary();
    private @Nullable Instant begun;

    private RunSummary() {}

    static RunSummary of(List<Entry<Event>> entries) {
        var summary = new RunSummary();
        entries.forEach(it -> summary.take(it.event(), it.at()));
        return summary;
    }

    private void take(Event event, Instant at) {
        begun = begun == null ? at : begun;
        back.take(event);
        switch (event) {
            case Event.RunStarted it -> {
                title = it.checklist();
                rehearsal = it.rehearsal();
            }
            case Event.TerminalLost ignored -> lost = true;
            case Event.RunResumed ignored -> lost = false;
            case Event.RunLeft ignored -> lost = false;
            case Event.RunFinished ignored -> state = "finished";
            case Event.RunAborted ignored -> state = "aborted";
            case Event.OfStep it -> {
                ledger = ledger.and(it, at);
                step(it);
            }
            default -> {}
        }
    }

    private void step(Event.OfStep event) {
        switch (event) {
            case Event.StepStarted it -> put(going, it.step(), "running");
            case Event.StepVerifying it -> put(going, it.step(), "verifying");
            case Event.StepUndoing it -> put(going, it.step(), "undoing");
            case Event.StepFailed it -> put(stuck, it.step(), "failed");
            case Event.StepUndoFailed it -> put(stuck, it.step(), "undo failed");
            case Event.StepUnknown it -> put(stuck, it.step(), "outcome unknown");
            case Event.StepDone it -> put(settled, it.step(), "done");
            case Event.StepSkipped it -> put(settled, it.step(), "skipped");
            case Event.StepNotApplicable it -> put(settled, it.step(), "not applicable");
            case Event.StepApplies it -> forget(it.step());
            case Event.StepUndone it -> forget(it.step());
            case Event.StepLapsed it -> forget(it.step());
            default -> {}
        }
    }

    private void put(Map<String, String> into, String step, String word) {
        forget(step);
        into.put(step, word);
    }

    private void forget(String step) {
        going.remove(step);
        stuck.remove(step);
        settled.remove(step);
    }

    String title() {
        return rehearsal ? "REHEARSAL " + title : title;
    }

    boolean rehearsal() {
        return rehearsal;
    }

    boolean over() {
        return !state.equals("stopped");
    }

    /** @param driven somebody has it in hand */
    String state(boolean driven) {
        return driven && !over() ? "running" : state;
    }

    /** How far it is back; empty where it goes forward. */
    String back() {
        return back.words();
    }

    /** "at move, running": what runs, else what has gone wrong, else how far it has come; how far it is back before that. */
    String where() {
        var at = going.isEmpty() ? stuck : going;
        if (!back.bars()) {
            return forward();
        }
        return back.words()
                + at.entrySet().stream()
                        .findFirst()
                        .map(it -> ", at " + it.getKey() + ", " + it.getValue())
                        .orElse("");
    }

    private String forward() {
        var at = going.isEmpty() ? stuck : going;
        var last = settled.keySet().stream()
                .filter(it -> !"not applicable".equals(settled.get(it)))
                .reduce((first, second) -> second)
                .orElse("");
        return at.entrySet().stream()
                .findFirst()
                .map(it -> "at " + it.getKey() + ", " + it.getValue())
                .orElse(last.isEmpty() ? "at the beginning" : "after " + last);
    }

    /** Its program goes on without a terminal. */
    boolean lost() {
        return lost;
    }

    Ledger ledger() {
        return ledger;
    }

    @Nullable
    Instant begun() {
        return begun;
    }
}
