package dev.holdpoint.console.model;

import dev.holdpoint.run.Run;
import dev.holdpoint.step.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How far running steps are, as they have told last. */
final class Progresses {
    private final Map<String, Progress> told = new HashMap<>();

    Optional<Progress> of(String step) {
        return Optional.ofNullable(told.get(step));
    }

    void put(String step, Optional<Progress> now) {
        now.ifPresentOrElse(it -> told.put(step, it), () -> told.remove(step));
    }

    /** What a running step says of its host that does not answer: the same one in every frame, where there are several. */
    Optional<Progress> silence(Run run) {
        return told.entrySet().stream()
                .filter(it -> it.getValue().silent()
                        && run.status(it.getKey()).state().active())
                .min((one, other) -> Integer.compare(
                        run.plan().stop(one.getKey()).place(),
                        run.plan().stop(other.getKey()).place()))
                .map(Map.Entry::getValue);
    }
}
