package dev.holdpoint.run;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Run.End;
import dev.holdpoint.run.Run.Note;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds events into a {@link Run}. Owned by one thread; {@link #run()} hands out an immutable picture. Replaying a journal applies all its
 * events and takes one picture at the end.
 */
public final class RunFold {
    private Plan plan;
    private final StepFold[] steps;
    private Ledger ledger = Ledger.EMPTY;
    private final List<Note> notes = new ArrayList<>();
    private String id = "";
    private String driver = "";
    private String host = "";
    private boolean rehearsal;
    private long events;
    private @Nullable Instant begun;
    private @Nullable Instant last;
    private boolean variablesSet;
    private Values values = Values.NONE;
    private boolean valuesChanged;
    private Set<String> secrets = Set.of();
    private @Nullable Instant downtimeStarted;
    private @Nullable Instant downtimeEnded;
    private Duration downtimeBefore = Duration.ZERO;
    private boolean runningOn;
    private String runOnStopped = "";
    private End end = End.NOT_YET;
    private boolean left;
    private boolean unattended;
    private final Map<String, Approvals> approvals = new HashMap<>();
    private Senses senses = Senses.NONE;
    private final Map<String, Mending> troubles = new LinkedHashMap<>();

    private final Mending.Statuses statuses = new Mending.Statuses() {
        @Override
        public StepStatus get(String step) {
            return steps[plan.stop(step).place()].now;
        }

        @Override
        public void set(String step, StepStatus status) {
            steps[plan.stop(step).place()].now = status;
        }
    };
    private Rollback rollback = Rollback.NONE;

    private RunFold(Plan plan) {
        this.plan = plan;
        this.steps = new StepFold[plan.stops().size()];
        Arrays.setAll(steps, place -> new StepFold(initially(plan.stops().get(place))));
    }

    public static RunFold of(Plan plan) {
        return new RunFold(plan);
    }

    /** A step that mends a trouble is none of the run's until that has come. */
    private StepStatus initially(Plan.Stop stop) {
        return plan.mends(stop.id()) == null ? StepStatus.INITIALLY : StepStatus.ASIDE;
    }

    /** Goes on from a picture. */
    static RunFold from(Run run) {
        var fold = new RunFold(run.plan());
        Arrays.setAll(fold.steps, place -> new StepFold(run.steps().get(place)));
        fold.ledger = run.ledger();
        fold.notes.addAll(run.notes());
        fold.id = run.id();
        fold.driver = run.driver();
        fold.host = run.host();
        fold.rehearsal = run.rehearsal();
        fold.events = run.events();
        fold.begun = run.begun();
        fold.last = run.lastEvent();
        fold.variablesSet = run.variablesSet();
        fold.values = run.values();
        fold.secrets = run.secrets();
        fold.downtimeStarted = run.downtimeStarted();
        fold.downtimeEnded = run.downtimeEnded();
        fold.downtimeBefore = run.downtimeBefore();
        fold.runningOn = run.runningOn();
        fold.runOnStopped = run.runOnStopped();
        fold.end = run.end();
        fold.left = run.left();
        fold.unattended = run.unattended();
        fold.approvals.putAll(run.approvals());
        fold.senses = run.senses();
        fold.troubles.putAll(run.troubles());
        fold.rollback = run.rollback();
        return fold;
    }

    /** Takes one event in; {@code at} is when it was written. */
    public RunFold apply(Event event, Instant at) {
        events++;
        var before = last == null ? at : last;
        last = at;
        rollback = rollback.after(event, at);
        take(event, at);
        senses = senses.after(event, plan, this::state, at, before);
        return this;
    }

    private StepState state(String step) {
        return steps[plan.stop(step).place()].status().state();
    }

    private void take(Event event, Instant at) {
        switch (event) {
            case Event.OfStep ofStep -> step(ofStep, at);
            case Event.RunStarted it -> {
                id = it.run();
                driver = it.driver();
                host = it.host();
                rehearsal = it.rehearsal();
                begun = at;
            }
            case Event.RunResumed it -> {
                driver = it.driver();
                host = it.host();
                left = false;
                unattended = false;
                startNothing();
            }
            case Event.VariablesSet it -> {
                begun = variablesSet ? begun : at;
                variablesSet = true;
                secrets = Set.copyOf(it.secrets());
                values = new Values(it.open(), Set.of());
                valuesChanged = true;
                // Other values may bring a step back; what does not apply with these is told anew.
                for (var stop : plan.stops()) {
                    var step = steps[stop.place()];
                    step.now = step.now.state() == StepState.NOT_APPLICABLE ? initially(stop) : step.now;
                }
            }
            case Event.RunLeft ignored -> {
                left = true;
                unattended = false;
                startNothing();
            }
            case Event.TerminalLost ignored -> {
                left = true;
                unattended = true;
                startNothing();
            }
            case Event.RunFinished ignored -> end = End.FINISHED;
            case Event.RunAborted ignored -> end = End.ABORTED;
            case Event.RunOnStarted ignored -> {
                runningOn = true;
                runOnStopped = "";
            }
            case Event.RunOnStopped it -> {
                runningOn = false;
                runOnStopped = it.reason();
            }
            case Event.RollbackStarted ignored -> startNothing();
            case Event.OfRollback ignored -> {}
            case Event.NoteAdded it -> notes.add(new Note(it.step(), it.by(), at, it.text()));
        }
    }

    /** Who leaves or comes back finds nothing that the program would start by itself. */
    private void startNothing() {
        runningOn = false;
        for (var step : steps) {
            step.now = step.now.notAgain();
        }
    }

    private void step(Event.OfStep event, Instant at) {
        var stop = plan.find(event.step());
        if (stop == null) {
            throw new IllegalArgumentException(
                    "the journal speaks of a step that the checklist lacks: " + event.step());
        }
        approvals(event, at);
        switch (event) {
            case Event.ItemOpened _, Event.ItemHandedOver _, Event.ItemSensing _ -> ledger = ledger.and(event, at);
            case Event.ItemStaysOpen _, Event.ItemClosed _ -> ledger = ledger.and(event, at);
            case Event.DowntimeStarted ignored -> {
                if (downtimeStarted != null && downtimeEnded != null) {
                    downtimeBefore = downtimeBefore.plus(Duration.between(downtimeStarted, downtimeEnded));
                }
                downtimeStarted = at;
                downtimeEnded = null;
            }
            case Event.DowntimeEnded ignored -> downtimeEnded = at;
            case Event.VariableCaptured it -> capture(it.name(), it.value());
            case Event.StepTicked it -> it.answers().forEach(this::capture);
            default -> steps[stop.place()].apply(event, at);
        }
        Mending.fold(plan, troubles, event, statuses);
    }

    /** They are good for one start, as the release is. */
    private void approvals(Event.OfStep event, Instant at) {
        var now = approvals.getOrDefault(event.step(), Approvals.NONE);
        switch (event) {
            case Event.ApprovalsAsked it -> approvals.put(it.step(), now.asked(it));
            case Event.HoldApproved it -> approvals.put(it.step(), now.and(it, at));
            case Event.ApprovalVoided it -> approvals.put(it.step(), now.without(it));
            case Event.CodeRefused it -> approvals.put(it.step(), now.refusing());
            case Event.StepStarted it -> approvals.remove(it.step());
            case Event.StepSkipped it -> approvals.remove(it.step());
            case Event.StepDone it -> approvals.remove(it.step());
            case Event.StepUndoing it -> approvals.remove(it.step());
            case Event.StepUndone it -> approvals.remove(it.step());
            default -> {}
        }
    }

    /** @param value null for a secret, of which only the name is known */
    private void capture(String name, @Nullable String value) {
        if (value == null) {
            var more = new java.util.HashSet<>(secrets);
            more.add(name);
            secrets = Set.copyOf(more);
        } else {
            values = values.with(name, value, false);
            valuesChanged = true;
        }
    }

    /** The run as of now. */
    public Run run() {
        if (valuesChanged) {
            plan = plan.with(values);
            valuesChanged = false;
        }
        var statuses = new StepStatus[steps.length];
        Arrays.setAll(statuses, place -> steps[place].status());
        return new Run(
                plan,
                id,
                driver,
                host,
                rehearsal,
                events,
                begun,
                last,
                variablesSet,
                values,
                secrets,
                List.of(statuses),
                ledger,
                downtimeStarted,
                downtimeEnded,
                downtimeBefore,
                List.copyOf(notes),
                runningOn,
                runOnStopped,
                end,
                left,
                unattended,
                Map.copyOf(approvals),
                java.util.Collections.unmodifiableMap(new LinkedHashMap<>(troubles)),
                rollback,
                senses);
    }

    /** The status of one step, folded. */
    private static final class StepFold {
        private StepStatus now;

        StepFold(StepStatus now) {
            this.now = now;
        }

        StepStatus status() {
            return now;
        }

        void apply(Event.OfStep event, Instant at) {
            now = switch (event) {
                case Event.StepStarted it -> now.startedAt(at, it.attempt());
                case Event.StepRemembered it -> now.remembering(it.key(), it.value());
                case Event.StepVerifying it -> now.as(StepState.VERIFYING, it.says());
                case Event.StepDone it ->
                    now.whole()
                            .endedAs(StepState.DONE, at, it.says(), "", it.by(), it.evidence(), null)
                            .with(done(now.gate()));
                case Event.StepFailed it ->
                    now.endedAs(StepState.FAILED, at, it.reason(), it.remedy(), null, it.evidence(), it.retryAt());
                case Event.StepUnknown it ->
                    now.endedAs(StepState.UNKNOWN, at, it.reason(), "", null, now.evidence(), null);
                case Event.StepSkipped it ->
                    now.endedAs(StepState.SKIPPED, at, it.reason(), "", it.by(), now.evidence(), null)
                            .with(Gate.Locked.INITIALLY);
                case Event.StepNotApplicable it ->
                    now.endedAs(StepState.NOT_APPLICABLE, at, it.reason(), "", null, List.of(), null);
                case Event.StepApplies ignored -> now.attempt() == 0 ? StepStatus.INITIALLY : now.toDoAgain();
                case Event.StepCancelling ignored -> now.beingCancelled();
                case Event.StepUndoing it -> now.undoingSince(at, it.reason());
                case Event.StepUndoTicked ignored -> now;
                case Event.StepRetried ignored -> now;
                case Event.TroublesFound ignored -> now;
                case Event.StepUndone it ->
                    now.endedAs(StepState.UNDONE, at, it.says(), "", null, List.of(), null)
                            .with(Gate.Locked.INITIALLY);
                case Event.StepLapsed ignored -> now.toDoAgain();
                case Event.StepUndoFailed it ->
                    now.endedAs(
                            StepState.FAILED, at, "undo failed: " + it.reason(), it.remedy(), null, List.of(), null);
                default -> now.with(gate(event, at));
            };
        }

        /** Marked done while a gate of it stood open: who says that wants it neither started nor undone any more. */
        private static Gate done(Gate gate) {
            return gate instanceof Gate.Released || gate instanceof Gate.Locked ? gate : Gate.Locked.INITIALLY;
        }

        private Gate gate(Event.OfStep event, Instant at) {
            var gate = now.gate();
            return switch (event) {
                case Event.UndoAsked it ->
                    new Gate.Sensing(false, at, "", "", List.of(), new Gate.Back(it.by(), it.reason()));
                case Event.HoldSensing it -> sensing(it, at);
                case Event.HoldArmed it -> new Gate.Armed(it.phrase(), 0, it.evidence(), it.seen(), gate.back());
                case Event.HoldLocked it ->
                    new Gate.Locked(it.reason(), it.evidence().isEmpty() ? gate.evidence() : it.evidence());
                case Event.PhraseMistyped ignored
                when gate instanceof Gate.Armed armed ->
                    new Gate.Armed(armed.phrase(), armed.mistyped() + 1, armed.evidence(), armed.seen(), armed.back());
                case Event.PhraseTyped it
                when gate instanceof Gate.Armed armed ->
                    new Gate.Waiting(armed.phrase(), it.by(), armed.evidence(), armed.seen(), armed.back());
                case Event.CountdownStarted it
                when gate instanceof Gate.Waiting waiting ->
                    new Gate.Counting(
                            waiting.phrase(),
                            waiting.by(),
                            it.ends(),
                            waiting.evidence(),
                            waiting.seen(),
                            waiting.back());
                case Event.CountdownStopped ignored
                when gate instanceof Gate.Waiting waiting ->
                    new Gate.Armed(waiting.phrase(), 0, waiting.evidence(), waiting.seen(), waiting.back());
                case Event.CountdownStopped ignored
                when gate instanceof Gate.Counting counting ->
                    new Gate.Armed(counting.phrase(), 0, counting.evidence(), counting.seen(), counting.back());
                case Event.HoldReleased it -> new Gate.Released(it.evidence());
                default -> gate;
            };
        }

        private Gate sensing(Event.HoldSensing it, Instant at) {
            var gate = now.gate();
            return gate instanceof Gate.Counting counting && it.release()
                    ? new Gate.Sensing(true, at, counting.phrase(), counting.by(), counting.evidence(), counting.back())
                    : new Gate.Sensing(false, at, "", "", gate.evidence(), gate.back());
        }
    }
}
