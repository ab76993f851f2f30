package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Takes a move or a restore back: what it created is dropped, what it filled or emptied is created anew and empty. A database that is
 * not the one which this step put there or took over is left alone.
 */
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
        var foreign = new ArrayList<String>();
        try (var landing =
                new Landing(attempt.database(target), names.stream().map(place).toList())) {
            for (var name : names) {
                var at = place.apply(name);
                if (memory.mark(name).isEmpty()) {
                    continue;
                }
                if (landing.exists(at) && !landing.is(at, memory.mark(name))) {
                    foreign.add(at);
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
        return foreign.isEmpty()
                ? Outcome.done(
                        done.isEmpty()
                                ? "nothing was touched"
                                : "taken back on " + target + ": " + String.join(", ", done))
                : Outcome.failed(
                        "not the databases that this step made on " + target + ": " + String.join(", ", foreign),
                        "somebody has created them anew: look at them, then drop them by hand or leave them");
    }

    private void takeBack(Landing landing, String name, String at) throws SQLException, InterruptedException {
        landing.drop(at);
        attempt.say(at + ": dropped");
        var before = memory.before(name);
        if (before.isPresent()) {
            landing.create(at, before.get());
            landing.trim(at, before.get(), attempt::say);
            attempt.say(at + ": created anew and empty");
        }
        memory.forgetPlace(name);
    }
}
