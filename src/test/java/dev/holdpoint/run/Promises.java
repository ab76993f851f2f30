package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Afterlife;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What no run may ever do, held against the events of each decision. It keeps its own account of states and open items, made of events
 * alone, and asks none of the rules.
 */
final class Promises {
    /** How a step stands, as coarsely as these promises need it. */
    private final Plan plan;

    private final Map<String, Gatekeeper> gates = new HashMap<>();
    private final Map<String, Stand> stands = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Map<String, Instant> again = new HashMap<>();
    private final Map<String, String> open = new LinkedHashMap<>();
    private final Set<String> undoing = new HashSet<>();
    private final Set<String> handed = new HashSet<>();
    private final Set<String> looked = new HashSet<>();
    /** Troubles of the failures that stand, by the step that has failed. */
    private final Map<String, List<String>> troubles = new HashMap<>();
    /** What this rollback has undone. */
    private final Set<String> undone = new HashSet<>();

    /** When the undo may begin that is announced on the way back. */
    private final Map<String, Instant> announced = new HashMap<>();

    private boolean back;
    private boolean unattended;
    private int released;
    private int releasedOnTheWay;
    private @Nullable String variable;

    Promises(Plan plan) {
        this.plan = plan;
        plan.stops().forEach(it -> stands.put(it.id(), Stand.NEVER_BEGUN));
    }

    /**
     * @param before the run that they were decided on
     * @param cause the intent or signal that they come of; null at the beginning
     */
    void hold(Run before, @Nullable Object cause, List<Event> events, Instant now) {
        var seen = new ArrayList<Event>();
        var came = events.stream().anyMatch(Event.RunResumed.class::isInstance);
        for (var event : events) {
            if (event instanceof Event.OfStep of) {
                gates.computeIfAbsent(of.step(), id -> new Gatekeeper(plan.stop(id)))
                        .watch(event, now, before.driver());
            }
            if (event instanceof Event.StepStarted it) {
                assertThat(came).as("coming back starts %s", it.step()).isFalse();
                started(it, seen, now);
                asked(it, cause, now);
            }
            if (event instanceof Event.StepUndoing it) {
                undone(it, cause, now);
            }
            items(event, seen);
            account(event, now);
            seen.add(event);
        }
        for (var event : events) {
            if (event instanceof Event.StepStarted it) {
                // What starts and ends with one decision, as a step that is ticked off, may close it there too.
                var known = new HashSet<>(open.keySet());
                events.forEach(e -> {
                    if (e instanceof Event.ItemClosed closed) {
                        known.add(closed.item());
                    }
                });
                assertThat(known).as("open since %s", it.step()).containsAll(Starts.opened(plan.stop(it.step())));
            }
        }
        assertThat(events.stream().noneMatch(Event.RunFinished.class::isInstance) || handed.containsAll(open.keySet()))
                .as("finished with open items %s, of which %s are handed over", open, handed)
                .isTrue();
    }

    /** One that reaches the outside is announced on the way back, and behind its gate everywhere else. */
    private void undone(Event.StepUndoing it, @Nullable Object cause, Instant now) {
        var gate = gates.get(it.step());
        assertThat(cause instanceof Signal && unattended)
                .as("%s is undone unattended", it.step())
                .isFalse();
        var ends = announced.remove(it.step());
        var due = back && ends != null && !ends.isAfter(now);
        if (plan.stop(it.step()).traits().undoReaches()) {
            // A rollback's word is one person's: what more people have to agree to waits for them.
            if (!due || plan.stop(it.step()).hold().approvals() > 0) {
                gate.mayUndo();
                released++;
                if (back) {
                    releasedOnTheWay++;
                }
            }
        } else {
            assertThat(back || !(cause instanceof Signal))
                    .as("%s is undone by itself", it.step())
                    .isTrue();
        }
        gate.undone();
    }

    /** How often an undo went through its gate. */
    int released() {
        return released;
    }

    /** How often one did so in a rollback. */
    int releasedOnTheWay() {
        return releasedOnTheWay;
    }

    /** @param run what became of it */
    void held(Run run) {
        // Asked a million times: words are made only where they are needed.
        if (!run.openItems().keySet().equals(open.keySet())) {
            throw new AssertionError("open are " + open.keySet() + ", the run says " + run.openItems());
        }
        for (var stop : plan.stops()) {
            if (run.status(stop).state().active() != goesOn(stop)) {
                throw new AssertionError(
                        stop.id() + " goes on: " + goesOn(stop) + ", the run says " + run.status(stop));
            }
        }
    }

    private boolean goesOn(Plan.Stop stop) {
        return stands.get(stop.id()) == Stand.GOES_ON || undoing.contains(stop.id());
    }

    /** After a crash: every gate is locked, nothing waits for the clock, and what nobody can know is called unknown. */
    void cameBack(Run run) {
        if (run.over()) {
            return;
        }
        assertThat(run.runningOn()).isFalse();
        assertThat(run.rollback().going()).as("undoes by itself").isFalse();
        for (var stop : plan.stops()) {
            var status = run.status(stop);
            assertThat(status.gate()).as("gate of %s", stop.id()).isInstanceOf(Gate.Locked.class);
            assertThat(status.retryAt()).as("%s begins by itself", stop.id()).isNull();
            var traits = stop.traits();
            assertThat(status.state() == StepState.RUNNING
                            && !traits.byHand()
                            && !traits.looks()
                            && traits.afterlife() == Afterlife.ASK)
                    .as("nobody can know how %s ended", stop.id())
                    .isFalse();
            assertThat(run.approvals(stop).given())
                    .as("approvals of %s", stop.id())
                    .isEmpty();
        }
        again.clear();
    }

    private void started(Event.StepStarted it, List<Event> seen, Instant now) {
        var stop = plan.stop(it.step());
        var stand = stands.get(it.step());
        assertThat(back).as("%s is started on the way back", it.step()).isFalse();
        assertThat(stand)
                .as("%s is started", it.step())
                .isIn(Stand.NEVER_BEGUN, Stand.FAILED, Stand.TAKEN_BACK, Stand.DONE_BEFORE);
        assertThat(it.attempt()).isEqualTo(attempts.merge(it.step(), 1, Integer::sum));
        if (stand == Stand.FAILED && !stop.isHold()) {
            var due = again.get(it.step());
            var asked = seen.stream()
                    .anyMatch(e -> e instanceof Event.StepRetried r && r.step().equals(it.step()));
            assertThat(asked || (due != null && !due.isAfter(now)))
                    .as("%s is tried again, and nobody said so", it.step())
                    .isTrue();
        }
        for (var need : stop.step().needs()) {
            assertThat(stands.get(need))
                    .as("%s, which %s needs", need, it.step())
                    .isIn(Stand.DONE, Stand.LEFT_OUT);
            if (stands.get(need) == Stand.DONE && plan.stop(need).traits().looks()) {
                assertThat(plan.stop(need).step().needs())
                        .as("what %s has seen, which %s needs", need, it.step())
                        .noneMatch(seenThere -> stands.get(seenThere) == Stand.TAKEN_BACK);
            }
        }
        if (stop.step().when() != null || stop.traits().reads().contains(RandomPlan.VARIABLE)) {
            assertThat(variable).as("what %s goes by", it.step()).isNotNull();
        }
        if (stop.step().when() != null) {
            assertThat(variable).as("%s applies", it.step()).isEqualTo("yes");
        }
        if (stop.isHold()) {
            gates.get(it.step()).mayStart();
        } else {
            gates.get(it.step()).closed();
        }
        alone(stop);
    }

    /** Nothing starts while nobody is there; what mends a failure starts by a person, while that failure stands. */
    private void asked(Event.StepStarted it, @Nullable Object cause, Instant now) {
        assertThat(unattended && cause instanceof Signal)
                .as("%s starts unattended", it.step())
                .isFalse();
        var trouble = plan.mends(it.step());
        if (trouble == null) {
            return;
        }
        assertThat(troubles.values())
                .as("%s mends what has not come", it.step())
                .anyMatch(found -> found.contains(trouble.id()));
        var due = again.get(it.step());
        assertThat((cause instanceof Intent.OfStep of && of.step().equals(it.step()))
                        || plan.stop(it.step()).isHold()
                        || (due != null && !due.isAfter(now)))
                .as("%s starts, and nobody said so: %s", it.step(), cause)
                .isTrue();
    }

    /** One at a time, but for what may be done at any time and for a block's own number. */
    private void alone(Plan.Stop stop) {
        var group = stop.step().group();
        long beside = 0;
        for (var other : plan.stops()) {
            if (!goesOn(other) || other.id().equals(stop.id())) {
                continue;
            }
            if (group != null && group.equals(other.step().group())) {
                beside++;
            } else {
                assertThat(stop.step().anytime() || other.step().anytime())
                        .as("%s beside %s", stop.id(), other.id())
                        .isTrue();
            }
        }
        assertThat(group == null || beside < group.atOnce())
                .as("%s beside %s others", stop.id(), beside)
                .isTrue();
    }

    /** An item is open until what closes it has ended well, what opened it was taken back, or a person has said how it was closed. */
    private void items(Event event, List<Event> seen) {
        switch (event) {
            case Event.ItemOpened it ->
                assertThat(open.put(it.item(), it.step())).as("opened twice").isNull();
            case Event.ItemHandedOver it -> {
                assertThat(open).as("handed over").containsKey(it.item());
                handed.add(it.item());
            }
            case Event.ItemSensing it -> {
                assertThat(open).as("looked at").containsKey(it.item());
                looked.add(it.item());
                handed.remove(it.item());
            }
            case Event.ItemStaysOpen it -> looked.remove(it.item());
            case Event.ItemClosed it -> {
                assertThat(open.remove(it.item())).as("closed what is not open").isNotNull();
                var stop = plan.stop(it.step());
                var done = seen.stream()
                        .anyMatch(e -> e instanceof Event.StepDone d && d.step().equals(it.step()));
                var undone = seen.stream()
                        .anyMatch(
                                e -> e instanceof Event.StepUndone u && u.step().equals(it.step()));
                var seenClosed = looked.remove(it.item()) && it.verified();
                handed.remove(it.item());
                assertThat(seenClosed
                                || (it.by() != null && it.reason() != null)
                                || (done && stop.step().closes().contains(it.item()))
                                || (undone && Starts.opened(stop).contains(it.item())))
                        .as("%s is forgotten", it.item())
                        .isTrue();
            }
            default -> {}
        }
    }

    private void account(Event event, Instant now) {
        way(event, now);
        switch (event) {
            case Event.StepStarted it -> now(it.step(), Stand.GOES_ON);
            case Event.StepVerifying it -> now(it.step(), Stand.GOES_ON);
            case Event.StepDone it -> now(it.step(), Stand.DONE);
            case Event.StepSkipped it -> now(it.step(), Stand.LEFT_OUT);
            case Event.StepNotApplicable it -> now(it.step(), Stand.LEFT_OUT);
            case Event.StepApplies it -> now(it.step(), Stand.NEVER_BEGUN);
            case Event.HoldArmed it when stands.get(it.step()) != Stand.FAILED -> troubles.remove(it.step());
            case Event.StepUnknown it -> stands.put(it.step(), Stand.UNKNOWN);
            case Event.StepFailed it -> {
                stands.put(it.step(), Stand.FAILED);
                var retry = plan.stop(it.step()).step().retry();
                assertThat(it.retryAt() == null || it.attempt() <= retry.times())
                        .as("tries of %s", it.step())
                        .isTrue();
                again.remove(it.step());
                if (it.retryAt() != null) {
                    again.put(it.step(), it.retryAt());
                }
            }
            case Event.StepUndoing it -> {
                assertThat(stands.get(it.step()))
                        .as("%s is taken back", it.step())
                        .isIn(Stand.DONE, Stand.FAILED, Stand.DONE_BEFORE);
                if (back) {
                    for (var stop : plan.stops()) {
                        assertThat(goesOn(stop))
                                .as("%s goes on while %s is undone", stop.id(), it.step())
                                .isFalse();
                    }
                }
                troubles.remove(it.step());
                undoing.add(it.step());
            }
            case Event.StepUndone it -> {
                undoing.remove(it.step());
                assertThat(!back || undone.add(it.step()))
                        .as("%s is undone twice", it.step())
                        .isTrue();
                stands.put(it.step(), Stand.TAKEN_BACK);
            }
            case Event.StepLapsed it -> {
                assertThat(stands.get(it.step())).isEqualTo(Stand.DONE);
                stands.put(it.step(), Stand.NEVER_BEGUN);
            }
            case Event.StepUndoFailed it -> {
                undoing.remove(it.step());
                stands.put(it.step(), Stand.FAILED);
            }
            case Event.RunLeft ignored -> again.clear();
            case Event.TroublesFound it -> found(it);
            case Event.VariableCaptured it -> variable = it.value();
            case Event.StepTicked it -> variable = it.answers().getOrDefault(RandomPlan.VARIABLE, variable);
            default -> {}
        }
    }

    /** Once it is started again or settled, its failure stands no more. */
    private void now(String step, Stand stand) {
        stands.put(step, stand);
        troubles.remove(step);
    }

    private void found(Event.TroublesFound it) {
        assertThat(gates.get(it.step()).red() || stands.get(it.step()) == Stand.FAILED)
                .as("%s has troubles", it.step())
                .isTrue();
        troubles.put(it.step(), it.troubles());
        for (var stop : plan.stops()) {
            var trouble = plan.mends(stop.id());
            if (trouble != null && it.troubles().contains(trouble.id())) {
                stands.computeIfPresent(stop.id(), (id, stand) -> stand == Stand.DONE ? Stand.DONE_BEFORE : stand);
            }
        }
    }

    private void way(Event event, Instant now) {
        switch (event) {
            case Event.RollbackStarted ignored -> {
                back = true;
                undone.clear();
            }
            case Event.ForwardAgain ignored -> {
                back = false;
                announced.clear();
            }
            case Event.UndoAnnounced it -> {
                announced.clear();
                announced.put(it.step(), it.ends());
                // Whoever is there has five seconds to stop it.
                assertThat(it.ends()).isEqualTo(now.plusSeconds(5));
            }
            case Event.RollbackHalted _, Event.RollbackWentOn _ -> announced.clear();
            case Event.TerminalLost ignored -> {
                announced.clear();
                unattended = true;
                again.clear();
            }
            case Event.RunResumed ignored -> {
                announced.clear();
                unattended = false;
            }
            case Event.RunLeft ignored -> {
                announced.clear();
                unattended = false;
            }
            default -> {}
        }
    }
}
