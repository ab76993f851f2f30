package dev.holdpoint.console.model;

import dev.holdpoint.console.terminal.Size;
import dev.holdpoint.operator.Focal;
import dev.holdpoint.run.Mending;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunFeed.Stall;
import dev.holdpoint.run.StepStatus;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Progress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything the screen is made of. Mutable, owned by the loop's thread; views only read it. */
public final class Looking {
    /** Which of the two panes has the keys, and the screen where only one fits. */
    public enum Page {
        CHECKLIST,
        STEP
    }

    private final Map<Integer, Boolean> folds = new HashMap<>();
    private final Progresses progress = new Progresses();
    private final Map<String, List<Evidence>> seen = new HashMap<>();
    private final Search search = new Search();
    private Run run;
    private Instant now;
    private Startle startle = Startle.NONE;
    private Rows rows;
    private Widths widths;
    private int row;
    private boolean follows = true;
    private Page page = Page.CHECKLIST;
    private boolean zoomed;
    private boolean watches;
    private Detail detail = Detail.NONE;
    private @Nullable Size terminal;
    private boolean unseen;
    private Attempt older = Attempt.NONE;
    private Optional<Stall> stall = Optional.empty();
    private List<String> watchers = List.of();
    private Instant stalledSince = Instant.EPOCH;
    private boolean secretsMissing;
    private @Nullable Panel panel;
    private Panel.@Nullable AtGate below;
    private @Nullable Notice notice;

    public Looking(Run run, Instant now) {
        this.run = run;
        this.now = now;
        this.rows = Rows.of(run, folds, -1);
        this.widths = Widths.of(run);
        follow();
    }

    /** The run has moved on. */
    public void show(Run next) {
        var leads = Leading.cursor(run, next, selected());
        run = next;
        widths = widths.after(next);
        if (panel instanceof Panel.AtGate || panel instanceof Panel.Typing) {
            layOut();
        } else if (leads != null) {
            put(leads);
            follows = focal(row);
        } else if (follows) {
            follow();
        } else {
            layOut();
        }
    }

    public void tick(Instant time) {
        now = time;
        if (notice != null && time.isAfter(notice.until())) {
            notice = null;
        }
    }

    private void layOut() {
        var step = selected();
        var phase = rows.size() > 0 && rows.isHeading(row) ? rows.phase(row) : -1;
        rows = Rows.of(run, folds, step == null ? -1 : phase(step));
        row = step != null ? rows.rowOfPlace(step.place()) : phase >= 0 ? rows.rowOfPhase(phase) : 0;
    }

    /** Puts the cursor where the run is, and keeps it there. */
    public void follow() {
        follows = true;
        Focal.of(run).ifPresent(this::put);
    }

    private void put(Plan.Stop stop) {
        rows = Rows.of(run, folds, phase(stop));
        row = rows.rowOfPlace(stop.place());
    }

    /** Moves the cursor by rows; the operator's hand wins over the run from here on. */
    public void move(int by) {
        to(row + by);
    }

    public void to(int wanted) {
        row = Math.clamp(wanted, 0, Math.max(0, rows.size() - 1));
        follows = focal(row);
    }

    private boolean focal(int at) {
        return Focal.of(run).map(it -> rows.rowOfPlace(it.place()) == at).orElse(false);
    }

    /** Puts the cursor on a step, unfolding its phase. */
    public void goTo(Plan.Stop stop) {
        folds.put(phase(stop), false);
        put(stop);
        follows = focal(row);
    }

    /** Folds or unfolds a phase; the cursor goes to its heading where its step is hidden. */
    public void fold(int phase, boolean folded) {
        folds.put(phase, folded);
        boolean within = selectedPhase() == phase && folded;
        layOut();
        if (within) {
            row = rows.rowOfPhase(phase);
            follows = false;
        }
    }

    /** The phase of the row under the cursor; -1 where there is none. */
    public int selectedPhase() {
        if (rows.size() == 0) {
            return -1;
        }
        return rows.isHeading(row) ? rows.phase(row) : phase(run.plan().stops().get(rows.place(row)));
    }

    /** One that mends stands with the step that it mends. */
    private int phase(Plan.Stop stop) {
        return Mending.above(run, stop).orElse(stop).phase();
    }

    /** The step under the cursor; null on a heading. */
    public Plan.@Nullable Stop selected() {
        return rows.size() == 0 || rows.isHeading(row)
                ? null
                : run.plan().stops().get(rows.place(row));
    }

    public @Nullable StepStatus selectedStatus() {
        var stop = selected();
        return stop == null ? null : run.status(stop);
    }

    public Run run() {
        return run;
    }

    public Instant now() {
        return now;
    }

    public Widths widths() {
        return widths;
    }

    public Rows rows() {
        return rows;
    }

    public int row() {
        return row;
    }

    public boolean follows() {
        return follows;
    }

    public Page page() {
        return page;
    }

    public void turnTo(Page wanted) {
        page = wanted;
    }

    /** The step pane has the whole screen. */
    public boolean zoomed() {
        return zoomed;
    }

    public void zoom(boolean wanted) {
        zoomed = wanted;
    }

    public Detail detail() {
        return detail;
    }

    public void show(Detail next) {
        detail = next;
    }

    /** How often the step under the cursor has been started; 0 on a heading. */
    public int attempts() {
        var status = selectedStatus();
        return status == null ? 0 : status.attempt();
    }

    /** The attempt whose output is looked at: the last one, unless a hand has paged back. */
    public int attempt() {
        var stop = selected();
        int last = attempts();
        return stop == null ? last : older.of(stop.id(), last);
    }

    /** Looks at the output of another attempt of the step under the cursor. */
    public void turnToAttempt(int number) {
        var stop = selected();
        older = stop == null ? Attempt.NONE : new Attempt(stop.id(), number, attempts());
    }

    /** How large the terminal of the selected step is, or would be if it ran; null where the last frame had no room for one. */
    public @Nullable Size terminal() {
        return terminal;
    }

    /** Told by the frame: only it knows. */
    public void terminal(@Nullable Size size) {
        terminal = size;
    }

    /** The window is too small for a picture: no key may act on what nobody sees. */
    public boolean unseen() {
        return unseen;
    }

    /** Told by the frame, and by whoever hears first that the window has shrunk. What is typed at that moment was meant for before it. */
    public void unseen(boolean now) {
        if (now != unseen) {
            startle("the window has just changed its size: that key did nothing");
        }
        unseen = now;
    }

    /** How far a running step is. */
    public Optional<Progress> progress(String step) {
        return progress.of(step);
    }

    /** What a running step says of its host that does not answer; empty while all of them do. */
    public Optional<Progress> silence() {
        return progress.silence(run);
    }

    public void progress(String step, Optional<Progress> now) {
        progress.put(step, now);
    }

    /** What the last look at it has seen that nobody waited for. */
    public List<Evidence> seen(String step) {
        return seen.getOrDefault(step, List.of());
    }

    public void seen(String step, List<Evidence> last) {
        seen.put(step, last);
    }

    public Search search() {
        return search;
    }

    /** Somebody else drives; here nothing can be done. */
    public boolean watches() {
        return watches;
    }

    public void watch() {
        watches = true;
    }

    /** Who else looks on, by name. */
    public List<String> watchers() {
        return watchers;
    }

    public void watchers(List<String> names) {
        watchers = List.copyOf(names);
    }

    /** When it was first seen that nothing goes on. */
    public Instant stalledSince() {
        return stalledSince;
    }

    public Optional<Stall> stall() {
        return stall;
    }

    public void stall(Optional<Stall> why) {
        stalledSince = why.map(Stall::cause).equals(stall.map(Stall::cause)) ? stalledSince : now;
        stall = why;
    }

    /** Secrets that the program has forgotten with a restart; nothing goes on before they are given again. */
    public boolean secretsMissing() {
        return secretsMissing;
    }

    public void secretsMissing(boolean missing) {
        secretsMissing = missing;
    }

    /** The form has to be filled in before anything else. */
    public boolean valuesMissing() {
        return !run.variablesSet() || secretsMissing;
    }

    public @Nullable Panel panel() {
        return panel;
    }

    /** Opens a panel; one that is opened at a gate gives way to the gate again. */
    public void open(Panel wanted) {
        below = panel instanceof Panel.AtGate gate && !(wanted instanceof Panel.AtGate) ? gate : null;
        panel = wanted;
    }

    /** Gives the keys and the screen to the selected step; closing gives both back as they were. */
    public void typeAt(Plan.Stop stop) {
        open(new Panel.Typing(stop.id(), page, zoomed));
        page = Page.STEP;
        zoomed = true;
        if (detail.output() != null) {
            detail.output().follow();
        }
    }

    /** Closes that panel; another one that was opened meanwhile stays. */
    public void close(Panel wanted) {
        if (wanted.equals(panel)) {
            close();
        }
    }

    /** Closes the panel that is open. */
    public void close() {
        if (panel instanceof Panel.Typing typing) {
            page = typing.page();
            zoomed = typing.zoomed();
            panel = null;
            if (follows) {
                follow();
            }
        }
        panel = below != null && stillHeld(below) ? below : null;
        below = null;
    }

    private boolean stillHeld(Panel.AtGate gate) {
        var status = run.status(gate.step());
        var forward = !run.rollback().bars() && !status.state().settled();
        return !status.state().active() && (forward || status.gate().back() != null);
    }

    /**
     * What had the operator's keys is gone from under the hands: keys meant for it must not do anything else for a moment.
     *
     * @param why what is said to such a key
     */
    public void startle(String why) {
        startle = Startle.of(why, now);
    }

    /** What is said to a key that was meant for something that is gone; empty after that moment. */
    public Optional<String> startled() {
        return startle.at(now);
    }

    public @Nullable Notice notice() {
        return notice;
    }

    public void say(String text) {
        notice = Notice.of(text, now);
    }

    public void refuse(String reason) {
        notice = Notice.refusal(reason, now);
    }

    public void hush() {
        notice = null;
    }
}
