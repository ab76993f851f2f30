package dev.holdpoint.run;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Hold;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Trouble;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.VariableType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checklist as a run walks it: the phase <i>Connections</i> put before the author's, and each step with its {@link Traits}. */
public final class Plan {
    private final Checklist checklist;
    private final List<Stop> stops;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, List<Stop>> setters = new HashMap<>();
    private final Map<String, Trouble> mends = new HashMap<>();
    private final Map<String, List<Trouble>> troubles = new HashMap<>();
    private final Kinds kinds;
    private final Behind behind;
    private final Map<String, List<Stop>> soaking = new HashMap<>();
    private final Measured measured;
    /** What the traits were asked with; values that no step reads may be others by now. */
    private final Values values;

    /** What kinds say of a step when values are known. */
    public interface Kinds {
        /** The phrase of a dangerous kind, where the author gave none; null where it names nothing. */
        @Nullable
        String phrase(Step step, Values values);

        /** The variables that SQL of the step names. */
        default Set<String> bound(Step step) {
            return Set.of();
        }

        /** The traits of the step with these values; what is not known yet is answered with caution. */
        default Traits traits(Stop stop, Values values) {
            return stop.traits();
        }
    }

    /**
     * One step of the walk.
     *
     * @param place its index in the walk, from 0
     * @param phase the index of its phase
     */
    public record Stop(int place, int phase, Step step, Traits traits) {
        public String id() {
            return step.id();
        }

        /** A hold point: because its author or its kind says so. */
        public boolean isHold() {
            return step.hold() != null || traits.dangerous() || step.undo() instanceof Step.UndoRule.None;
        }

        /** Another step of the same {@code parallel} block. */
        boolean inBlockWith(Stop other) {
            var group = step.group();
            return group != null && other.place != place && group.equals(other.step.group());
        }

        /** Its gate; the one of its kind where the author wrote none. A kind that can be tried is tried by it. */
        public Hold hold() {
            var written = step.hold();
            var hold = written == null ? Hold.byKind() : written;
            return step.body() instanceof Step.Body.Act act && !traits.trial().isEmpty()
                    ? hold.and(new KindUse(
                            traits.trial(), act.use().spec(), act.use().at()))
                    : hold;
        }
    }

    /** @param measured how long steps took in an earlier run, by id */
    public Plan(Checklist checklist, List<Stop> stops, Kinds kinds, Map<String, Duration> measured) {
        this(checklist, stops, kinds, Measured.once(measured));
    }

    /** @param measured how long steps took in earlier runs and rehearsals */
    public Plan(Checklist checklist, List<Stop> stops, Kinds kinds, Measured measured) {
        this(checklist, stops, kinds, measured, Values.NONE, new Behind(stops));
    }

    private Plan(Checklist checklist, List<Stop> stops, Kinds kinds, Measured measured, Values values, Behind behind) {
        this.values = values;
        this.behind = behind;
        this.measured = measured;
        this.checklist = checklist;
        this.stops = List.copyOf(stops);
        this.kinds = kinds;
        for (var trouble : checklist.troubles()) {
            trouble.steps().forEach(it -> mends.put(it.id(), trouble));
        }
        for (var trouble : checklist.troubles()) {
            var of = trouble.of().isEmpty() ? walk().stream().map(Stop::id).toList() : trouble.of();
            of.forEach(
                    it -> troubles.computeIfAbsent(it, id -> new ArrayList<>()).add(trouble));
        }
        for (var stop : this.stops) {
            if (places.put(stop.id(), stop.place()) != null) {
                // What is told of the one would never be told of the other, and running on would start that for ever.
                throw new IllegalArgumentException("two steps of the plan are called " + stop.id());
            }
            var soak = stop.step().sensing().soak();
            for (var after : soak == null ? List.<String>of() : soak.after()) {
                soaking.computeIfAbsent(after, id -> new ArrayList<>()).add(stop);
            }
            sets(stop)
                    .forEach(it -> setters.computeIfAbsent(it.name(), name -> new ArrayList<>())
                            .add(stop));
        }
    }

    /** The variables that the step sets when it is done: what it asks for, and what it finds in its output. */
    public List<Variable> sets(Stop stop) {
        var sets = new ArrayList<>(stop.traits().asks());
        for (var name : stop.step().capture().keySet()) {
            sets.add(checklist.variable(name).orElse(found(name, stop)));
        }
        return sets;
    }

    private static Variable found(String name, Stop stop) {
        return new Variable(
                name,
                name,
                VariableType.TEXT,
                null,
                false,
                List.of(),
                null,
                stop.step().at());
    }

    /** The variables that SQL of the step names. */
    Set<String> bound(Stop stop) {
        return kinds.bound(stop.step());
    }

    /** The steps that set a variable; none where it is given before the run starts, or is no variable of the checklist. */
    List<Stop> setters(String variable) {
        return setters.getOrDefault(variable, List.of());
    }

    /**
     * The same plan with each step's traits as they are with these values: a step may be a hold point with one value and none with another.
     * {@link Run#plan()} has been asked this with the values of that run.
     */
    public Plan with(Values now) {
        var changed = new HashSet<>(values.names());
        changed.addAll(now.names());
        changed.removeIf(it -> values.get(it).equals(now.get(it)));
        return stops.stream().allMatch(it -> untouched(it, changed))
                ? this
                : new Plan(
                        checklist,
                        stops.stream().map(it -> with(it, now, changed)).toList(),
                        kinds,
                        measured,
                        now,
                        behind);
    }

    private static boolean untouched(Stop stop, Set<String> changed) {
        return Collections.disjoint(stop.traits().reads(), changed)
                && Collections.disjoint(stop.traits().undoReads(), changed);
    }

    private Stop with(Stop stop, Values now, Set<String> changed) {
        return untouched(stop, changed)
                ? stop
                : new Stop(stop.place(), stop.phase(), stop.step(), kinds.traits(stop, now));
    }

    public Checklist checklist() {
        return checklist;
    }

    /** Every step in the order of the page, those that mend troubles behind all others. */
    public List<Stop> stops() {
        return stops;
    }

    /** The steps that every run walks, without those that mend troubles. */
    public List<Stop> walk() {
        return stops.subList(0, stops.size() - mends.size());
    }

    /** The trouble that the step mends; null for a step that every run walks. */
    public @Nullable Trouble mends(String step) {
        return mends.get(step);
    }

    /** What may go wrong with the step, the nearest word first. */
    public List<Trouble> troubles(String step) {
        return troubles.getOrDefault(step, List.of());
    }

    /** Null where the plan has no such step. */
    public @Nullable Stop find(String id) {
        var place = places.get(id);
        return place == null ? null : stops.get(place);
    }

    /** @throws IllegalArgumentException where the plan has no such step */
    public Stop stop(String id) {
        var stop = find(id);
        if (stop == null) {
            throw new IllegalArgumentException("no step " + id);
        }
        return stop;
    }

    /** Looks through what needs what, so that no key waits for it. */
    public void reckon() {
        behind.reckon();
    }

    /** Whether the step comes behind that other one: it needs it, or what needs it. */
    boolean behind(Stop stop, String other) {
        return behind.is(stop, other);
    }

    /** Whether a step at one of those places comes behind it. */
    boolean anyBehind(Stop stop, BitSet places) {
        return behind.any(stop.id(), places);
    }

    /** The steps whose {@code soak} counts from this one. */
    List<Stop> soaking(String step) {
        return soaking.getOrDefault(step, List.of());
    }

    /** How long the step should take: what its author expects, else what was measured before; null where nobody knows. */
    public @Nullable Duration expected(Stop stop) {
        var written = stop.step().expect();
        return written == null ? measured.of(stop).map(Measured.Figure::took).orElse(null) : written;
    }

    /** What earlier runs and rehearsals have measured. */
    public Optional<Measured.Figure> measured(Stop stop) {
        return measured.of(stop);
    }

    public Measured measured() {
        return measured;
    }

    /** What is typed to release the step: the author's phrase, else the kind's, else the step's id. */
    String phrase(Stop stop, Values values) {
        var written = stop.hold().type();
        if (written != null) {
            return Template.show(written, values);
        }
        var own = kinds.phrase(stop.step(), values);
        return own == null || own.isBlank() ? stop.id() : own;
    }

    /** Plans are equal whose steps are, with the traits that they have by now. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Plan that && checklist.equals(that.checklist) && stops.equals(that.stops));
    }

    @Override
    public int hashCode() {
        return stops.hashCode();
    }
}
