package dev.holdpoint.checklist.words;

import dev.holdpoint.checklist.AtLeastOne;
import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.NotYet;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("a checklist")
@NotYet({"stores", "accounts", "zones"})
public record ChecklistWords(
        @Doc(value = "its title, as the header shows it", example = "Databases to the new pod")
        Said<String> checklist,

        @Doc("what it does, in a sentence or two for the operator") @Nullable
        Said<String> about,

        @Doc("how long the whole migration and its downtime may take") @Nullable
        WindowWords window,

        @Doc("values that are asked for or looked up, by name") @Nullable
        Map<String, VariableWords> variables,

        @Doc("the hosts that steps act on, by name; `local`, this machine, is always there") @Nullable
        Map<String, Value> hosts,

        @Doc("the databases that steps act on, by name") @Nullable
        Map<String, Value> databases,

        @Doc("what proves, when the run was rolled back, that the source serves again") @Nullable
        RollbackWords rollback,

        @AtLeastOne @Doc("groups of steps, one after the other")
        List<PhaseWords> phases,

        @AtLeastOne @Doc("what may go wrong with any of its steps, and what to do then") @Nullable
        List<TroubleWords> troubles,

        Place at) {}
