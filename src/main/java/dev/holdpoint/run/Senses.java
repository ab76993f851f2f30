package dev.holdpoint.run;

import dev.holdpoint.step.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What looks have told that nobody waited for, as of the last change of colour: looks that saw what the one before them saw are no events.
 *
 * @param kept check steps that are looked at again and again, by id, while they are done
 * @param soaks by the id of the step that is locked, from when the steps are settled that it counts from
 * @param late hold points whose gate may open after the window's end: for this one time
 * @param waived by step, the lifetimes in spite of which it may start: for this one start
 */
public record Senses(
        Map<String, Kept> kept, Map<String, Soak> soaks, Set<String> late, Map<String, Set<String>> waived) {
    public static final Senses NONE = new Senses(Map.of(), Map.of(), Set.of(), Map.of());

    public Senses {
        kept = Map.copyOf(kept);
        soaks = Map.copyOf(soaks);
        late = Set.copyOf(late);
        waived = Map.copyOf(waived);
    }

    /** Its driver goes on although {@code lifetime} ends before the step would. */
    boolean waives(String step, String lifetime) {
        return waived.getOrDefault(step, Set.of()).contains(lifetime);
    }

    /** What the last look saw; a check that was not looked at since the program came back is neither. */
    public enum Colour {
        UNSEEN,
        GREEN,
        RED;

        static Colour of(List<Evidence> evidence) {
            return !evidence.isEmpty() && evidence.stream().allMatch(Evidence::green) ? GREEN : RED;
        }
    }

    /** @param since when it has turned so */
    public record Kept(Colour colour, Instant since, List<Evidence> evidence) {
        public Kept {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * @param since from when on its time counts; null while a check is red
     * @param evidence what was seen when its colour changed last; empty before
     * @param unwatched how much of its time nobody looked: the program was away, and what it found on its return was green
     * @param away since when the program was away, until it has looked again
     * @param over the time has passed
     */
    public record Soak(
            Colour colour,
            @Nullable Instant since,
            List<Evidence> evidence,
            Duration unwatched,
            @Nullable Instant away,
            boolean over) {
        public Soak {
            evidence = List.copyOf(evidence);
        }

        /** From here on nobody looks. */
        private Soak alone(Instant at) {
            return colour == Colour.GREEN && !evidence.isEmpty() && away == null
                    ? new Soak(colour, since, evidence, unwatched, at, over)
                    : this;
        }

        private Soak turned(boolean green, List<Evidence> seen, Instant at) {
            if (!green) {
                return new Soak(Colour.RED, null, seen, Duration.ZERO, null, false);
            }
            var more = away == null || since == null ? Duration.ZERO : Duration.between(away, at);
            return new Soak(Colour.GREEN, since == null ? at : since, seen, unwatched.plus(more), null, over);
        }

        private Soak passed() {
            return new Soak(colour, since, evidence, unwatched, away, true);
        }

        /** It has to be looked at again, where there is something to look at. */
        private Soak left(Instant at) {
            return colour == Colour.GREEN && !evidence.isEmpty()
                    ? new Soak(Colour.UNSEEN, since, evidence, unwatched, away == null ? at : away, over)
                    : this;
        }
    }

    /**
     * @param states of steps by id, the event in them
     * @param before when the event before it was written
     */
    Senses after(Event event, Plan plan, Function<String, StepState> states, Instant at, Instant before) {
        return switch (event) {
            case Event.RunLeft _, Event.TerminalLost _ -> alone(at);
            case Event.RunResumed ignored -> unseen(before);
            case Event.KeptTurned it ->
                with(it.step(), new Kept(it.green() ? Colour.GREEN : Colour.RED, at, it.evidence()));
            case Event.SoakTurned it -> soak(it.step(), now -> now.turned(it.green(), it.evidence(), at));
            case Event.SoakOver it -> soak(it.step(), Soak::passed);
            case Event.StepDone it
            when keeps(plan, it.step()) ->
                with(it.step(), new Kept(it.evidence().isEmpty() ? Colour.UNSEEN : Colour.GREEN, at, it.evidence()))
                        .settled(it, plan, states, at);
            case Event.WindowPassed it -> late(it.step(), true);
            case Event.LifetimeWaived it -> waiving(it);
            case Event.HoldLocked it -> late(it.step(), false);
            case Event.HoldArmed it -> late(it.step(), false);
            case Event.CountdownStopped it -> late(it.step(), false);
            case Event.StepStarted it ->
                begun(it.step()).without(it.step(), states).settled(it, plan, states, at);
            case Event.OfStep it -> without(it.step(), states).settled(it, plan, states, at);
            default -> this;
        };
    }

    private static boolean keeps(Plan plan, String step) {
        return plan.stop(step).step().sensing().keep() != null;
    }

    private Senses with(String step, Kept now) {
        var all = new HashMap<>(kept);
        all.put(step, now);
        return new Senses(all, soaks, late, waived);
    }

    /** Nobody keeps what is not done any more. */
    private Senses without(String step, Function<String, StepState> states) {
        if (!kept.containsKey(step) || states.apply(step) == StepState.DONE) {
            return this;
        }
        var all = new HashMap<>(kept);
        all.remove(step);
        return new Senses(all, soaks, late, waived);
    }

    private Senses soak(String step, UnaryOperator<Soak> change) {
        var all = new HashMap<>(soaks);
        all.computeIfPresent(step, (id, now) -> change.apply(now));
        return new Senses(kept, all, late, waived);
    }

    /** Soaks begin when the last step is settled that they count from, each time anew, and there is none of one that is not. */
    private Senses settled(Event.OfStep event, Plan plan, Function<String, StepState> states, Instant at) {
        var soaking = plan.soaking(event.step());
        if (soaking.isEmpty()) {
            return this;
        }
        var all = new HashMap<>(soaks);
        var begins = event instanceof Event.StepDone
                || event instanceof Event.StepSkipped
                || event instanceof Event.StepNotApplicable;
        for (var stop : soaking) {
            var soak = stop.step().sensing().soak();
            if (soak == null
                    || !soak.after().stream().allMatch(it -> states.apply(it).settled())) {
                all.remove(stop.id());
            } else if (begins || !all.containsKey(stop.id())) {
                var first = soak.checks().isEmpty() ? Colour.GREEN : Colour.UNSEEN;
                var unseen = soak.checks().isEmpty() ? null : at;
                all.put(stop.id(), new Soak(first, at, List.of(), Duration.ZERO, unseen, false));
            }
        }
        return new Senses(kept, all, late, waived);
    }

    private Senses late(String step, boolean now) {
        if (late.contains(step) == now) {
            return this;
        }
        var all = new HashSet<>(late);
        if (now) {
            all.add(step);
        } else {
            all.remove(step);
        }
        return new Senses(kept, soaks, all, waived);
    }

    private Senses waiving(Event.LifetimeWaived event) {
        var names = new HashSet<>(waived.getOrDefault(event.step(), Set.of()));
        names.add(event.lifetime());
        var all = new HashMap<>(waived);
        all.put(event.step(), Set.copyOf(names));
        return new Senses(kept, soaks, late, all);
    }

    /** What was agreed to was for this start. */
    private Senses begun(String step) {
        var rest = late(step, false);
        if (!waived.containsKey(step)) {
            return rest;
        }
        var all = new HashMap<>(waived);
        all.remove(step);
        return new Senses(kept, soaks, rest.late, all);
    }

    private Senses alone(Instant at) {
        var soak = new HashMap<>(soaks);
        soak.replaceAll((id, it) -> it.alone(at));
        return new Senses(kept, soak, late, waived);
    }

    private Senses unseen(Instant before) {
        var keep = new HashMap<>(kept);
        keep.replaceAll(
                (id, it) -> it.colour() == Colour.GREEN ? new Kept(Colour.UNSEEN, it.since(), it.evidence()) : it);
        var soak = new HashMap<>(soaks);
        soak.replaceAll((id, it) -> it.left(before));
        return new Senses(keep, soak, late, waived);
    }
}
