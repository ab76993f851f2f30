package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.target.TargetProblem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Looks at every place on the target before anything is changed, refuses what must not be overwritten, and makes places ready. */
final class Approach {
    private final boolean clean;
    private final UnaryOperator<String> place;
    private final Landing landing;
    private final Memory memory;
    private final Attempt attempt;

    /** @param place the name on the target of each of the names that the step speaks of */
    Approach(boolean clean, UnaryOperator<String> place, Landing landing, Memory memory, Attempt attempt) {
        this.clean = clean;
        this.place = place;
        this.landing = landing;
        this.memory = memory;
        this.attempt = attempt;
    }

    /**
     * Remembers what stands at each place.
     *
     * @throws TargetProblem where a database that is not empty may not be dropped, or cannot be since somebody is in it
     */
    void check(List<String> names) throws SQLException, InterruptedException {
        var full = new ArrayList<String>();
        for (var name : names) {
            var state = landing.state(place.apply(name));
            if (memory.place(name).isEmpty()) {
                memory.place(name, Memory.Place.valueOf(state.name()));
            }
            if (state == Landing.State.FULL) {
                if (!clean && !ours(name)) {
                    full.add(place.apply(name));
                } else {
                    mustBeAlone(place.apply(name));
                }
            }
        }
        if (!full.isEmpty()) {
            throw new TargetProblem("not empty on the target: " + String.join(", ", full)
                    + "; set clean: true to drop and create them anew, or empty them");
        }
    }

    /**
     * Leaves an empty database at the place. May be called again after the program died in it.
     *
     * @param asSource how to create one that was never there
     */
    void makeReady(String name, PlanOfSource asSource) throws SQLException, InterruptedException, Fleet.Refused {
        var at = place.apply(name);
        switch (landing.state(at)) {
            case EMPTY -> {
                // Ours, and the program died before it was all that it should be.
                if (memory.plan(name).isPresent()) {
                    landing.trim(at, memory.plan(name).get(), attempt::say);
                }
            }
            case MISSING ->
                create(
                        name,
                        at,
                        memory.plan(name).isPresent() ? memory.plan(name).get() : asSource.plan());
            case FULL -> {
                if (!clean && !ours(name)) {
                    throw new Fleet.Refused("database " + at + " was filled by somebody else since it was looked at");
                }
                var plan = memory.plan(name).isPresent() ? memory.plan(name).get() : landing.plan(at, Owners.KEEP);
                memory.plan(name, plan);
                attempt.say(at + ": dropped, to be created anew");
                landing.drop(at);
                create(name, at, plan);
            }
        }
    }

    private void create(String name, String at, Plan plan) throws SQLException, InterruptedException {
        memory.plan(name, plan);
        landing.create(at, plan);
        landing.trim(at, plan, attempt::say);
        attempt.say(at + ": created");
    }

    /** How a database was created that is to be created elsewhere. */
    interface PlanOfSource {
        Plan plan() throws SQLException, InterruptedException, Fleet.Refused;
    }

    /** What stood missing or empty before this step touched it holds nothing but what an earlier try of it left there. */
    private boolean ours(String name) {
        return memory.place(name).filter(it -> it != Memory.Place.FULL).isPresent();
    }

    private void mustBeAlone(String name) throws SQLException, InterruptedException {
        var occupant = landing.occupant(name);
        if (occupant.isPresent()) {
            throw new TargetProblem("database " + name + " on the target must be dropped and is being used by "
                    + occupant.get() + "; end its sessions, or look whether this is the right target");
        }
    }
}
