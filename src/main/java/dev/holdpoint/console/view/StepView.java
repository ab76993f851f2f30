package dev.holdpoint.console.view;

import dev.holdpoint.checklist.Hold;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.console.terminal.Size;
import dev.holdpoint.operator.Standing;
import dev.holdpoint.operator.Watched;
import dev.holdpoint.run.Expectations;
import dev.holdpoint.run.Keeping;
import dev.holdpoint.run.Lifetimes;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Readiness;
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.StepStatus;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Opening;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pane of one step: why, what it runs, how it stands, what its checks saw, what it prints, how far it is. */
final class StepView {
    private static final int LABEL = 8;
    private static final int LEAST_FOR_REASONS = 9;

    private final Looking at;
    private final Plan.Stop stop;
    private final StepStatus status;
    private final ZoneId zone;
    private boolean alone;

    /** @param zone in which times are shown */
    StepView(Looking at, Plan.Stop stop, ZoneId zone) {
        this.at = at;
        this.stop = stop;
        this.zone = zone;
        this.status = at.run().status(stop);
    }

    /** @param noChecklist the checklist is not on the screen, so that where it stands has to be said here */
    void draw(Canvas canvas, boolean focus, boolean noChecklist) {
        alone = noChecklist;
        var mark = Marks.of(at.run(), stop);
        var bad = status.state() == StepState.FAILED || status.state() == StepState.UNKNOWN;
        var border = bad ? mark.role() : focus ? Role.BORDER_FOCUS : Role.BORDER;
        canvas.box(canvas.whole(), "", border, Role.TITLE);
        var state = state(mark);
        int right = canvas.putRight(canvas.cols() - 2, 0, " " + state + " ", mark.role());
        var title = Columns.cut(stop.id() + " · " + stop.step().title(), right - 5);
        canvas.put(2, 0, " " + title + " ", focus || bad ? Role.TITLE : Role.DIM);
        var foot = foot();
        canvas.put(2, canvas.rows() - 1, foot, at.attempt() < at.attempts() ? Role.WARN : Role.DIM);
        inside(canvas, canvas.in(new Rect(2, 1, canvas.cols() - 4, canvas.rows() - 2)), Columns.of(foot));
    }

    private String state(Marks.Mark mark) {
        var text = mark.glyph() + " " + mark.word();
        var expected = expected();
        return switch (status.state()) {
            case RUNNING, VERIFYING, UNDOING ->
                text + " " + Wording.span(status.took(at.now()))
                        + (expected == null || Wording.instant(expected) ? "" : " of ~" + Wording.span(expected));
            case DONE -> Standing.byHand(stop, status) ? text : text + took(" in ") + planned(expected);
            case FAILED, UNKNOWN -> text + how() + when();
            default ->
                expected == null || Wording.instant(expected) ? text : text + ", takes ~" + Wording.span(expected);
        };
    }

    /** How long what stands here should take; null where nobody knows. */
    private @Nullable Duration expected() {
        if (status.state() != StepState.UNDOING) {
            return at.run().plan().expected(stop);
        }
        var undo = new Expectations(at.run(), at.now()).undo(stop);
        return undo.isZero() ? null : undo;
    }

    /** Which step of how many it is, and which attempt's output stands here; empty where there is only one. */
    private String foot() {
        var words = new ArrayList<String>();
        if (alone && applies(stop) && at.run().plan().mends(stop.id()) == null) {
            var walk = at.run().plan().walk();
            long before = walk.stream()
                    .filter(it -> it.place() <= stop.place() && applies(it))
                    .count();
            words.add("step " + before + " of "
                    + Wording.count(walk.stream().filter(this::applies).count()));
        }
        if (at.attempts() > 1 && stop.equals(at.selected())) {
            words.add("attempt " + at.attempt() + " of " + at.attempts());
        }
        return words.isEmpty() ? "" : " " + String.join(" · ", words) + " ";
    }

    /** As in the header: a way that this run does not go counts nowhere. */
    private boolean applies(Plan.Stop step) {
        return at.run().status(step).state() != StepState.NOT_APPLICABLE;
    }

    private String took(String word) {
        var took = status.took(at.now());
        return status.attempt() == 0 || Wording.instant(took) ? "" : word + Wording.span(took);
    }

    /** What it should have taken, where it was long enough to be told. */
    private String planned(@Nullable Duration expected) {
        return expected == null || took("").isEmpty() ? "" : " of ~" + Wording.span(expected);
    }

    /** The second attempt looks like the first else. */
    private String how() {
        return status.attempt() > 1 ? " · attempt " + status.attempt() : took(" after ");
    }

    private String when() {
        var ended = status.ended();
        return ended == null ? "" : " · " + Wording.clock(ended, zone);
    }

    private void inside(Canvas frame, Canvas inner, int foot) {
        boolean output = at.detail().output() != null && at.detail().step().equals(stop.id());
        boolean bare = (at.zoomed() && output) || small(inner) || terminal();
        int y = (bare ? reason(inner) : head(inner)).draw(inner, 0, 0);
        var parts = new PartsView(at, stop);
        int below = at.zoomed() ? 0 : parts.height(inner.rows() - y);
        if (!bare) {
            y = evidence(inner, y, output || below > 0);
        }
        int bottom = inner.rows() - below;
        if (stop.step().tty()) {
            at.terminal(new Size(inner.cols(), terminal() ? bottom - y : bottom));
        }
        if (output && bottom > y) {
            new OutputView(at).draw(frame, inner.in(new Rect(0, y, inner.cols(), bottom - y)), foot);
        }
        parts.draw(inner.in(new Rect(0, bottom, inner.cols(), below)));
    }

    /** A step that has a terminal gets all of the pane for it while it runs: what it was to do stood there before. */
    private boolean terminal() {
        return stop.step().tty() && status.state().active();
    }

    /** What a zoomed failure keeps above its output. */
    private Facts reason(Canvas inner) {
        var facts = new Facts(inner.cols(), LABEL);
        return status.state() == StepState.FAILED ? facts.fact("Failed", status.says(), Role.FAIL, 2) : facts;
    }

    /** Too small for reasons while something moves: what moves is shown. */
    private boolean small(Canvas inner) {
        return inner.rows() < LEAST_FOR_REASONS
                && status.state().active()
                && !stop.traits().byHand();
    }

    /**
     * What its checks saw, between rules.
     *
     * @param more something stands below
     * @return the first row behind it
     */
    private int evidence(Canvas inner, int from, boolean more) {
        int y = from;
        int room = inner.rows() - y - 1;
        var seen = EvidenceLines.within(seen(), inner.cols(), at.now(), room);
        if (!seen.isEmpty() || more) {
            rule(inner, y++);
        }
        for (var line : seen) {
            inner.put(0, y++, line);
        }
        if (!seen.isEmpty() && more) {
            rule(inner, y++);
        }
        return y;
    }

    /** Of what is looked at again and again the last look, also where it was no event. */
    private List<Evidence> seen() {
        var kept = at.run().senses().kept().get(stop.id());
        if (kept == null && !Watched.soaks(at.run(), stop)) {
            return status.evidence();
        }
        var last = at.seen(stop.id());
        return !last.isEmpty() || kept == null ? last : kept.evidence();
    }

    private static void rule(Canvas inner, int y) {
        inner.fill(new Rect(0, y, inner.cols(), 1), Glyph.HORIZONTAL.text(), Role.BORDER);
    }

    private Facts head(Canvas inner) {
        var facts = new Facts(inner.cols(), LABEL);
        int room = Math.max(1, inner.rows() / 6);
        switch (status.state()) {
            case FAILED -> {
                return new WrongStep(at, stop, alone).failed(inner.rows(), facts);
            }
            case UNKNOWN -> new WrongStep(at, stop, alone).unknown(facts);
            default -> ordinary(facts, room, inner.rows() / 2);
        }
        return facts;
    }

    private void ordinary(Facts facts, int room, int half) {
        var why = stop.step().why();
        facts.fact("Why", why == null ? "" : Template.show(why, at.run().values()), Role.NORMAL, room + 1);
        if (stop.isHold() && status.attempt() == 0) {
            facts.fact("Because", because(stop, at), Role.NORMAL, room + 1);
        }
        new TroubleLines(at, alone).add(facts, stop);
        if (status.state() == StepState.UNDOING) {
            facts.facts("Undo", undo(facts), Role.NORMAL, room + 2);
        } else {
            facts.facts(
                    stop.traits().byHand() ? "Do" : "Runs",
                    runs(facts),
                    Role.NORMAL,
                    status.attempt() == 0 ? Math.max(room + 2, half) : room + 2);
        }
        var missing = status.state() == StepState.TO_DO ? Readiness.missing(at.run(), stop) : List.<String>of();
        facts.fact("Needs", String.join(", ", missing), Role.WARN, 2);
        if (status.state() == StepState.TO_DO) {
            var lasts = Lifetimes.obstacle(at.run(), stop, at.now());
            facts.fact("Lasts", lasts.map(it -> it + " (:anyway goes on)").orElse(""), Role.WARN, 3);
        }
        facts.fact("Soaks", Watched.soak(at.run(), stop, at.now(), zone), Role.HOLD, 3);
        facts.fact("Kept", Watched.kept(at.run(), stop), Keeping.red(at.run(), stop) ? Role.FAIL : Role.NORMAL, 2);
        if (status.state() == StepState.DONE) {
            facts.facts("Undo", undo(facts), Role.DIM, 2);
        }
        said(facts);
        if (status.attempt() == 0) {
            marks(facts);
        }
        if (stop.isHold() && status.state() == StepState.TO_DO) {
            facts.line(hold(stop.hold()));
        }
        if (stop.traits().byHand() && status.state() == StepState.RUNNING) {
            facts.line(Line.of("space", Role.KEY).add(" ticks it off when it is done", Role.NORMAL));
        }
    }

    /** What it means for the run as a whole. */
    private void marks(Facts facts) {
        var step = stop.step();
        facts.fact("Takes", Standing.expected(at.run().plan(), stop), Role.NORMAL, 1);
        if (!step.verify().isEmpty()) {
            var within = dev.holdpoint.run.Spans.shortly(step.verifyWithin());
            facts.fact(
                    "Proof",
                    Wording.many(step.verify().size(), "check") + " afterwards"
                            + (step.verifyWithin().isZero() ? "" : ", within " + within),
                    Role.NORMAL,
                    1);
        }
        if (step.downtime() != null) {
            facts.fact(
                    "Users",
                    step.downtime() == Step.Downtime.STARTS ? "downtime starts here" : "downtime ends here",
                    Role.WARN,
                    1);
        }
        facts.fact(
                "Opens",
                items(
                        step.opens(),
                        stop.traits().opens().stream().map(Opening::item).toList()),
                Role.NORMAL,
                2);
        facts.fact("Closes", items(step.closes(), stop.traits().closes()), Role.NORMAL, 2);
    }

    private static String items(List<String> written, List<String> own) {
        return java.util.stream.Stream.concat(written.stream(), own.stream())
                .distinct()
                .collect(java.util.stream.Collectors.joining(", "));
    }

    private List<String> runs(Facts facts) {
        return at.detail().step().equals(stop.id()) ? facts.wrapped(at.detail().runs()) : List.of();
    }

    private List<String> undo(Facts facts) {
        return at.detail().step().equals(stop.id()) ? facts.wrapped(at.detail().undo()) : List.of();
    }

    static String because(Plan.Stop stop, Looking at) {
        return Standing.because(stop, at.run().values());
    }

    private static String people(Hold hold) {
        return hold.approvals() == 0 ? "" : ", " + Wording.many(hold.approvals(), "approval");
    }

    private Line hold(Hold hold) {
        var checks = hold.checks().isEmpty()
                ? "no checks"
                : Wording.many(hold.checks().size(), "check");
        return Line.of(Columns.pad("Gate", LABEL), Role.DIM)
                .add(Glyph.HOLD + " " + checks + people(hold) + ", a phrase to type; ", Role.HOLD)
                .add("g", Role.KEY)
                .add(
                        Watched.obstacle(at.run(), stop, at.now(), zone).isPresent() ? " shows it" : " opens it",
                        Role.NORMAL);
    }

    private void said(Facts facts) {
        if (!status.says().isBlank() && status.state() != StepState.RUNNING) {
            var by = status.by() == null || status.says().contains("by") ? "" : " (" + status.by() + ")";
            facts.fact(
                    switch (status.state()) {
                        case DONE -> "Result";
                        case VERIFYING -> "Done";
                        default -> "Reason";
                    },
                    status.says() + by,
                    Role.NORMAL,
                    3);
        }
    }
}
