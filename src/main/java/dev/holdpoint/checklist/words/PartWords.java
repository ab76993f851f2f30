package dev.holdpoint.checklist.words;

import dev.holdpoint.checklist.AtLeastOne;
import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Said;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("a part")
public record PartWords(
        @Doc(value = "what it is for", example = "Move one service while it runs")
        Said<String> part,

        @Doc("a sentence or two for whoever uses it") @Nullable
        Said<String> about,

        @Doc("what the step that uses it gives with `with`") @Nullable
        Map<String, VariableWords> variables,

        @AtLeastOne @Doc("its steps, from top to bottom") List<StepWords> steps,

        @AtLeastOne @Doc("what may go wrong with any of its steps, and what to do then") @Nullable
        List<TroubleWords> troubles,

        Place at) {}
