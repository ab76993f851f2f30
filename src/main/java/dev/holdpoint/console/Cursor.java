package dev.holdpoint.console;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.run.Plan;
import org.jspecify.annotations.Nullable;

/**
 * Where the cursor stood, for a command that is refused: it leaves it there.
 *
 * @param step null on a heading
 */
record Cursor(Plan.@Nullable Stop step, int phase, boolean follows) {
    static Cursor of(Looking at) {
        return new Cursor(at.selected(), at.selectedPhase(), at.follows());
    }

    void back(Looking at) {
        if (follows) {
            at.follow();
        } else if (step != null) {
            at.goTo(step);
        } else {
            at.to(at.rows().rowOfPhase(phase));
        }
    }
}
