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
     * Remembers what stands at each place, unless it is what an earlier try of this step put there.
     *
     * @throws TargetProblem where a database that is not empty may not be dropped, or cannot be since somebody is in it
     */
    void check(List<String> names) throws SQLException, InterruptedException {
        var full = new ArrayList<String>();
        for (var name : names) {
            var at = place.apply(name);
            var state = landing.state(at);
            var ours = landing.is(at, memory.mark(name));
            if (!ours) {
                memory.forgetPlace(name);
                memory.place(name, Memory.Place.valueOf(state.name()));
            }
            if (state == Landing.State.FULL && !clean && !(ours && !memory.whole(name))) {
                full.add(at + " (" + landing.contents(at) + ")");
            } else if (state == Landing.State.FULL || (ours && memory.left(name))) {
                mustBeAlone(at);
            }
        }
        if (!full.isEmpty()) {
            throw new TargetProblem("not empty on the target: " + String.join(", ", full)
                    + "; drop or empty them, undo this step if it filled them, or begin anew with clean: true");
        }
    }

    /**
     * Leaves an empty database at the place. May be called again after the program died in it.
     *
     * @param asSource how the one that arrives there was made
     */
    void makeReady(String name, PlanOfSource asSource) throws SQLException, InterruptedException, Fleet.Refused {
        var at = place.apply(name);
        var state = landing.state(at);
        var ours = landing.is(at, memory.mark(name));
        if (state == Landing.State.FULL && !clean && !ours) {
            throw new Fleet.Refused("database " + at + " was filled by somebody else since it was looked at");
        }
        var plan = plan(name, at, state, ours, asSource);
        var anew = state == Landing.State.FULL || (ours && memory.left(name));
        if (anew) {
            attempt.say(at + ": dropped, to be created anew");
            landing.drop(at);
        }
        if (anew || state == Landing.State.MISSING) {
            memory.mark(name, Landing.CREATING);
            landing.create(at, plan);
            attempt.say(at + ": created");
        }
        memory.mark(name, landing.mark(at));
        memory.clearedAway(name);
        landing.trim(at, plan, attempt::say);
    }

    /** What stood there keeps its own encoding and locale; on top of it comes what the arriving database has for itself. */
    private Plan plan(String name, String at, Landing.State state, boolean ours, PlanOfSource asSource)
            throws SQLException, InterruptedException, Fleet.Refused {
        var known = memory.plan(name);
        if (known.isPresent()) {
            return known.get();
        }
        if (state != Landing.State.MISSING && !ours) {
            memory.before(name, landing.plan(at, Owners.KEEP));
        }
        var source = asSource.plan();
        var plan = memory.before(name).map(it -> it.and(source.trims())).orElse(source);
        memory.plan(name, plan);
        return plan;
    }

    /** How a database was made that arrives here. */
    interface PlanOfSource {
        Plan plan() throws SQLException, InterruptedException, Fleet.Refused;
    }

    private void mustBeAlone(String name) throws SQLException, InterruptedException {
        var occupant = landing.occupant(name);
        if (occupant.isPresent()) {
            throw new TargetProblem("database " + name + " on the target must be dropped and is being used by "
                    + occupant.get() + "; end its sessions, or look whether this is the right target");
        }
    }
}
