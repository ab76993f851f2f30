package dev.holdpoint.checklist.words;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Said;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

@Doc("`window`")
public record WindowWords(
        @Doc(value = "how long the whole migration may take", example = "60m") @Nullable
        Said<Duration> length,

        @Doc(value = "how long the application may be down", example = "15m") @Nullable
        Said<Duration> downtime) {}
