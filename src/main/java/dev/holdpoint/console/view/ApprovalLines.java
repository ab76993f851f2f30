package dev.holdpoint.console.view;

import dev.holdpoint.console.terminal.Columns;
import dev.holdpoint.console.terminal.Glyph;
import dev.holdpoint.console.terminal.Line;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.operator.SafeText;
import dev.holdpoint.run.Approvals;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Who has approved a hold point, and for whom it waits: a row each, below those of its checks. */
final class ApprovalLines {
    private static final String LABEL = " reviewer  ";
    private static final int AGE = 10;

    private ApprovalLines() {}

    /** Empty where the step asks for no approvals. */
    static List<Line> of(Run run, Plan.Stop stop, int cols, Instant now) {
        int number = stop.hold().approvals();
        var approvals = run.approvals(stop);
        var lines = new ArrayList<Line>();
        if (number == 0) {
            return lines;
        }
        for (var given : approvals.given()) {
            var how = given.how() == Approvals.How.CODE ? "by a spoken code" : "in a session of their own";
            lines.add(row(Glyph.DONE, Role.OK, given.by() + " has approved " + how, Role.NORMAL, cols - AGE)
                    .add(Columns.padLeft(Wording.age(given.at(), now), AGE), Role.DIM));
        }
        if (!approvals.voided().isEmpty()) {
            lines.add(row(Glyph.UNDONE, Role.WARN, approvals.voided(), Role.WARN, cols));
        }
        int missing = number - approvals.given().size();
        if (missing > 0) {
            lines.add(waiting(approvals, missing, cols));
        }
        return lines;
    }

    private static Line waiting(Approvals approvals, int missing, int cols) {
        if (approvals.digest().isEmpty()) {
            var text = Wording.many(missing, "approval") + " asked for when the checks are green";
            return row(Glyph.TO_DO, Role.DIM, text, Role.DIM, cols);
        }
        var left = approvals.of().stream().filter(it -> !approvals.by(it)).toList();
        if (left.size() < missing) {
            var text = "too few may approve: holdpoint reviewer add NAME names one more, then check again";
            return row(Glyph.FAILED, Role.FAIL, text, Role.FAIL, cols);
        }
        var of = missing == 1 ? "one" : String.valueOf(missing);
        return row(Glyph.TO_DO, Role.HOLD, "waiting for " + of + " of: " + String.join(", ", left), Role.NORMAL, cols);
    }

    private static Line row(Glyph sign, Role signRole, String text, Role role, int cols) {
        int room = Math.max(1, cols - LABEL.length() - 1);
        return Line.of(sign.text(), signRole)
                .add(LABEL, Role.NORMAL)
                .add(Columns.pad(Columns.cut(SafeText.line(text), room), room), role);
    }
}
