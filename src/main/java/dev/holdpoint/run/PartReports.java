package dev.holdpoint.run;

import java.util.Optional;

/**
 * Reports of one part of an undo. It is an action of its own that happens to be carried out for the step: what it remembers is not taken
 * for what the step has remembered, nor for that of another part or an earlier try.
 */
final class PartReports extends PassedOn {
    private final String part;

    PartReports(Workplace.Reports task, String part) {
        super(task);
        this.part = part;
    }

    @Override
    public void remember(String key, String value) throws InterruptedException {
        super.remember(part + " " + key, value);
    }

    @Override
    public Optional<String> remembered(String key) {
        return super.remembered(part + " " + key);
    }

    @Override
    public Optional<String> ofThisAttempt(String key) {
        return super.ofThisAttempt(part + " " + key);
    }
}
