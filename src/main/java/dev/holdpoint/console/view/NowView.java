package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.Focal;
import dev.holdpoint.operator.Headway;
import dev.holdpoint.operator.SafeText;
import dev.holdpoint.operator.Standing;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Items;
import dev.holdpoint.run.OpenItem;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Readiness;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.UndoGates;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One line that answers what it is doing, what it waits for and what is next; or a sentence for the operator. */
final class NowView {
    private final Looking at;
    private final boolean runsOn;
    private final Run run;

    /** @param runsOn whether the footer offers the key that runs on */
    NowView(Looking at, boolean runsOn) {
        this.at = at;
        this.runsOn = runsOn;
        this.run = at.run();
    }

    void draw(Canvas canvas) {
        var notice = at.notice();
        if (notice != null) {
            int x = notice.bad() ? canvas.put(1, 0, Glyph.FAILED + " ", Role.FAIL) : 1;
            canvas.put(
                    x,
                    0,
                    Columns.cut(SafeText.line(notice.text()), canvas.cols() - x - 1),
                    notice.bad() ? Role.WARN : Role.STRONG);
            return;
        }
        var line = line(canvas.cols());
        canvas.put(1, 0, line);
        if (line.cols() > canvas.cols() - 1) {
            canvas.put(canvas.cols() - 1, 0, Glyph.ELLIPSIS.text(), Role.DIM);
        }
    }

    private Line line(int cols) {
        return switch (run.end()) {
            case FINISHED ->
                Line.of(Glyph.DONE + " Finished. ", Role.OK).add("q leaves; the journal is kept.", Role.NORMAL);
            case ABORTED ->
                Line.of(Glyph.FAILED + " Aborted. ", Role.FAIL).add("q leaves; the journal is kept.", Role.NORMAL);
            case NOT_YET ->
                run.unattended()
                        ? Line.of("Its terminal is gone. ", Role.WARN)
                                .add("What runs goes on; holdpoint resume takes it over.", Role.NORMAL)
                        : at.valuesMissing()
                                ? values(cols)
                                : run.rollback().bars()
                                        ? new BackLine(at).line(cols)
                                        : run.complete()
                                                        && run.plan().stops().stream()
                                                                .noneMatch(it -> UndoGates.open(run, it))
                                                ? complete()
                                                : Focal.of(run)
                                                        .map(it -> about(it, cols))
                                                        .orElse(Line.EMPTY);
        };
    }

    private Line values(int cols) {
        var never = cols < 78 ? "" : ", which are never kept";
        return Line.of("Waits for you: ", Role.WARN)
                .add(at.secretsMissing() ? "the secrets of this run" + never : "the values of this run", Role.NORMAL)
                .add(hints() ? "  enter" : "", Role.KEY)
                .add(hints() ? " gives them" : "", Role.NORMAL);
    }

    /** Keys are named only while they reach the main screen. */
    private boolean hints() {
        return at.panel() == null;
    }

    private Line complete() {
        var taken = run.openItems().size();
        var open = taken == 0 ? "nothing is open. " : "what is open is handed over. ";
        return Line.of(Glyph.DONE + " Every step is settled, " + open, Role.OK)
                .add("q", Role.KEY)
                .add(" finishes the run.", Role.NORMAL);
    }

    private Line about(Plan.Stop stop, int cols) {
        return switch (run.status(stop).state()) {
            case RUNNING, VERIFYING, UNDOING -> goingOn(stop, cols);
            case FAILED, UNKNOWN -> stops(StepState::active).isEmpty() ? wrong(stop, cols) : goingOn(stop, cols);
            case TO_DO, UNDONE -> new WaitingLine(at, stop, cols, runsOn).fitting();
            case DONE, SKIPPED, NOT_APPLICABLE ->
                UndoGates.open(run, stop) ? new WaitingLine(at, stop, cols, runsOn).fitting() : leftOpen();
        };
    }

    /** What wants a person stands before what goes on by itself: what has gone wrong, then what a person has begun. */
    private Line goingOn(Plan.Stop stop, int cols) {
        var wrong = stops(Focal::wrong);
        var active = stops(StepState::active);
        var yours = active.stream().filter(this::isYours).toList();
        var others = active.stream().filter(it -> !isYours(it)).toList();
        var line = wrong.isEmpty() ? Line.EMPTY : wrong(wrong.getFirst(), cols / 2);
        line = beside(line, yours.isEmpty() ? Line.EMPTY : yours(yours));
        line = beside(
                line, others.isEmpty() ? Line.EMPTY : others.size() == 1 ? active(others.getFirst()) : several(others));
        return wrong.isEmpty() ? line.add(then(stop)) : line;
    }

    private static Line beside(Line line, Line more) {
        return line.cols() == 0
                ? more
                : more.cols() == 0 ? line : line.add("   ", Role.NORMAL).add(more);
    }

    /** A person has begun it, and only a person ends it. */
    private boolean isYours(Plan.Stop stop) {
        return stop.traits().byHand() && run.status(stop).state() == StepState.RUNNING;
    }

    private Line yours(List<Plan.Stop> stops) {
        var ids = stops.stream().map(Plan.Stop::id).collect(Collectors.joining(", "));
        var line = WaitingLine.whom(at).add(ids, Role.STRONG);
        var here = stops.stream().filter(it -> WaitingLine.here(at, it)).findFirst();
        return here.isEmpty() || at.watches()
                ? line
                : line.add(", then ", Role.NORMAL)
                        .add("space", Role.KEY)
                        .add(
                                stops.size() == 1
                                        ? " ticks it off"
                                        : " ticks off " + here.get().id(),
                                Role.NORMAL);
    }

    private List<Plan.Stop> stops(Predicate<StepState> wanted) {
        return run.plan().stops().stream()
                .filter(it -> wanted.test(run.status(it).state()))
                .toList();
    }

    private Line wrong(Plan.Stop stop, int cols) {
        var status = run.status(stop);
        int more = stops(Focal::wrong).size() - 1;
        var others = more == 0 ? "" : " (and " + more + " more)";
        var head = status.state() == StepState.FAILED
                ? Line.of(Glyph.FAILED + " " + stop.id() + " failed" + others + ": ", Role.FAIL)
                : Line.of(Glyph.UNKNOWN + " " + stop.id() + others + ": ", Role.WARN);
        var says = status.state() == StepState.FAILED
                ? SafeText.line(status.says())
                : "nobody knows whether it happened. Look, then m or x.";
        return head.add(Columns.cut(says, Math.max(0, cols - head.cols() - 2)), Role.NORMAL);
    }

    private Line several(List<Plan.Stop> running) {
        var each = running.stream()
                .map(it -> it.id() + " " + Wording.span(run.status(it).took(at.now())))
                .collect(Collectors.joining(", "));
        return Line.of(Glyph.RUNNING + " " + running.size() + " running: ", Role.RUN)
                .add(each, Role.NORMAL);
    }

    private Line leftOpen() {
        return Line.of("Every step is settled, but still open: ", Role.WARN)
                .add(Items.own(run).stream().map(OpenItem::name).collect(Collectors.joining(", ")), Role.STRONG);
    }

    private Line active(Plan.Stop stop) {
        var status = run.status(stop);
        var mark = Marks.of(run, stop);
        var words = Headway.of(run, stop, at.progress(stop.id()), at.now())
                .map(it -> "  " + it.words())
                .orElse("");
        return Line.of(mark.glyph() + " " + stop.id() + " ", Role.RUN)
                .add(mark.word() + " " + Wording.span(status.took(at.now())) + words, Role.NORMAL);
    }

    /** What comes next; where it could begin beside what runs, a person has to say so. */
    private Line then(Plan.Stop stop) {
        return Focal.next(run, -1)
                .filter(it -> Readiness.obstacle(run, it).isEmpty())
                .map(this::ready)
                .orElseGet(() -> next(stop));
    }

    private Line ready(Plan.Stop stop) {
        var gate = run.status(stop).gate();
        boolean person = !stop.isHold() || gate instanceof Gate.Locked || gate instanceof Gate.Armed;
        var line = Line.of("   ", Role.NORMAL);
        return person
                ? line.add(WaitingLine.whom(at)).add(named(stop))
                : line.add(named(stop)).add(" " + Standing.word(run, stop), Role.NORMAL);
    }

    private Line next(Plan.Stop stop) {
        return Focal.next(run, stop.place())
                .map(it -> Line.of("   then ", Role.DIM).add(named(it)))
                .orElse(Line.of("   then nothing is left", Role.DIM));
    }

    private Line named(Plan.Stop stop) {
        return Line.of(Marks.of(run, stop).glyph() + " " + stop.id(), stop.isHold() ? Role.HOLD : Role.NORMAL)
                .add(stop.isHold() ? " (hold point)" : stop.traits().byHand() ? " (by hand)" : "", Role.DIM);
    }
}
