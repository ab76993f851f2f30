package dev.holdpoint.checklist.words;

import dev.holdpoint.checklist.AtLeastOne;
import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.Word;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("`soak`")
public record SoakWords(
        @Doc(value = "the step that it counts from, when that is done; the step needs it", example = "switch")
        Said<String> after,

        @Word("for") @Doc(value = "how much time must have passed", example = "24h")
        Said<Duration> length,

        @AtLeastOne
        @Word("while")
        @Doc(
                "checks that must be green all that time; they are looked at every minute, or ten times in it where that is oftener, and one that is red begins it anew")
        @Nullable
        List<KindUse> checks) {}
