package dev.holdpoint.console.view;

import dev.holdpoint.console.keys.Footer;
import dev.holdpoint.console.keys.Permits;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Looking.Page;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Frame;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.console.terminal.Size;
import dev.holdpoint.operator.Command;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.RunFeed;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/** The whole screen: banner, header, body, one line of what goes on, one line of keys. */
public final class ScreenView {
    /** The smallest screen that is drawn. */
    public static final Size LEAST = new Size(60, 20);

    /** From this width on both panes stand side by side. */
    private static final int TWO_PANES = 100;

    /** From this height on a narrow screen shows the step below the checklist, in so many rows at least. */
    private static final int LEAST_STACKED = 17;

    private static final int LEAST_BELOW = 7;

    /** Rows that the panes keep below an open gate, or they are not shown. */
    private static final int ROOM_BELOW = 8;

    private final Looking at;
    private final Supplier<ZoneId> zones;

    /** @param zone of the clock in the header */
    public ScreenView(Looking at, ZoneId zone) {
        this(at, () -> zone);
    }

    /** @param zones asked anew for each frame */
    public ScreenView(Looking at, Supplier<ZoneId> zones) {
        this.at = at;
        this.zones = zones;
    }

    /** True where the checklist and the step stand side by side, so that neither has to be turned to. */
    public static boolean showsBoth(Size size) {
        return size.cols() >= TWO_PANES;
    }

    /** Whether there is a picture at this size. */
    public static boolean fits(Size size) {
        return size.cols() >= LEAST.cols() && size.rows() >= LEAST.rows();
    }

    /** Also tells what is looked at whether anything is seen. */
    public Frame frame(Size size) {
        var canvas = new Canvas(size);
        at.terminal(null);
        at.unseen(!fits(size));
        if (at.unseen()) {
            TooSmallView.draw(canvas, at);
        } else {
            whole(canvas);
        }
        return canvas.frame();
    }

    private void whole(Canvas canvas) {
        int top = banners(canvas);
        new HeaderView(at, zones.get()).draw(canvas.in(canvas.whole().below(top).top(HeaderView.ROWS)));
        var rest = canvas.whole().below(top + HeaderView.ROWS);
        var body = canvas.in(rest.above(2));
        var now = canvas.in(rest.bottom(2).top(1));
        body(body);
        var keys = footer(seen(body));
        new NowView(at, Footer.runsOn(keys)).draw(now);
        FooterView.draw(canvas.in(rest.bottom(1)), keys);
        panel(body, now);
    }

    /** What marks everything below. @return rows taken */
    private int banners(Canvas canvas) {
        int y = 0;
        if (at.run().rehearsal()) {
            canvas.fill(new Rect(0, y, canvas.cols(), 1), " ", Role.BANNER);
            var text = canvas.cols() < 90
                    ? "REHEARSAL · nothing real is touched"
                    : "REHEARSAL · every server here is a lab on this machine · nothing real is touched";
            canvas.put((canvas.cols() - Columns.of(text)) / 2, y++, text, Role.BANNER);
        }
        if (at.stall().isPresent()) {
            canvas.fill(new Rect(0, y, canvas.cols(), 1), " ", Role.ALARM);
            canvas.put(1, y++, Columns.cut(stalled(at.stall().get()), canvas.cols() - 2), Role.ALARM);
        }
        int silent = y + new SilenceView(at).draw(canvas.in(canvas.whole().below(y)));
        return silent
                + new KeptView(at, zones.get()).draw(canvas.in(canvas.whole().below(silent)));
    }

    private String stalled(RunFeed.Stall stall) {
        var since = Wording.clock(at.stalledSince(), zones.get()).substring(0, 5);
        return switch (stall.cause()) {
            case JOURNAL -> "NOTHING NEW STARTS: the journal cannot be written since " + since + ": " + stall.why();
            case DRIVER -> "NO NEWS since " + since + ": " + stall.why();
        };
    }

    private void body(Canvas body) {
        if (at.panel() instanceof Panel.AtRollback rollback) {
            new RollbackView(at, rollback).draw(body);
            return;
        }
        if (at.panel() instanceof Panel.AtGate gate) {
            var view = new GateView(at, gate, zones.get());
            int height = view.height(body.cols());
            if (body.rows() - height < ROOM_BELOW) {
                view.draw(body);
                return;
            }
            view.draw(body.in(body.whole().top(height)));
            panes(body.in(body.whole().below(height)), false);
            return;
        }
        panes(body, at.panel() == null || at.panel() instanceof Panel.Typing);
    }

    private void panes(Canvas body, boolean focus) {
        if (at.zoomed()) {
            step(body, focus, true);
        } else if (body.cols() >= TWO_PANES) {
            var checklist = new ChecklistView(at);
            int left = checklist.width(body.cols());
            checklist.draw(body.in(body.whole().left(left)), focus && at.page() == Page.CHECKLIST);
            step(body.in(body.whole().rightOf(left)), focus && at.page() == Page.STEP, false);
        } else if (at.page() == Page.CHECKLIST) {
            stacked(body, focus);
        } else {
            step(body, focus, true);
        }
    }

    /** One above the other: the checklist keeps what it needs and at least half; tab gives the step all of it. */
    private void stacked(Canvas body, boolean focus) {
        var checklist = new ChecklistView(at);
        int below = Math.min(body.rows() - checklist.height(), body.rows() - body.rows() / 2);
        below = Math.max(below, LEAST_BELOW);
        if (body.rows() < LEAST_STACKED) {
            checklist.draw(body, focus);
            return;
        }
        checklist.draw(body.in(body.whole().above(below)), focus);
        step(body.in(body.whole().bottom(below)), false, false);
    }

    private void step(Canvas pane, boolean focus, boolean alone) {
        var stop = at.selected();
        if (stop == null) {
            new PhaseView(at, at.selectedPhase()).draw(pane, focus);
        } else {
            new StepView(at, stop, zones.get()).draw(pane, focus, alone);
        }
    }

    private Footer.Seen seen(Canvas body) {
        if (at.zoomed() || body.cols() >= TWO_PANES) {
            return Footer.Seen.ALL;
        }
        return at.page() == Page.CHECKLIST && body.rows() >= LEAST_STACKED ? Footer.Seen.LITTLE : Footer.Seen.NOTHING;
    }

    private List<Footer.Item> footer(Footer.Seen seen) {
        return switch (at.panel()) {
            case null ->
                at.run().rollback().counting() != null && !at.watches() && !at.secretsMissing()
                        ? List.of(new Footer.Item("any key", "stops the countdown", 1))
                        : Footer.main(at, seen);
            case Panel.Typing ignored -> List.of(new Footer.Item("ctrl-]", "takes the keys back", 1));
            case Panel.Finding ignored ->
                List.of(new Footer.Item("enter", "finds", 1), new Footer.Item("esc", "leaves", 1));
            case Panel.Commanding ignored ->
                List.of(
                        new Footer.Item("enter", "does it", 1),
                        new Footer.Item("tab", "completes", 1),
                        new Footer.Item("↑ ↓", "history", 2),
                        new Footer.Item("esc", "leaves", 1));
            case Panel.AtGate gate -> gate(at.run().status(gate.step()).gate());
            default -> List.of();
        };
    }

    private List<Footer.Item> gate(Gate gate) {
        return switch (gate) {
            case Gate.Armed ignored when at.watches() -> Footer.gate(at);
            case Gate.Armed ignored
            when Permits.refusal(Command.CODE, at).isEmpty() ->
                List.of(
                        new Footer.Item("enter", "types the phrase", 1),
                        new Footer.Item("F2", Command.CODE.label(), 1),
                        new Footer.Item("F5", "checks again", 2),
                        new Footer.Item("esc", "leaves", 1),
                        new Footer.Item("F1", "keys", 3));
            case Gate.Armed armed ->
                List.of(
                        new Footer.Item("enter", armed.back() == null ? "releases" : "undoes it", 1),
                        new Footer.Item("F5", "checks again", 2),
                        new Footer.Item("esc", "leaves", 1),
                        new Footer.Item("F1", "keys", 3));
            case Gate.Counting ignored when at.watches() -> Footer.gate(at);
            case Gate.Counting ignored -> List.of(new Footer.Item("any key", "stops the countdown", 1));
            case Gate.Sensing sensing
            when sensing.release() && !at.watches() -> List.of(new Footer.Item("any key", "stops it", 1));
            default -> Footer.gate(at);
        };
    }

    private void panel(Canvas body, Canvas now) {
        switch (at.panel()) {
            case null -> {}
            case Panel.AtGate ignored -> {}
            case Panel.AtRollback ignored -> {}
            case Panel.Typing ignored -> {}
            case Panel.Asking asking -> AskingView.draw(body, at, asking);
            case Panel.Confirming confirming -> AskingView.draw(body, confirming);
            case Panel.Filling filling -> new FormView(at, filling.form()).draw(body);
            case Panel.Helping helping -> HelpView.draw(body, at, helping);
            case Panel.Notes notes -> NotesView.draw(body, at, notes.scroll(), zones.get());
            case Panel.Items items -> ItemsView.draw(body, at, items.scroll(), zones.get());
            case Panel.Commanding commanding -> CommandView.draw(body, now, commanding.line());
            case Panel.Finding finding -> CommandView.typed(now, "/", finding.input());
        }
    }
}
