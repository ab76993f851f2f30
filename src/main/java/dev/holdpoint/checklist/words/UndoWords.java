package dev.holdpoint.checklist.words;

import dev.holdpoint.checklist.AtLeastOne;
import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.Shorthand;
import dev.holdpoint.checklist.Word;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("`undo`")
public record UndoWords(
        @Word("") @Shorthand @Nullable Way way,

        @Shorthand
        @AtLeastOne
        @Doc("actions that take the step back, in the order written; a list in place of fields means the same")
        @Nullable
        List<KindUse> steps,

        @Doc(
                value =
                        "how long taking it back is expected to take; what earlier runs have measured counts before it, as long as the step itself took where nobody says",
                example = "2m")
        @Nullable
        Said<Duration> expect,

        @Doc(value = "true where it cannot be taken back", fallback = "false")
        boolean none,

        @Doc("why it cannot be taken back") @Nullable Said<String> because,
        Place at) {

    /** {@code undo: automatic}: the kind's own way, which is what leaving it out means. */
    public enum Way {
        AUTOMATIC,
        NONE
    }
}
