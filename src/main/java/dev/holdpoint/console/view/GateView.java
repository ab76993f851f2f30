package dev.holdpoint.console.view;

import dev.holdpoint.checklist.Template;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.SafeText;
import dev.holdpoint.operator.Standing;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.StepStatus;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A hold point: why it is one, what would change, how it is undone, what its checks saw, and what it is still locked by. */
final class GateView {
    private static final int LABEL = 10;

    /** Lines of one fact where not all of it fits. */
    private static final int CHANGES = 12;

    private static final int LEAST_FACT = 2;

    private final Looking at;
    private final Panel.AtGate panel;
    private final Plan.Stop stop;
    private final StepStatus status;
    private final Gate gate;
    private final GateFoot foot;

    GateView(Looking at, Panel.AtGate panel, ZoneId zone) {
        this.at = at;
        this.panel = panel;
        this.stop = at.run().plan().stop(panel.step());
        this.status = at.run().status(stop);
        this.gate = status.gate();
        this.foot = new GateFoot(at, panel, stop, zone);
    }

    /** Rows that everything of it takes at this width. */
    int height(int cols) {
        return whole(cols - 4).size() + 1 + foot.rows(cols - 4) + 2;
    }

    void draw(Canvas canvas) {
        var mark = Marks.of(at.run(), stop);
        canvas.clear(canvas.whole());
        canvas.box(canvas.whole(), "", mark.role(), mark.role());
        var title = mark.glyph() + (gate.back() == null ? " HOLD POINT · " : " UNDO · ") + stop.id() + " · "
                + stop.step().title();
        canvas.put(2, 0, " " + Columns.cut(title, canvas.cols() - 6) + " ", mark.role());
        var inner = canvas.in(new Rect(2, 1, canvas.cols() - 4, canvas.rows() - 2));
        int feet = foot.rows(inner.cols());
        int room = inner.rows() - 1 - feet;
        var lines = lines(inner.cols(), room);
        int top = panel.scroll().top(lines.size(), room);
        for (int y = 0; y < room && top + y < lines.size(); y++) {
            inner.put(0, y, lines.get(top + y));
        }
        edges(canvas, top, lines.size() - top - room, mark.role());
        foot.draw(inner.in(inner.whole().bottom(feet)));
    }

    private static void edges(Canvas canvas, int above, int below, Role border) {
        if (above > 0) {
            canvas.putRight(canvas.cols() - 2, 0, " ↑ " + Wording.many(above, "line") + " ", border);
        }
        if (below > 0) {
            canvas.putRight(
                    canvas.cols() - 2,
                    canvas.rows() - 1,
                    " ↓ " + Wording.many(below, "more line") + " · PgDn ",
                    border);
        }
    }

    private List<Line> whole(int cols) {
        return joined(facts(cols, Integer.MAX_VALUE).lines(), checks(cols));
    }

    /**
     * All of it where there is room. Else shortened, and below that the whole of what was: facts give way before checks do, and a check
     * keeps its row before another has its details.
     */
    private List<Line> lines(int cols, int room) {
        var whole = whole(cols);
        if (whole.size() <= room) {
            return whole;
        }
        for (int most = CHANGES; most >= LEAST_FACT; most--) {
            var head = joined(facts(cols, most).lines(), checks(cols));
            if (head.size() <= room) {
                return inFull(head, facts(cols, Integer.MAX_VALUE).lines());
            }
        }
        var facts = facts(cols, LEAST_FACT).lines();
        var checks = gate.evidence().isEmpty()
                ? checks(cols)
                : approved(EvidenceLines.brief(gate.evidence(), cols, at.now()), cols);
        return inFull(
                joined(facts, checks),
                joined(
                        longer(checks(cols), checks),
                        longer(facts(cols, Integer.MAX_VALUE).lines(), facts)));
    }

    /** The same once more, as long as it is: who reads it has to know that nothing new begins here. */
    private static List<Line> inFull(List<Line> shown, List<Line> whole) {
        if (whole.isEmpty()) {
            return shown;
        }
        var lines = new ArrayList<>(joined(shown, List.of(Line.of("The same in full:", Role.TITLE))));
        lines.addAll(whole);
        return lines;
    }

    /** Nothing where nothing was shortened. */
    private static List<Line> longer(List<Line> whole, List<Line> shown) {
        return whole.equals(shown) ? List.of() : whole;
    }

    private static List<Line> joined(List<Line> upper, List<Line> lower) {
        var lines = new ArrayList<>(upper);
        if (!upper.isEmpty() && !lower.isEmpty()) {
            lines.add(Line.EMPTY);
        }
        lines.addAll(lower);
        return lines;
    }

    private Facts facts(int cols, int most) {
        var detail = at.detail();
        boolean mine = detail.step().equals(stop.id());
        var facts = new Facts(cols, LABEL);
        var back = gate.back();
        if (back != null) {
            return facts.fact("Why", back.reason() + " (" + back.by() + ")", Role.NORMAL, most)
                    .facts("Undo", facts.wrapped(undo(mine ? detail.undo() : List.of())), Role.NORMAL, most);
        }
        facts.fact("Because", StepView.because(stop, at), Role.NORMAL, most)
                .facts("Changes", mine ? facts.wrapped(detail.runs()) : List.of(), Role.NORMAL, most)
                .facts("Undo", facts.wrapped(undo(mine ? detail.undo() : List.of())), Role.NORMAL, most);
        new TroubleLines(at, false).atGate(facts, stop);
        return facts;
    }

    private List<String> undo(List<String> preview) {
        return Standing.undo(stop, preview);
    }

    /** What its checks saw, and who has approved. */
    private List<Line> checks(int cols) {
        return approved(evidence(cols), cols);
    }

    private List<Line> approved(List<Line> checks, int cols) {
        var lines = new ArrayList<>(checks);
        lines.addAll(ApprovalLines.of(at.run(), stop, cols, at.now()));
        return lines;
    }

    private List<Line> evidence(int cols) {
        if (!gate.evidence().isEmpty()) {
            return EvidenceLines.atGate(gate.evidence(), cols, at.now());
        }
        if (gate.back() != null) {
            return List.of(Line.of(
                    Glyph.NOT_APPLICABLE + " its gate's checks are about going forward: none keeps it", Role.DIM));
        }
        int wanted = stop.hold().checks().size();
        if (wanted == 0) {
            var alone = stop.hold().approvals() == 0 && foot.obstacle().isEmpty();
            return List.of(Line.of(
                    Glyph.NOT_APPLICABLE + " no checks" + (alone ? ": the phrase alone releases it" : ""), Role.DIM));
        }
        // A row for each, so that one sees what is waited for.
        var looking = gate instanceof Gate.Sensing;
        return stop.hold().checks().stream()
                .map(it -> Columns.cut(
                        (looking ? Glyph.SPINNER : Glyph.TO_DO) + " "
                                + SafeText.line(Template.show(
                                        Standing.named(it), at.run().values()))
                                + (looking ? ": being looked at" : ": not looked at yet"),
                        cols))
                .map(it -> Line.of(it, looking ? Role.RUN : Role.DIM))
                .toList();
    }
}
