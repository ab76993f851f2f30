package dev.holdpoint.checklist.words;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.Word;
import java.time.Duration;

@Doc("`retry`")
public record RetryWords(
        @Doc(value = "how many more tries, 1 to 100", example = "3")
        Said<Integer> times,

        @Word("wait") @Doc(value = "how long between two tries", fallback = "10s")
        Duration pause) {}
