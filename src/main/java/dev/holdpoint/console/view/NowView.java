package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.Focal;
import dev.holdpoint.operator.GoingBack;
import dev.holdpoint.operator.Headway;
import dev.holdpoint.operator.SafeText;
import dev.holdpoint.operator.Standing;
import dev.holdpoint.operator.Watched;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Items;
import dev.holdpoint.run.OpenItem;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.UndoGates;
import dev.holdpoint.run.Windows;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One line that answers what it is doing, what it waits for and what is next; or a sentence for the operator. */
final class NowView {
    private final Looking at;
    private final Run run;

    NowView(Looking at) {
        this.at = at;
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
                                        ? back(cols)
                                        : run.complete()
                                                        && run.plan().stops().stream()
                                                                .noneMatch(it -> UndoGates.open(run, it))
                                                ? complete()
                                                : Focal.of(run)
                                                        .map(it -> about(it, cols))
                                                        .orElse(Line.EMPTY);
        };
    }

    /** The way back; what its undo says stands behind it. */
    private Line back(int cols) {
        var running = stops(StepState::active);
        if (running.isEmpty()) {
            var stands = SafeText.line(GoingBack.stands(run, at.now()));
            var ways = " " + GoingBack.ways(run);
            return Line.of(Glyph.UNDONE + " ", Role.WARN)
                    .add(Columns.cut(stands, cols - 4), Role.NORMAL)
                    .add(Columns.of(stands + ways) < cols - 4 ? ways : "", Role.DIM);
        }
        var stop = running.getFirst();
        var says = at.progress(stop.id())
                .map(it -> "  " + SafeText.line(it.says()))
                .orElse("");
        return Line.of(Glyph.UNDONE + " " + stop.id() + " ", Role.RUN)
                .add(
                        Marks.of(run, stop).word() + " "
                                + Wording.span(run.status(stop).took(at.now())) + says,
                        Role.NORMAL);
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
            case FAILED, UNKNOWN -> wrong(stop, cols);
            case TO_DO, UNDONE -> waiting(stop, cols);
            case DONE, SKIPPED, NOT_APPLICABLE -> UndoGates.open(run, stop) ? waiting(stop, cols) : leftOpen();
        };
    }

    /** What has gone wrong stands before what runs beside it: nobody looks for it elsewhere. */
    private Line goingOn(Plan.Stop stop, int cols) {
        var running = stops(StepState::active);
        var wrong = stops(Focal::wrong);
        var now = running.size() == 1 ? active(stop).add(next(stop)) : several(running);
        return wrong.isEmpty()
                ? now
                : wrong(wrong.getFirst(), cols / 2).add("  ", Role.NORMAL).add(now);
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
        if (stop.traits().byHand() && status.state() == StepState.RUNNING) {
            return Line.of("Waits for you: ", Role.WARN)
                    .add(stop.id(), Role.STRONG)
                    .add(", then ", Role.NORMAL)
                    .add("space", Role.KEY)
                    .add(" ticks it off", Role.NORMAL);
        }
        var words = Headway.of(run, stop, at.progress(stop.id()), at.now())
                .map(it -> "  " + it.words())
                .orElse("");
        return Line.of(mark.glyph() + " " + stop.id() + " ", Role.RUN)
                .add(mark.word() + " " + Wording.span(status.took(at.now())) + words, Role.NORMAL);
    }

    private Line next(Plan.Stop stop) {
        return Focal.next(run, stop.place())
                .map(it -> Line.of("   then ", Role.DIM)
                        .add(Marks.of(run, it).glyph() + " " + it.id(), it.isHold() ? Role.HOLD : Role.NORMAL)
                        .add(it.isHold() ? " (hold point)" : it.traits().byHand() ? " (by hand)" : "", Role.DIM))
                .orElse(Line.of("   then nothing is left", Role.DIM));
    }

    /** In fewer words where the row is short: the keys are the last to be cut away. */
    private Line waiting(Plan.Stop stop, int cols) {
        return Stream.of(Words.ALL, Words.SOME)
                .map(it -> waiting(stop, it))
                .filter(it -> it.cols() < cols)
                .findFirst()
                .orElseGet(() -> waiting(stop, Words.FEW));
    }

    private enum Words {
        ALL,
        SOME,
        FEW
    }

    private Line waiting(Plan.Stop stop, Words words) {
        if (Watched.soaks(run, stop)) {
            return Line.of(Glyph.SOAKING + " " + stop.id() + " soaks: ", Role.HOLD)
                    .add(Watched.soak(run, stop, at.now()), Role.NORMAL);
        }
        var head = Line.of("Waits for you: ", Role.WARN).add(stop.id(), Role.STRONG);
        if (UndoGates.open(run, stop)) {
            var undo = head.add(
                    " " + Glyph.UNDONE + " " + Standing.word(run, stop)
                            + (words == Words.ALL ? ": what is typed at its gate undoes it" : ""),
                    Role.HOLD);
            return hints() ? undo.add("  g", Role.KEY).add(" opens its gate", Role.NORMAL) : undo;
        }
        if (stop.isHold()) {
            var over = run.status(stop).gate() instanceof Gate.Waiting && Windows.asks(run, stop, at.now());
            var gate = head.add(
                    over ? " ◇ the window is over" : gate(run.status(stop).gate(), words == Words.ALL), Role.HOLD);
            return hints() ? gate.add("  g", Role.KEY).add(" opens its gate", Role.NORMAL) : gate;
        }
        if (!hints()) {
            return head;
        }
        return stop.traits().byHand()
                ? byHand(head, words == Words.ALL)
                : ready(head, words, run.plan().mends(stop.id()) != null);
    }

    private static Line byHand(Line head, boolean wordy) {
        return head.add(wordy ? " is done by hand" : "", Role.NORMAL)
                .add("  enter", Role.KEY)
                .add(wordy ? " begins it, " : " begins, ", Role.NORMAL)
                .add("space", Role.KEY)
                .add(" ticks it off", Role.NORMAL);
    }

    private static Line ready(Line head, Words words, boolean mends) {
        var begin = head.add(words == Words.FEW ? "" : " is ready", Role.NORMAL).add("  enter", Role.KEY);
        if (mends) {
            return begin.add(" runs it", Role.NORMAL);
        }
        return begin.add(" runs it, ", Role.NORMAL)
                .add("R", Role.KEY)
                .add(words == Words.ALL ? " runs on to the next hold point" : " runs on", Role.NORMAL);
    }

    private static String gate(Gate gate, boolean wordy) {
        return switch (gate) {
            case Gate.Armed ignored ->
                wordy ? " ◇ hold point, armed: its phrase releases it" : " ◇ armed: type its phrase";
            case Gate.Waiting ignored -> wordy ? " ◇ hold point: it waits for approvals" : " ◇ waits for approvals";
            case Gate.Counting ignored -> " ◇ counting down";
            case Gate.Sensing ignored ->
                wordy ? " ◆ hold point, its checks are being looked at" : " ◆ looking at its checks";
            case Gate.Locked ignored -> " ◆ hold point";
            case Gate.Released ignored -> " ◇ released";
        };
    }
}
