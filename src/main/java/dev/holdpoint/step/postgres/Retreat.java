package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Takes a move or a restore back: what it created is dropped, what it filled or emptied is created anew and empty. */
final class Retreat {
    private final Attempt attempt;
    private final String target;
    private final Memory memory;

    /** @param target the target's name in the checklist */
    Retreat(Attempt attempt, String target) {
        this.attempt = attempt;
        this.target = target;
        this.memory = new Memory(attempt);
    }

    /** @param place the name on the target of each of the names that the step speaks of */
    Outcome run(List<String> names, UnaryOperator<String> place) throws SQLException, InterruptedException {
        var done = new ArrayList<String>();
        try (var landing =
                new Landing(attempt.database(target), names.stream().map(place).toList())) {
            for (var name : names) {
                var at = place.apply(name);
                if (!touched(name)) {
                    continue;
                }
                var occupant = landing.occupant(at);
                if (occupant.isPresent()) {
                    return Outcome.failed(
                            "database " + at + " on " + target + " is being used by " + occupant.get(),
                            "end its sessions, then undo again");
                }
                takeBack(landing, name, at);
                done.add(at);
            }
        }
        return Outcome.done(
                done.isEmpty() ? "nothing was created" : "taken back on " + target + ": " + String.join(", ", done));
    }

    private boolean touched(String name) {
        return memory.place(name).isPresent()
                && (memory.ready(name) || memory.plan(name).isPresent());
    }

    private void takeBack(Landing landing, String name, String place) throws SQLException, InterruptedException {
        var wasThere =
                memory.place(name).filter(it -> it != Memory.Place.MISSING).isPresent();
        if (wasThere && landing.exists(place)) {
            memory.plan(name, landing.plan(place, Owners.KEEP));
        }
        landing.drop(place);
        attempt.say(place + ": dropped");
        if (wasThere) {
            var plan = memory.plan(name).orElse(Plan.PLAIN);
            landing.create(place, plan);
            landing.trim(place, plan, attempt::say);
            attempt.say(place + ": created anew and empty");
        }
    }
}
