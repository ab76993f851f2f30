package dev.holdpoint.run;

import dev.holdpoint.step.Progress;
import java.util.Map;
import java.util.Optional;

/** Reports that go on to others as they are; who has something to add changes that one only. */
public abstract class PassedOn implements Workplace.Reports {
    private final Workplace.Reports reports;

    protected PassedOn(Workplace.Reports reports) {
        this.reports = reports;
    }

    @Override
    public void progress(Progress progress) {
        reports.progress(progress);
    }

    @Override
    public void printed() {
        reports.printed();
    }

    @Override
    public void remember(String key, String value) throws InterruptedException {
        reports.remember(key, value);
    }

    @Override
    public Optional<String> remembered(String key) {
        return reports.remembered(key);
    }

    @Override
    public Optional<String> ofThisAttempt(String key) {
        return reports.ofThisAttempt(key);
    }

    @Override
    public Map<String, String> identities() {
        return reports.identities();
    }

    @Override
    public Optional<String> barred(String job) {
        return reports.barred(job);
    }

    @Override
    public void begins(String job, String place) throws InterruptedException {
        reports.begins(job, place);
    }

    @Override
    public Optional<String> begun(String job) {
        return reports.begun(job);
    }

    @Override
    public boolean stopping() {
        return reports.stopping();
    }
}
