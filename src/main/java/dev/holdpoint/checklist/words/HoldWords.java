package dev.holdpoint.checklist.words;

import dev.holdpoint.checklist.AtLeastOne;
import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Said;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("`hold`")
public record HoldWords(
        @Doc(value = "why it is one", example = "From here on new rows exist only in the new database.") @Nullable
        Said<String> because,

        @AtLeastOne
        @Doc(
                "checks that must be green when it is armed and again when it is released; each look has the step's `timeout`, or else an hour")
        @Nullable
        List<KindUse> checks,

        @Doc(
                value = "how old green evidence may be, from the end of the look; longer than `countdown`",
                fallback = "2m")
        Said<Duration> fresh,

        @Doc("the phrase to type; left out: what the kind is about to change, or the step's id") @Nullable
        Said<String> type,

        @Doc("how many people besides the driver must agree, 0 to 9") @Nullable
        Said<Integer> approvals,

        @Doc(value = "from the phrase to the start; any key stops it", fallback = "5s")
        Said<Duration> countdown) {}
