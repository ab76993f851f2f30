package dev.holdpoint.checklist.words;

import dev.holdpoint.checklist.AtLeastOne;
import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Said;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("a trouble")
public record TroubleWords(
        @Doc(
                value =
                        "a regular expression over what a failed step printed and why it failed, or what its red gate saw; one that takes more than 2 s has not matched",
                example = "could not connect to server")
        Said<String> when,

        @Doc(
                value = "what it is and what to do about it, for the operator",
                example = "The server does not take connections: see its log, then retry.")
        Said<String> say,

        @AtLeastOne
        @Doc(
                "steps that mend it: they stand below the step that has failed, are started by a person only, and lead back to it")
        @Nullable
        List<StepWords> steps,

        Place at) {}
