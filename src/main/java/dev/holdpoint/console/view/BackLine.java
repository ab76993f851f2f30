package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.GoingBack;
import dev.holdpoint.operator.SafeText;
import dev.holdpoint.run.Run;

/** The way back in one line: what it does or waits for, and by which keys and commands a person goes on. */
final class BackLine {
    private final Looking at;
    private final Run run;

    BackLine(Looking at) {
        this.at = at;
        this.run = at.run();
    }

    /** What can be done stays whole; what is told before it is cut. */
    Line line(int cols) {
        var running = run.plan().stops().stream()
                .filter(it -> run.status(it).state().active())
                .findFirst();
        if (running.isPresent()) {
            var stop = running.get();
            var says = at.progress(stop.id())
                    .map(it -> "  " + SafeText.line(it.says()))
                    .orElse("");
            return Line.of(Glyph.UNDONE + " " + stop.id() + " ", Role.RUN)
                    .add(
                            Marks.of(run, stop).word() + " "
                                    + Wording.span(run.status(stop).took(at.now())) + says,
                            Role.NORMAL);
        }
        for (boolean wordy : new boolean[] {true, false}) {
            var ways = at.watches() || at.panel() != null ? "" : ways(run, wordy);
            int room = Math.max(0, cols - 4 - (ways.isEmpty() ? 0 : Columns.of(ways) + 2));
            var stands = stands(room);
            if (!wordy || ways.isEmpty() || Columns.of(stands) <= room) {
                return Line.of(Glyph.UNDONE + " ", Role.WARN)
                        .add(Columns.cut(stands, room), Role.NORMAL)
                        .add(ways.isEmpty() ? "" : "  " + ways, Role.DIM);
            }
        }
        return Line.EMPTY;
    }

    /** Shorter where there is no room for all of it: the header says already that it goes back, or has gone. */
    private String stands(int room) {
        var whole = SafeText.line(GoingBack.stands(run, at.now()));
        if (Columns.of(whole) <= room) {
            return whole;
        }
        return SafeText.line(GoingBack.briefly(run, at.now()));
    }

    /** What a person can do about it; empty where nothing has to be done. */
    static String ways(Run run, boolean wordy) {
        var way = run.rollback();
        return switch (way.stage()) {
            case NONE -> "";
            case UNDOING -> GoingBack.atGate(run).isPresent() || !way.going() ? undoing(run, wordy) : "";
            case PROVING -> way.going() ? "" : proving(way.proof().isEmpty(), wordy);
            case OVER -> wordy ? ":forward begins again, :abort gives up." : ":forward or :abort.";
        };
    }

    private static String undoing(Run run, boolean wordy) {
        if (GoingBack.atGate(run).isPresent()) {
            return wordy ? "g opens it; leaving it halts." : "g opens it.";
        }
        return GoingBack.failed(run)
                ? wordy ? "u tries again, m: by hand, s: without." : "u, m or s."
                : wordy ? "R goes on, :forward ends it." : "R or :forward.";
    }

    /** @param blind no check looks at the source: to look again proves nothing */
    private static String proving(boolean blind, boolean wordy) {
        return blind ? ":accept says why it is over." : wordy ? "R looks again, :accept ends it." : "R or :accept.";
    }
}
