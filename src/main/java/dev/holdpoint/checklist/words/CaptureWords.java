package dev.holdpoint.checklist.words;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Said;
import org.jspecify.annotations.Nullable;

@Doc("`capture`")
public record CaptureWords(
        @Doc(
                value = "a regular expression with one group: the value is the last match's group",
                example = "inet (\\S+)")
        @Nullable
        Said<String> regex,

        @Doc(value = "a JSON pointer into the output", example = "/Reservations/0/InstanceId") @Nullable
        Said<String> json,

        Place at) {}
