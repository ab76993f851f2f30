package dev.holdpoint.step;

import java.util.List;
import java.util.Map;

/**
 * How a host puts the old state of a step back by itself, without this program ({@code guarded}).
 *
 * @param host a target of the checklist
 * @param note program text for sh that runs before the step does anything: it notes the old state in files in the folder
 *     {@code "$HP_GUARD"}, and fails where it cannot
 * @param parts program texts for sh, run one after the other until one fails; they find the same folder
 * @param environment of all of them; may hold secrets
 */
public record PutBack(String host, String note, List<String> parts, Map<String, String> environment) {
    public PutBack {
        parts = List.copyOf(parts);
        environment = Map.copyOf(environment);
    }

    /** The environment may hold secrets: only its names are shown. */
    @Override
    public String toString() {
        return "PutBack[" + host + ", " + parts + ", environment " + environment.keySet() + "]";
    }
}
