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

/** What checks have seen: a sign, what was checked, what was measured, how long ago; what is red with its details. */
final class EvidenceLines {
    private static final int AGE = 10;

    /** Narrower than this a sentence goes below its label. */
    private static final int ROOM = 26;

    private EvidenceLines() {}

    /** @param details at most so many lines below a red one */
    static List<Line> of(List<Evidence> evidence, int cols, Instant now, int details) {
        var lines = new ArrayList<Line>();
        int widest =
                evidence.stream().mapToInt(it -> Columns.of(it.label())).max().orElse(0);
        int label = Math.min(widest, Math.max(12, cols * 2 / 5));
        int room = cols - label - AGE - 4;
        for (var seen : evidence) {
            if (room >= ROOM) {
                beside(lines, seen, label, room, now);
            } else {
                below(lines, seen, cols, now);
            }
            if (!seen.green()) {
                details(lines, seen, cols, details);
            }
        }
        return lines;
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

    private static void details(List<Line> lines, Evidence seen, int cols, int most) {
        var details = seen.details();
        int shown = details.size() <= most ? details.size() : Math.max(0, most - 1);
        for (int i = 0; i < shown; i++) {
            lines.add(Line.of("    " + Columns.cut(SafeText.line(details.get(i)), cols - 4), Role.NORMAL));
        }
        if (shown < details.size()) {
            lines.add(Line.of("    … " + Wording.many(details.size() - shown, "more line"), Role.DIM));
        }
    }
}
