package dev.holdpoint.console.view;

import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.SafeText;
import dev.holdpoint.step.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What checks have seen, the red ones first: a sign, what was checked, what was measured, how long ago; what is red with its details. */
final class EvidenceLines {
    /** Columns of an age such as 13 min ago, and of the blank before it. */
    private static final int AGE = 11;

    /** Narrower than this a sentence goes below its label. */
    private static final int ROOM = 26;

    private EvidenceLines() {}

    private static List<Line> of(List<Evidence> evidence, int cols, Instant now) {
        return of(evidence, cols, now, false);
    }

    /** What is green with its details too: whoever releases a gate is to see what a check of it has shown, such as a difference. */
    static List<Line> atGate(List<Evidence> evidence, int cols, Instant now) {
        return of(evidence, cols, now, true);
    }

    private static List<Line> of(List<Evidence> evidence, int cols, Instant now, boolean all) {
        int label = label(evidence, cols);
        return redFirst(evidence).stream()
                .flatMap(it -> whole(it, label, cols, now, all).stream())
                .toList();
    }

    private static List<Line> whole(Evidence seen, int label, int cols, Instant now, boolean all) {
        var lines = new ArrayList<Line>();
        int room = cols - label - AGE - 4;
        if (room >= ROOM) {
            beside(lines, seen, label, room, now);
        } else {
            below(lines, seen, cols, now);
        }
        if (all || !seen.green()) {
            details(lines, seen, cols);
        }
        return lines;
    }

    /** As much of it as {@code rows} hold: a row for each check before the whole of any; the last one says how many more there are. */
    static List<Line> within(List<Evidence> evidence, int cols, Instant now, int rows) {
        var whole = of(evidence, cols, now);
        if (whole.size() <= rows || rows <= 0) {
            return rows <= 0 ? List.of() : whole;
        }
        int label = label(evidence, cols);
        var sorted = redFirst(evidence);
        var lines = new ArrayList<Line>();
        int spare = rows - 1 - sorted.size();
        for (var seen : sorted) {
            var all = whole(seen, label, cols, now, false);
            int shown = Math.min(all.size(), 1 + Math.max(0, spare));
            lines.addAll(shown == 1 && all.size() > 1 ? List.of(brief(seen, label, cols, now)) : all.subList(0, shown));
            spare -= shown - 1;
        }
        int shown = Math.min(lines.size(), rows - 1);
        var more = Line.of("… " + Wording.many(whole.size() - shown, "more line"), Role.DIM);
        return Stream.concat(lines.stream().limit(shown), Stream.of(more)).toList();
    }

    /** One row for each, whatever of its words fits there: so that none is out of sight for the length of another. */
    static List<Line> brief(List<Evidence> evidence, int cols, Instant now) {
        int label = label(evidence, cols);
        return redFirst(evidence).stream()
                .map(it -> brief(it, label, cols, now))
                .toList();
    }

    /** Both ends of what was measured: what it comes to stands at the end. */
    private static Line brief(Evidence seen, int label, int cols, Instant now) {
        int room = Math.max(0, cols - label - AGE - 4);
        return sign(seen)
                .add(" " + Columns.pad(SafeText.line(seen.label()), label) + "  ", Role.NORMAL)
                .add(Columns.pad(Wording.ends(SafeText.line(seen.sentence()), room), room), said(seen))
                .add(Columns.padLeft(Wording.age(seen.at(), now), AGE), Role.DIM);
    }

    private static List<Evidence> redFirst(List<Evidence> evidence) {
        // No Comparator.comparing: a first frame would wait for it (docs/performance.md).
        return evidence.stream()
                .sorted((a, b) -> Boolean.compare(a.green(), b.green()))
                .toList();
    }

    private static int label(List<Evidence> evidence, int cols) {
        int widest =
                evidence.stream().mapToInt(it -> Columns.of(it.label())).max().orElse(0);
        return Math.min(widest, Math.max(12, cols * 2 / 5));
    }

    /** The measured value beside what was checked, wrapped in its own column. */
    private static void beside(List<Line> lines, Evidence seen, int label, int room, Instant now) {
        var sentence = Columns.wrap(SafeText.line(seen.sentence()), room);
        lines.add(sign(seen)
                .add(" " + Columns.pad(SafeText.line(seen.label()), label) + "  ", Role.NORMAL)
                .add(Columns.pad(sentence.getFirst(), room), said(seen))
                .add(Columns.padLeft(Wording.age(seen.at(), now), AGE), Role.DIM));
        for (var more : sentence.subList(1, sentence.size())) {
            lines.add(Line.of(" ".repeat(label + 4), Role.NORMAL).add(more, said(seen)));
        }
    }

    private static void below(List<Line> lines, Evidence seen, int cols, Instant now) {
        lines.add(sign(seen)
                .add(" " + Columns.pad(SafeText.line(seen.label()), cols - AGE - 2), Role.NORMAL)
                .add(Columns.padLeft(Wording.age(seen.at(), now), AGE), Role.DIM));
        for (var line : Columns.wrap(SafeText.line(seen.sentence()), cols - 4)) {
            lines.add(Line.of("    " + line, seen.green() ? Role.DIM : Role.FAIL));
        }
    }

    private static Line sign(Evidence seen) {
        return seen.green() ? Line.of(Glyph.DONE.text(), Role.OK) : Line.of(Glyph.FAILED.text(), Role.FAIL);
    }

    private static Role said(Evidence seen) {
        return seen.green() ? Role.NORMAL : Role.FAIL;
    }

    private static void details(List<Line> lines, Evidence seen, int cols) {
        for (var detail : seen.more()) {
            Columns.wrap(SafeText.line(detail), cols - 4).forEach(it -> lines.add(Line.of("    " + it, Role.NORMAL)));
        }
    }
}
