package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Condition;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Step.Group;
import dev.holdpoint.checklist.words.StepWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step that stands where it will stand, before it is read and its needs are resolved.
 *
 * @param action its one kind; null where it looks only, or where what it does could not be told
 */
record Draft(
        String id,
        StepWords words,
        @Nullable KindUse action,
        Scope scope,
        List<Condition> conditions,
        @Nullable Group group,
        boolean anytime,
        Waits waits) {

    /**
     * What a step waits for.
     *
     * @param ids steps that are known already
     * @param asked ids that an author wrote, still to be found
     * @param soaks the one whose end it has to wait after, or null
     */
    record Waits(
            List<String> ids, List<Asked> asked, @Nullable Asked soaks) {
        Waits(List<String> ids, List<Asked> asked) {
            this(ids, asked, null);
        }

        Waits {
            ids = List.copyOf(ids);
            asked = List.copyOf(asked);
        }
    }

    /**
     * An id under {@code needs}.
     *
     * @param prefix of the file it stands in, empty or ending in a dot
     * @param word that it stands under
     */
    record Asked(String prefix, String id, Place at, String word) {
        Asked(String prefix, String id, Place at) {
            this(prefix, id, at, "needs");
        }
    }
}
