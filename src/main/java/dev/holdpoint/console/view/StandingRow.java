package dev.holdpoint.console.view;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Rect;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.Due;
import dev.holdpoint.operator.GoingBack;
import dev.holdpoint.operator.SafeText;
import dev.holdpoint.run.Forecast;
import dev.holdpoint.run.OpenItem;
import dev.holdpoint.run.SafeReturn;
import dev.holdpoint.run.StepState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The second line at the top: who drives, how far the run is, what is open, whether there is a way back, when it should end. Each part has
 * shorter forms; what matters least at three in the morning gives way first ({@link #GIVES_WAY}), and what is left out is never wrong.
 */
final class StandingRow {
    private static final String GAP = "   ";

    /** Columns of "journal 59 s ago". */
    private static final int AGE = 16;

    /** Of a name, before a time is cut. */
    private static final int SHORT_NAME = 6;

    /** What gives way to the rest, in this order: each mention is one form shorter, and behind the shortest it is gone. */
    private static final List<Part> GIVES_WAY = List.of(
            Part.ITEMS,
            Part.WATCHERS,
            Part.END,
            Part.RETURN,
            Part.DRIVER,
            Part.WRONG,
            Part.READ_ONLY,
            Part.RUNS_ON,
            Part.ITEMS,
            Part.END,
            Part.WATCHERS,
            Part.STEPS,
            Part.RETURN,
            Part.RUNS_ON,
            Part.RETURN,
            Part.STEPS,
            Part.DRIVER);

    /** In the order in which they stand. */
    private enum Part {
        DRIVER,
        READ_ONLY,
        WATCHERS,
        STEPS,
        WRONG,
        ITEMS,
        RETURN,
        END,
        RUNS_ON
    }

    private final Looking at;
    private final Forecast forecast;
    private final ZoneId zone;

    StandingRow(Looking at, Forecast forecast, ZoneId zone) {
        this.at = at;
        this.forecast = forecast;
        this.zone = zone;
    }

    void draw(Canvas canvas) {
        var last = at.run().lastEvent();
        int right = canvas.cols() - 1;
        if (last != null) {
            right = canvas.putRight(right, 1, "journal " + Wording.age(last, at.now()), Role.DIM);
        }
        // As if it were long in any case: nothing else may come and go with every tick of it.
        int room = Math.max(0, Math.min(right, canvas.cols() - 1 - AGE) - 3);
        canvas.in(new Rect(1, 1, room, 1)).put(0, 0, fitting(room));
    }

    private Line fitting(int room) {
        var forms = new EnumMap<Part, List<Line>>(Part.class);
        for (var part : Part.values()) {
            forms.put(part, forms(part, room));
        }
        var line = joined(forms);
        for (var part : GIVES_WAY) {
            if (line.cols() <= room) {
                break;
            }
            forms.computeIfPresent(part, (it, of) -> of.isEmpty() ? of : of.subList(1, of.size()));
            line = joined(forms);
        }
        return line;
    }

    private static Line joined(Map<Part, List<Line>> forms) {
        var line = Line.EMPTY;
        for (var of : forms.values()) {
            var form = of.isEmpty() ? Line.EMPTY : of.getFirst();
            line = line.cols() == 0
                    ? form
                    : form.cols() == 0 ? line : line.add(GAP, Role.NORMAL).add(form);
        }
        return line;
    }

    /** The longest first. A part that must never go has one form more than it is mentioned in {@link #GIVES_WAY}. */
    private List<Line> forms(Part part, int room) {
        return switch (part) {
            case DRIVER -> driver();
            case READ_ONLY ->
                at.watches()
                        ? List.of(Line.of("you watch, read-only", Role.WARN), Line.of("read-only", Role.WARN))
                        : List.of();
            case WATCHERS -> watchers();
            case STEPS ->
                GoingBack.heading(at.run(), at.now())
                        .map(it -> List.of(
                                Line.of(it, Role.FAIL),
                                Line.of(it, Role.FAIL),
                                Line.of(it.replace("ROLLING BACK", "BACK").replace(" of ", "/"), Role.FAIL)))
                        .orElseGet(this::steps);
            case WRONG -> List.of(wrong(true), wrong(false));
            case ITEMS -> items(room);
            case RETURN -> wayBack();
            case END -> end();
            case RUNS_ON ->
                at.run().runningOn()
                        ? List.of(Line.of("runs on by itself", Role.RUN), Line.of("runs on", Role.RUN))
                        : List.of();
        };
    }

    private List<Line> driver() {
        var name =
                SafeText.line(at.run().driver().isEmpty() ? "nobody" : at.run().driver());
        return List.of(
                Line.of("driver ", Role.DIM).add(name, Role.NORMAL),
                Line.of(name, Role.NORMAL),
                Line.of(Columns.cut(name, SHORT_NAME), Role.NORMAL));
    }

    private List<Line> watchers() {
        var names = at.watchers();
        if (names.isEmpty()) {
            return List.of();
        }
        return List.of(
                Line.of("watching ", Role.DIM).add(SafeText.line(String.join(", ", names)), Role.NORMAL),
                Line.of("watching ", Role.DIM).add(Wording.count(names.size()), Role.NORMAL));
    }

    private List<Line> steps() {
        int done = 0;
        int all = 0;
        for (int phase = 0; phase <= lastPhase(); phase++) {
            done += at.rows().settled(phase);
            all += at.rows().total(phase);
        }
        return List.of(
                Line.of("steps ", Role.DIM).add(Wording.count(done) + " of " + Wording.count(all), Role.NORMAL),
                Line.of(Wording.count(done) + "/" + Wording.count(all), Role.NORMAL));
    }

    private int lastPhase() {
        var stops = at.run().plan().walk();
        return stops.isEmpty() ? -1 : stops.getLast().phase();
    }

    private Line wrong(boolean words) {
        int failed = count(StepState.FAILED);
        int unknown = count(StepState.UNKNOWN);
        var line =
                failed == 0 ? Line.EMPTY : Line.of(Glyph.FAILED + " " + failed + (words ? " failed" : ""), Role.FAIL);
        if (unknown == 0) {
            return line;
        }
        return (failed == 0 ? line : line.add(GAP, Role.NORMAL))
                .add(Glyph.UNKNOWN + " " + unknown + (words ? " unknown" : ""), Role.WARN);
    }

    private int count(StepState state) {
        return (int) at.run().steps().stream().filter(it -> it.state() == state).count();
    }

    private List<Line> items(int room) {
        var open = at.run().openItems().values();
        if (open.isEmpty()) {
            return List.of(
                    Line.of("open items ", Role.DIM).add("none", Role.NORMAL),
                    Line.of("open ", Role.DIM).add("none", Role.NORMAL),
                    Line.EMPTY);
        }
        long late = open.stream().filter(it -> it.overdue(at.now())).count();
        var overdue = late == 0 ? "" : ", " + late + " OVERDUE";
        var role = late == 0 ? Role.WARN : Role.FAIL;
        var names = open.stream().map(OpenItem::name).map(SafeText::line).collect(Collectors.joining(", "));
        var count = open.size() + overdue;
        return List.of(
                Line.of("open items ", Role.DIM).add(count + ": " + Columns.cut(names, room / 3), role),
                Line.of("open items ", Role.DIM).add(count, role),
                Line.of("open ", Role.DIM).add(count, role));
    }

    private List<Line> wayBack() {
        var run = at.run();
        var back = SafeReturn.of(run, at.now());
        if (run.over() || run.rollback().bars() || !back.anything()) {
            return List.of();
        }
        if (back.noneSince() != null) {
            var since = Line.of("no way back since " + back.noneSince(), Role.WARN);
            var none = Line.of("no way back", Role.WARN);
            return List.of(since, since, none, none);
        }
        var until = back.until();
        if (until == null) {
            var rollback = Line.of("rollback " + takes(back), Role.NORMAL);
            return List.of(rollback, rollback);
        }
        var clock = minute(until);
        if (back.missed(at.now())) {
            var past = Line.of("PAST RETURN", Role.FAIL);
            return List.of(
                    Line.of("no safe return since " + clock, Role.FAIL)
                            .add(" (rollback " + takes(back) + ")", Role.DIM),
                    Line.of("no safe return since " + clock + byHand(back), Role.FAIL),
                    past,
                    past);
        }
        var close = Duration.between(at.now(), until).compareTo(Duration.ofMinutes(5)) < 0;
        var role = close ? Role.WARN : Role.NORMAL;
        return List.of(
                Line.of("safe return until ", Role.DIM)
                        .add(clock, role)
                        .add(" (rollback " + takes(back) + ")", Role.DIM),
                Line.of("safe return until ", Role.DIM).add(clock, role).add(byHand(back), Role.WARN),
                Line.of("return until ", Role.DIM).add(clock, role).add(byHand(back), Role.WARN),
                Line.of(back.byHand() == 0 ? "back until " : "back before ", Role.DIM)
                        .add(clock, role));
    }

    /** "~7m", and how many steps of it the program cannot take back itself. */
    private static String takes(SafeReturn back) {
        return back.takes().isZero() && back.byHand() > 0
                ? back.byHand() + " by hand"
                : "~" + GoingBack.roughly(back.takes()) + byHand(back);
    }

    /** No time is counted for these: the moment is earlier than it looks. */
    private static String byHand(SafeReturn back) {
        return back.byHand() == 0 ? "" : ", " + back.byHand() + " by hand";
    }

    private List<Line> end() {
        if (at.run().over() || !at.run().variablesSet()) {
            return List.of();
        }
        if (forecast.left().isZero()) {
            return List.of();
        }
        var ends = at.now().plus(forecast.left());
        var window = SafeReturn.windowEnd(at.run());
        var late = window != null && ends.isAfter(window);
        var word = forecast.unknown() == 0 ? "ends ~" : "ends after ";
        return List.of(
                Line.of(word, Role.DIM)
                        .add(minute(ends) + (late ? ", past the window" : ""), late ? Role.FAIL : Role.NORMAL),
                Line.of(word, Role.DIM).add(minute(ends), late ? Role.FAIL : Role.NORMAL));
    }

    /** "02:38"; with its day where that is not near. */
    private String minute(Instant when) {
        var far = Duration.between(at.now(), when).abs().compareTo(Duration.ofHours(18)) > 0;
        var shown = Due.shown(when, zone);
        return far ? shown : shown.substring(shown.indexOf(' ') + 1);
    }
}
