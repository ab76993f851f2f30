package dev.holdpoint.run.work;

import dev.holdpoint.run.Workplace;
import dev.holdpoint.step.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports of an attempt that nobody stops: what they are told is kept in here, and the hosts in {@link #seen} were connected to. */
final class NotedReports implements Workplace.Reports {
    final List<String> said = new ArrayList<>();
    final Map<String, String> begun = new HashMap<>();
    final Map<String, String> seen = new HashMap<>();

    @Override
    public void progress(Progress progress) {
        said.add(progress.says());
    }

    @Override
    public void printed() {}

    @Override
    public void remember(String key, String value) {}

    @Override
    public Optional<String> remembered(String key) {
        return Optional.empty();
    }

    @Override
    public Optional<String> ofThisAttempt(String key) {
        return Optional.empty();
    }

    @Override
    public Map<String, String> identities() {
        return seen;
    }

    @Override
    public Optional<String> barred(String job) {
        return Optional.empty();
    }

    @Override
    public void begins(String job, String place) {
        begun.put(job, place);
    }

    @Override
    public Optional<String> begun(String job) {
        return Optional.ofNullable(begun.get(job));
    }

    @Override
    public boolean stopping() {
        return false;
    }
}
