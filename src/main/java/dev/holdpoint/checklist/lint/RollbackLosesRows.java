package dev.holdpoint.checklist.lint;

import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Step;
import java.util.stream.Stream;

/** Writing begins on the new side, and going back is offered as if nothing were lost by it. */
final class RollbackLosesRows implements Trap {
    @Override
    public String name() {
        return "rollback-loses-rows";
    }

    @Override
    public String advice() {
        return "what is written after this step is lost by going back; say so: undo: { none: true, because: … }, or make it a hold point";
    }

    @Override
    public Stream<Place> in(Reading reading) {
        return reading.steps().stream()
                .filter(it -> it.downtime() == Step.Downtime.ENDS)
                .filter(it -> it.hold() == null && !(it.undo() instanceof Step.UndoRule.None))
                .map(Step::at);
    }
}
