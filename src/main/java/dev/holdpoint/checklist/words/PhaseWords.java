package dev.holdpoint.checklist.words;

import dev.holdpoint.checklist.AtLeastOne;
import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Said;
import java.util.List;

@Doc("a phase")
public record PhaseWords(
        @Doc(value = "its title", example = "Cutover") Said<String> phase,
        @AtLeastOne @Doc("its steps, from top to bottom") List<StepWords> steps,
        Place at) {}
