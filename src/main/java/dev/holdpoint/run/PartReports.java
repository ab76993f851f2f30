package dev.holdpoint.run;

import dev.holdpoint.step.Progress;
import java.util.Map;
import java.util.Optional;

/**
 * Reports of one part of an undo. It is an action of its own that happens to be carried out for the step: what it remembers is not taken
 * for what the step has remembered, nor for that of another part or an earlier try.
 */
record PartReports(Task task, String part) implements Workplace.Reports {
    @Override
    public void remember(String key, String value) throws InterruptedException {
        task.remember(part + " " + key, value);
    }

    @Override
    public Optional<String> remembered(String key) {
        return task.remembered(part + " " + key);
    }

    @Override
    public void progress(Progress progress) {
        task.progress(progress);
    }

    @Override
    public void printed() {
        task.printed();
    }

    @Override
    public Map<String, String> identities() {
        return task.identities();
    }

    @Override
    public boolean mayBegin(String job) {
        return task.mayBegin(job);
    }

    @Override
    public void begins(String job, String boot) throws InterruptedException {
        task.begins(job, boot);
    }

    @Override
    public Optional<String> begun(String job) {
        return task.begun(job);
    }

    @Override
    public boolean stopping() {
        return task.stopping();
    }
}
