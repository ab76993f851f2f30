package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.console.terminal.Style;
import dev.holdpoint.operator.GoingBack;
import dev.holdpoint.run.StepState;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The two lines at the top that never lie: title, clock, window and downtime; driver, open items, age of the journal. */
final class HeaderView {
    static final int ROWS = 2;

    private static final int BAR = 10;

    /** Behind the heading of a rollback; a word that is cut says nothing. */
    private static final int ROOM_FOR_ITEMS = 10;

    /** The title gives way to the times: so much of it should stay, and so much must. */
    private static final int GOOD_TITLE = 24;

    private static final int LEAST_TITLE = 5;

    private final Looking at;
    private final ZoneId zone;

    HeaderView(Looking at, ZoneId zone) {
        this.at = at;
        this.zone = zone;
    }

    void draw(Canvas canvas) {
        canvas.fill(canvas.whole().top(1), " ", Role.HEADER);
        canvas.fill(canvas.whole().top(ROWS).below(1), " ", Role.NORMAL);
        first(canvas);
        second(canvas);
    }

    private void first(Canvas canvas) {
        int brand = canvas.put(1, 0, "HOLDPOINT", Role.STRONG.under(Role.HEADER)) + 2;
        var title = at.run().plan().checklist().title();
        var right = right(canvas.cols() - brand - 2, Columns.of(title));
        int from = canvas.cols() - 1 - right.cols();
        canvas.put(from, 0, right);
        canvas.put(brand, 0, Columns.cut(title, from - brand - 2), Role.HEADER);
    }

    /**
     * Clock, window and downtime. Their words are shortened before the title is cut, and the title is cut before a time is left out.
     *
     * @param cols for all of the row
     * @param title columns of the whole title
     */
    private Line right(int cols, int title) {
        for (int wanted : new int[] {title, Math.min(title, GOOD_TITLE), Math.min(title, LEAST_TITLE)}) {
            for (var detail : Detail.values()) {
                var line = joined(times(detail), Role.HEADER);
                if (detail != Detail.CLOCK && line.cols() + wanted <= cols) {
                    return line;
                }
            }
        }
        return joined(times(Detail.CLOCK), Role.HEADER);
    }

    /** How many words the first line has room for. */
    private enum Detail {
        FULL,
        NO_BAR,
        SHORT,
        CLOCK
    }

    private List<Line> times(Detail detail) {
        var parts = new ArrayList<Line>();
        parts.add(Line.of(Wording.clock(at.now(), zone), Role.STRONG.under(Role.HEADER)));
        if (detail != Detail.CLOCK) {
            window(parts, detail);
            downtime(parts, detail != Detail.SHORT);
        }
        return parts;
    }

    private void window(List<Line> parts, Detail detail) {
        var length = at.run().plan().checklist().window().length();
        var begun = at.run().begun();
        if (length == null || begun == null) {
            return;
        }
        var left = at.run().variablesSet() ? length.minus(Duration.between(begun, at.now())) : length;
        var share = Math.clamp((double) left.toMillis() / length.toMillis(), 0, 1);
        var style = urgency(share, left);
        boolean full = detail != Detail.SHORT;
        var line = full ? Line.of("window ", Role.HEADER) : Line.EMPTY;
        if (detail == Detail.FULL) {
            line = line.add(bar(share, style)).add(" ", Role.HEADER);
        }
        parts.add(line.add(
                left.isNegative()
                        ? Wording.roughly(left.negated()) + (full ? " over the window" : " over")
                        : Wording.roughly(left) + " left",
                style));
    }

    private static Line bar(double share, Style style) {
        int full = (int) Math.round(share * BAR);
        return Line.of(Glyph.BAR_FULL.text().repeat(full), style)
                .add(Glyph.BAR_EMPTY.text().repeat(BAR - full), Role.HEADER);
    }

    private static Style urgency(double share, Duration left) {
        if (left.isNegative() || left.isZero()) {
            return Role.FAIL.under(Role.HEADER);
        }
        return share < 0.2 ? Role.WARN.under(Role.HEADER) : Role.HEADER;
    }

    private void downtime(List<Line> parts, boolean full) {
        var started = at.run().downtimeStarted();
        if (started == null) {
            return;
        }
        var ended = at.run().downtimeEnded();
        var took = Duration.between(started, ended == null ? at.now() : ended);
        var planned = at.run().plan().checklist().window().downtime();
        var text = (full ? "downtime " : "down ") + Wording.span(took);
        if (planned == null) {
            parts.add(Line.of(text, ended == null ? Role.WARN.under(Role.HEADER) : Role.HEADER));
            return;
        }
        var left = planned.minus(took);
        var style = ended != null && !left.isNegative()
                ? Role.HEADER
                : urgency((double) left.toMillis() / planned.toMillis(), left);
        parts.add(Line.of(text + (full ? " of " : "/") + Wording.span(planned), style));
    }

    private void second(Canvas canvas) {
        var run = at.run();
        var last = run.lastEvent();
        int right = canvas.cols() - 1;
        if (last != null) {
            right = canvas.putRight(right, 1, "journal " + Wording.age(last, at.now()), Role.DIM);
        }
        var left = canvas.in(new Rect(0, 1, Math.max(0, right - 2), 1));
        int x = wide(left) ? left.put(1, 0, "driver ", Role.DIM) : 1;
        x = left.put(x, 0, run.driver().isEmpty() ? "nobody" : run.driver(), Role.NORMAL) + 3;
        if (at.watches()) {
            x = left.put(x, 0, wide(left) ? "you watch, read-only" : "read-only", Role.WARN) + 3;
        }
        var back = GoingBack.heading(run, at.now());
        x = back.isPresent() ? left.put(x, 0, back.get(), Role.FAIL) + 3 : steps(left, x);
        x = wrong(left, x);
        x = back.isEmpty() || left.cols() - x > ROOM_FOR_ITEMS ? items(left, x) : x;
        var runsOn = wide(left) ? "runs on by itself" : "runs on";
        if (run.runningOn() && x + runsOn.length() <= left.cols()) {
            left.put(x, 0, runsOn, Role.RUN);
        }
    }

    /** Whether there is room for whole words. */
    private static boolean wide(Canvas left) {
        return left.cols() > 70;
    }

    private int steps(Canvas left, int x) {
        int done = 0;
        int all = 0;
        for (int phase = 0; phase <= lastPhase(); phase++) {
            done += at.rows().settled(phase);
            all += at.rows().total(phase);
        }
        int from = left.put(x, 0, "steps ", Role.DIM);
        return left.put(from, 0, Wording.count(done) + " of " + Wording.count(all), Role.NORMAL) + 3;
    }

    private int wrong(Canvas left, int x) {
        int failed = count(StepState.FAILED);
        int unknown = count(StepState.UNKNOWN);
        int to = x;
        if (failed > 0) {
            to = left.put(to, 0, Glyph.FAILED + " " + failed + (wide(left) ? " failed" : ""), Role.FAIL) + 3;
        }
        if (unknown > 0) {
            to = left.put(to, 0, Glyph.UNKNOWN + " " + unknown + (wide(left) ? " unknown" : ""), Role.WARN) + 3;
        }
        return to;
    }

    private int count(StepState state) {
        return (int) at.run().steps().stream().filter(it -> it.state() == state).count();
    }

    private int lastPhase() {
        var stops = at.run().plan().walk();
        return stops.isEmpty() ? -1 : stops.getLast().phase();
    }

    private int items(Canvas left, int x) {
        var open = at.run().openItems();
        int from = left.put(x, 0, wide(left) ? "open items " : "open ", Role.DIM);
        if (open.isEmpty()) {
            return left.put(from, 0, "none", Role.NORMAL) + 3;
        }
        var room = left.cols() - from - (at.run().runningOn() ? 22 : 2);
        var names = open.size() + ": " + String.join(", ", open.keySet());
        var text = Columns.of(names) <= room || room > 30 ? Columns.cut(names, room) : String.valueOf(open.size());
        return left.put(from, 0, text, Role.WARN) + 3;
    }

    private static Line joined(List<Line> parts, Style gap) {
        var line = Line.EMPTY;
        for (var part : parts) {
            line = line.cols() == 0 ? part : line.add("   ", gap).add(part);
        }
        return line;
    }
}
