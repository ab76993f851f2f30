package dev.holdpoint.operator;

import dev.holdpoint.run.Items;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import java.util.List;
import java.util.stream.Collectors;

/** What becomes of running steps when the driver leaves. */
public final class Leaving {
    private Leaving() {}

    /** In words, one sentence for each kind of afterlife. */
    public static String consequences(List<Plan.Stop> running) {
        return running.stream().map(Leaving::consequence).distinct().collect(Collectors.joining(" "))
                + " The run is kept, and how to come back to it is said at the end.";
    }

    /** What keeps a run whose every step is settled from being finished; empty where nothing does. */
    public static String unfinished(Run run) {
        var settled = run.steps().stream().allMatch(it -> it.state().settled());
        return settled && !run.over() && !run.complete()
                ? Items.unfinished(run)
                        .map(it -> "The run is not finished by leaving, " + it + ". It is kept.")
                        .orElse("")
                : "";
    }

    private static String consequence(Plan.Stop stop) {
        return stop.id()
                + switch (stop.traits().afterlife()) {
                    case REATTACH -> " goes on without the program, and is found again.";
                    case REPEAT -> " is stopped, and done again when you come back, which is harmless.";
                    case FIND_OUT -> " is stopped, and what became of it is found out when you come back.";
                    case ASK -> " is stopped, and nobody will know how far it came: it will ask you.";
                };
    }
}
