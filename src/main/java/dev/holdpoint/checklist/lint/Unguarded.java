package dev.holdpoint.checklist.lint;

import dev.holdpoint.checklist.Place;
import java.util.stream.Stream;

/** A trap that a step with {@code guarded} does not walk into: its host puts the old state back. */
record Unguarded(Wording trap) implements Trap {
    @Override
    public String name() {
        return trap.name();
    }

    @Override
    public String advice() {
        return trap.advice();
    }

    @Override
    public Stream<Place> in(Reading reading) {
        return trap.found(reading).filter(it -> it.step().guarded() == null).map(Passage::at);
    }
}
