package dev.holdpoint.console.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the run's feed has told about one step, asked once and kept until the run moves on.
 *
 * @param step its id; empty for none
 * @param runs what starting it would do, one line each
 * @param undo what undoing it would do, one line each
 * @param output what its last attempt has printed, or null where it has none
 */
public record Detail(
        String step,
        List<String> runs,
        List<String> undo,
        @Nullable Output output) {
    public static final Detail NONE = new Detail("", List.of(), List.of(), null);

    public Detail {
        runs = List.copyOf(runs);
        undo = List.copyOf(undo);
    }
}
