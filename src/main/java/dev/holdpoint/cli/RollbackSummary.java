package dev.holdpoint.cli;

import dev.holdpoint.run.Event;
import dev.holdpoint.run.Rollback.Planned;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How far a run is back, as its journal tells it without the checklist. */
final class RollbackSummary {
    private enum Stage {
        NONE,
        UNDOING,
        PROVING,
        UNPROVEN,
        OVER
    }

    private Stage stage = Stage.NONE;
    private List<String> steps = List.of();
    private final Set<String> undone = new LinkedHashSet<>();
    private final Map<String, String> stays = new LinkedHashMap<>();
    private String halted = "";
    private String accepted = "";

    void take(Event event) {
        switch (event) {
            case Event.RollbackStarted it -> {
                stage = Stage.UNDOING;
                steps = it.steps().stream().map(Planned::step).toList();
                undone.clear();
                stays.clear();
                halted = "";
                accepted = "";
            }
            case Event.RollbackHalted it -> halted = it.reason();
            case Event.RollbackWentOn ignored -> halted = "";
            case Event.StepSteppedOver it -> stays.put(it.step(), it.reason());
            case Event.SourceLooking ignored -> stage = Stage.PROVING;
            case Event.SourceLooked ignored -> stage = Stage.UNPROVEN;
            case Event.RollbackEnded it -> {
                stage = Stage.OVER;
                accepted = it.by() == null ? "" : it.by();
            }
            case Event.ForwardAgain ignored -> stage = Stage.NONE;
            case Event.StepUndone it
            when stage != Stage.NONE && steps.contains(it.step()) -> {
                undone.add(it.step());
                stays.remove(it.step());
            }
            default -> {}
        }
    }

    boolean bars() {
        return stage != Stage.NONE;
    }

    /** "rolling back 2 of 5, halted: stopped by alice"; "rolled back 4 of 5, stays: switch"; empty where it goes forward. */
    String words() {
        var count = stage == Stage.UNDOING ? undone.size() + stays.size() : undone.size();
        var far = count + " of " + steps.size();
        return switch (stage) {
            case NONE -> "";
            case UNDOING -> "rolling back " + far + (halted.isEmpty() ? "" : ", halted: " + halted);
            case PROVING -> "rolling back, " + far + " taken back" + left() + ", the source is looked at";
            case UNPROVEN -> "rolling back, " + far + " taken back" + left() + ", the source is not proven to serve";
            case OVER ->
                "rolled back " + far + left()
                        + (accepted.isEmpty() ? "" : ", over by the word of " + accepted + ", not proven");
        };
    }

    private String left() {
        return stays.isEmpty() ? "" : stays.keySet().stream().collect(Collectors.joining(", ", ", stays: ", ""));
    }
}
