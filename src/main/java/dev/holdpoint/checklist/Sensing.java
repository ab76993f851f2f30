package dev.holdpoint.checklist;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at around a step while nobody waits for the look.
 *
 * @param keep how often a check step that is done is looked at again; null for never
 * @param soak what has to hold for how long before the step may start; null for nothing
 */
public record Sensing(@Nullable Duration keep, @Nullable Soak soak) {
    public static final Sensing NONE = new Sensing(null, null);

    /** Oftener would only be load. */
    public static final Duration LEAST_KEEP = Duration.ofSeconds(1);

    /**
     * Locked until so much time has passed with the checks green.
     *
     * @param after the steps whose end it counts from, the last of them
     */
    public record Soak(List<String> after, Duration length, List<KindUse> checks) {
        public Soak {
            after = List.copyOf(after);
            checks = List.copyOf(checks);
        }
    }
}
