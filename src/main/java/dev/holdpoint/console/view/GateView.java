package dev.holdpoint.console.view;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.pane.SafeText;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Readiness;
import dev.holdpoint.run.StepStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A hold point: why it is one, what would change, how it is undone, what its checks saw, and what it is still locked by. */
final class GateView {
    private static final int LABEL = 10;
    private static final int FEET = 3;

    /** Lines of commands: here every word counts. */
    private static final int CHANGES = 12;

    private static final int UNDO = 6;

    private final Looking at;
    private final Panel.AtGate panel;
    private final Plan.Stop stop;
    private final StepStatus status;
    private final Gate gate;

    GateView(Looking at, Panel.AtGate panel) {
        this.at = at;
        this.panel = panel;
        this.stop = at.run().plan().stop(panel.step());
        this.status = at.run().status(stop);
        this.gate = status.gate();
    }

    /** Rows that everything of it takes at this width. */
    int height(int cols) {
        return facts(cols - 4, Integer.MAX_VALUE).lines().size()
                + 1
                + checks(cols - 4, Integer.MAX_VALUE).size()
                + FEET
                + 2;
    }

    void draw(Canvas canvas) {
        var mark = Marks.of(stop, status);
        canvas.clear(canvas.whole());
        canvas.box(canvas.whole(), "", mark.role(), mark.role());
        var title = mark.glyph() + " HOLD POINT · " + stop.id() + " · "
                + stop.step().title();
        canvas.put(2, 0, " " + Columns.cut(title, canvas.cols() - 6) + " ", mark.role());
        var inner = canvas.in(new Rect(2, 1, canvas.cols() - 4, canvas.rows() - 2));
        int room = inner.rows() - FEET;
        var all = facts(inner.cols(), Integer.MAX_VALUE);
        var checks = checks(inner.cols(), 4);
        var facts = all;
        for (int most = CHANGES; most > 2 && facts.lines().size() + 1 + checks.size() > room; most--) {
            facts = facts(inner.cols(), most);
        }
        int y = facts.draw(inner, 0, 0);
        y = y + 1 + checks.size() <= room ? y + 1 : y;
        for (var line : checks.subList(0, Math.clamp(room - y, 0, checks.size()))) {
            inner.put(0, y++, line);
        }
        foot(inner.in(new Rect(0, inner.rows() - 2, inner.cols(), 2)));
    }

    private Facts facts(int cols, int most) {
        var detail = at.detail();
        boolean mine = detail.step().equals(stop.id());
        var facts = new Facts(cols, LABEL);
        return facts.fact("Because", StepView.because(stop, at), Role.NORMAL, most)
                .facts("Changes", mine ? facts.wrapped(detail.runs()) : List.of(), Role.NORMAL, Math.min(most, CHANGES))
                .facts(
                        "Undo",
                        facts.wrapped(undo(mine ? detail.undo() : List.of())),
                        Role.NORMAL,
                        Math.min(most, UNDO));
    }

    private List<String> undo(List<String> preview) {
        if (stop.step().undo() instanceof Step.UndoRule.None(String because)) {
            return List.of("cannot be taken back: " + because);
        }
        return preview.isEmpty() ? List.of("none by the program: it would be taken back by hand") : preview;
    }

    /** What its checks saw, and who has approved. */
    private List<Line> checks(int cols, int details) {
        var lines = new ArrayList<>(evidence(cols, details));
        lines.addAll(ApprovalLines.of(at.run(), stop, cols, at.now()));
        return lines;
    }

    private List<Line> evidence(int cols, int details) {
        if (!gate.evidence().isEmpty()) {
            return EvidenceLines.of(gate.evidence(), cols, at.now(), details);
        }
        int wanted = stop.hold().checks().size();
        if (wanted == 0) {
            var alone = stop.hold().approvals() == 0 ? " no checks: the phrase alone releases it" : " no checks";
            return List.of(Line.of(Glyph.NOT_APPLICABLE + alone, Role.DIM));
        }
        var looking = gate instanceof Gate.Sensing;
        return List.of(Line.of(
                (looking ? Glyph.SPINNER : Glyph.TO_DO) + " " + Wording.many(wanted, "check")
                        + (looking ? " being looked at" : ", not looked at yet"),
                looking ? Role.RUN : Role.DIM));
    }

    /** Where it stands, and what the hand can do about it. */
    private void foot(Canvas foot) {
        switch (gate) {
            case Gate.Locked locked -> locked(foot, locked);
            case Gate.Sensing sensing -> sensing(foot, sensing);
            case Gate.Armed armed -> armed(foot, armed);
            case Gate.Waiting ignored -> waiting(foot);
            case Gate.Counting counting -> counting(foot, counting);
            case Gate.Released ignored -> foot.put(0, 0, "Released.", Role.HOLD_ARMED);
        }
    }

    private void locked(Canvas foot, Gate.Locked locked) {
        var reason = Readiness.obstacle(at.run(), stop).orElse(locked.reason());
        var text = reason.isBlank() ? "Locked: its checks have not been looked at." : "Locked: " + reason + ".";
        foot.put(0, 0, Columns.cut(SafeText.line(text), foot.cols()), Role.HOLD);
        if (at.watches()) {
            hint(foot, "esc leaves");
            return;
        }
        hint(foot, stop.hold().checks().isEmpty() ? "c arms it · esc leaves" : "c looks again · esc leaves");
    }

    private void sensing(Canvas foot, Gate.Sensing sensing) {
        var since = Wording.span(Duration.between(sensing.since(), at.now()));
        var text = sensing.release()
                ? "Looking at the checks once more before it starts … " + since
                : "Looking at its checks … " + since;
        foot.put(0, 0, text, Role.RUN);
        if (at.watches()) {
            return;
        }
        hint(foot, sensing.release() ? "any key stops it" : "esc leaves; the looking goes on");
    }

    private void waiting(Canvas foot) {
        int missing = stop.hold().approvals() - at.run().approvals(stop).given().size();
        foot.put(0, 0, "The phrase is typed; missing: " + Wording.many(missing, "approval") + ".", Role.HOLD_ARMED);
        hint(foot, "holdpoint approve " + at.run().id() + " " + stop.id() + " · p a reviewer's code");
    }

    private void armed(Canvas foot, Gate.Armed armed) {
        if (at.watches()) {
            foot.put(0, 0, "Armed: " + at.run().driver() + " types its phrase to release it.", Role.HOLD_ARMED);
            return;
        }
        int x = foot.put(0, 0, "Type ", Role.HOLD_ARMED);
        x = foot.put(x, 0, armed.phrase(), Role.STRONG);
        x = foot.put(x, 0, " to release: ", Role.HOLD_ARMED);
        int room = foot.cols() - x;
        if (room < Columns.of(armed.phrase()) + 2) {
            x = 0;
        }
        int y = x == 0 ? 1 : 0;
        var field = foot.in(new Rect(x, y, Math.min(foot.cols() - x, Columns.of(armed.phrase()) + 8), 1));
        phrase(field, armed.phrase());
        if (y == 0) {
            hint(foot, hint(armed));
        }
    }

    private String hint(Gate.Armed armed) {
        var tries = armed.mistyped() == 0
                ? ""
                : "that was not it, "
                        + Wording.many(3 - armed.mistyped(), "try").replace("trys", "tries") + " left · ";
        var oldest = armed.evidence().stream().map(it -> it.at()).min(java.util.Comparator.naturalOrder());
        var good = oldest.map(
                        it -> Duration.between(at.now(), it.plus(stop.hold().fresh())))
                .map(it -> "evidence is good for " + Wording.span(it) + " · ")
                .orElse("");
        return tries + good + "enter releases · F5 checks again · esc leaves";
    }

    /** What has been typed, right or wrong letter by letter. */
    private void phrase(Canvas field, String wanted) {
        field.fill(field.whole(), " ", Role.INPUT);
        var typed = panel.input().text();
        int same = 0;
        while (same < typed.length() && same < wanted.length() && typed.charAt(same) == wanted.charAt(same)) {
            same++;
        }
        int x = field.put(0, 0, typed.substring(0, same), Role.HOLD_ARMED.under(Role.INPUT));
        field.put(x, 0, typed.substring(same), Role.FAIL.under(Role.INPUT));
        field.cursor(Columns.of(typed.substring(0, panel.input().cursor())), 0);
    }

    private void counting(Canvas foot, Gate.Counting counting) {
        var left = Duration.between(at.now(), counting.ends());
        long seconds = Math.max(0, (left.toMillis() + 999) / 1000);
        int x = foot.put(0, 0, "Starts in " + seconds + " s  ", Role.HOLD_ARMED);
        var all = Math.max(1, stop.hold().countdown().toMillis());
        foot.bar(x, 0, Math.min(30, foot.cols() - x), Math.clamp(1 - (double) left.toMillis() / all, 0, 1));
        hint(foot, "released by " + counting.by() + (at.watches() ? "" : " · any key stops it"));
    }

    private static void hint(Canvas foot, String text) {
        foot.put(0, 1, Columns.cut(text, foot.cols()), Role.DIM);
    }
}
