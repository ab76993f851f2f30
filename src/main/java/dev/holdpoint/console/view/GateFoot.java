package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.SafeText;
import dev.holdpoint.operator.Watched;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Gates;
import dev.holdpoint.run.Lifetimes;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Windows;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The foot of a gate: where it stands, and what the hand can do about it. */
final class GateFoot {
    /** Columns of the field beyond the phrase, so that one sees where it ends. */
    private static final int BEYOND = 8;

    private final Looking at;
    private final Panel.AtGate panel;
    private final Plan.Stop stop;
    private final Gate gate;
    private final ZoneId zone;

    GateFoot(Looking at, Panel.AtGate panel, Plan.Stop stop, ZoneId zone) {
        this.zone = zone;
        this.at = at;
        this.panel = panel;
        this.stop = stop;
        this.gate = at.run().status(stop).gate();
    }

    /** Rows that it takes at this width. */
    int rows(int cols) {
        return switch (gate) {
            case Gate.Armed armed when !at.watches() -> quoted(armed, cols).size() + 3;
            case Gate.Locked locked -> Columns.wrap(why(locked), cols).size() + 1;
            default -> 2;
        };
    }

    void draw(Canvas foot) {
        switch (gate) {
            case Gate.Locked locked -> locked(foot, locked);
            case Gate.Sensing sensing -> sensing(foot, sensing);
            case Gate.Armed armed -> armed(foot, armed);
            case Gate.Waiting ignored -> waiting(foot);
            case Gate.Counting counting -> counting(foot, counting);
            case Gate.Released ignored -> foot.put(0, 0, "Released.", Role.HOLD_ARMED);
        }
    }

    /** What keeps it locked whatever its checks see: nothing that is done at the gate arms it. */
    Optional<String> obstacle() {
        return Watched.obstacle(at.run(), stop, at.now(), zone).or(this::ends);
    }

    private Optional<String> ends() {
        return Lifetimes.obstacle(at.run(), stop, at.now());
    }

    private String why(Gate.Locked locked) {
        var reason = obstacle().orElse(locked.reason());
        return SafeText.line(
                reason.isBlank() ? "Locked: its checks have not been looked at." : "Locked: " + reason + ".");
    }

    private void locked(Canvas foot, Gate.Locked locked) {
        int y = 0;
        for (var line : Columns.wrap(why(locked), foot.cols())) {
            foot.put(0, y++, line, Role.HOLD);
        }
        hint(foot, at.watches() ? "esc leaves" : way() + "esc leaves");
    }

    /** What the hand can do about it here. */
    private String way() {
        if (Watched.obstacle(at.run(), stop, at.now(), zone).isPresent()) {
            return "";
        }
        if (ends().isPresent()) {
            return "a goes on anyway, with a reason · ";
        }
        return stop.hold().checks().isEmpty() ? "c arms it · " : "c looks again · ";
    }

    private void sensing(Canvas foot, Gate.Sensing sensing) {
        var since = Wording.span(Duration.between(sensing.since(), at.now()));
        var text = sensing.back() != null
                ? "Looking up what the undo would do … " + since
                : sensing.release()
                        ? "Looking at the checks once more before it starts … " + since
                        : "Looking at its checks … " + since;
        foot.put(0, 0, text, Role.RUN);
        var keys = sensing.release() ? "any key stops it" : "esc stops the looking and leaves";
        hint(foot, at.watches() ? "esc leaves" : keys);
    }

    private static String does(Gate.Armed armed) {
        return armed.back() == null ? "release" : "undo";
    }

    /** All of the phrase, however long it is: what cannot be read cannot be typed. */
    private static List<String> quoted(Gate.Armed armed, int cols) {
        return Columns.wrap("“" + armed.phrase() + "”", cols);
    }

    private void waiting(Canvas foot) {
        if (Windows.asks(at.run(), stop, at.now())) {
            foot.put(0, 0, "T" + Windows.ended(at.run(), at.now()).substring(1) + ": release anyway?", Role.FAIL);
            hint(foot, at.watches() ? at.run().driver() + " is asked" : "y releases it · esc takes the phrase back");
            return;
        }
        int missing = stop.hold().approvals() - at.run().approvals(stop).given().size();
        foot.put(0, 0, "The phrase is typed; missing: " + Wording.many(missing, "approval") + ".", Role.HOLD_ARMED);
        hint(foot, "holdpoint approve " + at.run().id() + " " + stop.id());
    }

    private void armed(Canvas foot, Gate.Armed armed) {
        if (at.watches()) {
            foot.put(
                    0,
                    0,
                    "Armed: " + at.run().driver() + " types its phrase to " + does(armed) + " it.",
                    Role.HOLD_ARMED);
            hint(foot, stands(armed));
            return;
        }
        int y = 0;
        foot.put(0, y++, "Type what stands between the quotes to " + does(armed) + ":", Role.HOLD_ARMED);
        for (var line : quoted(armed, foot.cols())) {
            foot.put(0, y++, line, Role.STRONG);
        }
        // On a row of its own: whoever types it has read it, and does not copy letter below letter.
        int x = foot.put(0, y, "Phrase: ", Role.DIM);
        int cols = Math.min(foot.cols() - x, Columns.of(armed.phrase()) + BEYOND);
        typed(foot.in(new Rect(x, y, cols, 1)), armed.phrase());
        var stands = stands(armed);
        var keys = (at.run().approvals(stop).missing() > 0
                        ? "F2 takes a reviewer's code"
                        : armed.back() == null ? "enter releases" : "enter undoes it")
                + " · F5 checks again · esc leaves";
        var all = stands.isEmpty() ? keys : stands + " · " + keys;
        hint(foot, Columns.of(all) <= foot.cols() ? all : stands);
    }

    /** How long it stays armed, and what went wrong so far; the keys stand in the footer as well. */
    private String stands(Gate.Armed armed) {
        var parts = new ArrayList<String>();
        if (armed.mistyped() > 0) {
            int left = 3 - armed.mistyped();
            parts.add("that was not it, " + left + (left == 1 ? " try left" : " tries left"));
        }
        Gates.goodUntil(stop, armed)
                .map(it -> "evidence is good for " + Wording.span(Duration.between(at.now(), it)))
                .ifPresent(parts::add);
        return String.join(" · ", parts);
    }

    /** What has been typed, right or wrong letter by letter; scrolls so that the cursor is seen. */
    private void typed(Canvas field, String wanted) {
        field.fill(field.whole(), " ", Role.INPUT);
        var typed = panel.input().text();
        int same = 0;
        while (same < typed.length() && same < wanted.length() && typed.charAt(same) == wanted.charAt(same)) {
            same++;
        }
        int cursor = Columns.of(typed.substring(0, panel.input().cursor()));
        int skip = Math.max(0, cursor - field.cols() + 1);
        int x = field.put(-skip, 0, typed.substring(0, same), Role.HOLD_ARMED.under(Role.INPUT));
        field.put(x, 0, typed.substring(same), Role.FAIL.under(Role.INPUT));
        field.cursor(cursor - skip, 0);
    }

    private void counting(Canvas foot, Gate.Counting counting) {
        var left = Duration.between(at.now(), counting.ends());
        long seconds = Math.max(0, (left.toMillis() + 999) / 1000);
        int x = foot.put(
                0,
                0,
                (counting.back() == null ? "Starts in " : "Its undo begins in ") + seconds + " s  ",
                Role.HOLD_ARMED);
        var all = Math.max(1, Gates.countdown(at.run(), stop).toMillis());
        foot.bar(x, 0, Math.min(30, foot.cols() - x), Math.clamp(1 - (double) left.toMillis() / all, 0, 1));
        hint(foot, "released by " + counting.by() + (at.watches() ? "" : " · any key stops it"));
    }

    private static void hint(Canvas foot, String text) {
        foot.put(0, foot.rows() - 1, Columns.cut(text, foot.cols()), Role.DIM);
    }
}
