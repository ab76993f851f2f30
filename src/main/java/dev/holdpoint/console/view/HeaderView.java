package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.console.terminal.Style;
import dev.holdpoint.run.Downtimes;
import dev.holdpoint.run.Forecast;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The two lines at the top that never lie: title, clock, window and downtime; below them the {@link StandingRow}. */
final class HeaderView {
    static final int ROWS = 2;

    private static final int BAR = 10;

    /** The title gives way to the times: so much of it should stay, and so much must. */
    private static final int GOOD_TITLE = 24;

    private static final int LEAST_TITLE = 5;

    private final Looking at;
    private final ZoneId zone;
    private final Forecast forecast;

    HeaderView(Looking at, ZoneId zone) {
        this.at = at;
        this.zone = zone;
        this.forecast = Forecast.of(at.run(), at::progress, at.now());
    }

    void draw(Canvas canvas) {
        canvas.fill(canvas.whole().top(1), " ", Role.HEADER);
        canvas.fill(canvas.whole().top(ROWS).below(1), " ", Role.NORMAL);
        first(canvas);
        new StandingRow(at, forecast, zone).draw(canvas);
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
                if (detail.compareTo(Detail.BARE) < 0 && line.cols() + wanted <= cols) {
                    return line;
                }
            }
        }
        var bare = joined(times(Detail.BARE), Role.HEADER);
        return bare.cols() + Math.min(title, LEAST_TITLE) <= cols ? bare : joined(times(Detail.CLOCK), Role.HEADER);
    }

    /** How many words the first line has room for. */
    private enum Detail {
        FULL,
        NO_BAR,
        NO_FORECAST,
        SHORT,
        BARE,
        CLOCK
    }

    private List<Line> times(Detail detail) {
        var parts = new ArrayList<Line>();
        parts.add(Line.of(Wording.clock(at.now(), zone), Role.STRONG.under(Role.HEADER)));
        if (detail != Detail.CLOCK) {
            window(parts, detail);
            downtime(parts, detail);
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
        boolean full = detail.compareTo(Detail.SHORT) < 0;
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

    private void downtime(List<Line> parts, Detail detail) {
        var run = at.run();
        if (run.downtimeStarted() == null) {
            return;
        }
        boolean full = detail.compareTo(Detail.SHORT) < 0;
        boolean runs = Downtimes.running(run);
        var took = Downtimes.lasted(run, at.now());
        var planned = run.plan().checklist().window().downtime();
        var word = runs ? full ? "downtime " : "down " : "was down ";
        var text = word + Wording.span(took);
        if (planned == null) {
            parts.add(Line.of(text + inAll(detail), runs ? Role.WARN.under(Role.HEADER) : Role.HEADER));
            return;
        }
        if (detail != Detail.BARE) {
            text += (full ? " of " : "/") + Wording.span(planned);
        }
        parts.add(Line.of(text + inAll(detail), runs ? running(planned, took) : over(planned, took)));
    }

    private Style running(Duration planned, Duration took) {
        var left = planned.minus(took);
        return expected().compareTo(planned) > 0 && !left.isNegative()
                ? Role.WARN.under(Role.HEADER)
                : urgency((double) left.toMillis() / planned.toMillis(), left);
    }

    /** Users are served again: nothing of it is an alarm any more. */
    private static Style over(Duration planned, Duration took) {
        return took.compareTo(planned) > 0 ? Role.WARN.under(Role.HEADER) : Role.HEADER;
    }

    /** How long it will have lasted, zero where nobody knows. */
    private Duration expected() {
        var down = forecast.downtime();
        return down == null ? Duration.ZERO : down;
    }

    private String inAll(Detail detail) {
        if (!Downtimes.running(at.run()) || detail.compareTo(Detail.NO_FORECAST) >= 0) {
            return "";
        }
        var down = forecast.downtime();
        if (down == null) {
            return "";
        }
        return ", " + (forecast.downtimeUnknown() == 0 ? "~" : "at least ") + Wording.span(down) + " in all";
    }

    private static Line joined(List<Line> parts, Style gap) {
        var line = Line.EMPTY;
        for (var part : parts) {
            line = line.cols() == 0 ? part : line.add("   ", gap).add(part);
        }
        return line;
    }
}
