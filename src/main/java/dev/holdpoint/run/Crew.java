package dev.holdpoint.run;

import dev.holdpoint.checklist.Hold;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt.TtySize;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does what events say: starts actions, checks and undos on virtual threads, and reports what they learn as signals. {@link #act} is called on
 * the conductor's thread only, after the event is on disk.
 */
final class Crew implements AutoCloseable {
    private static final String ITEM = "item";
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final String PROOF = "proof";

    private final Conductor conductor;
    private final Bindings bindings;
    private final Outputs outputs;
    private final Workplace workplace;
    private final InstantSource clock;
    private final Tasks tasks = new Tasks();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("timeouts").daemon().factory());
    private final TroubleLook troubles;
    private final Previews previews;
    private volatile boolean closing;

    Crew(Conductor conductor, Bindings bindings, Outputs outputs, Workplace workplace, InstantSource clock) {
        this.conductor = conductor;
        this.bindings = bindings;
        this.outputs = outputs;
        this.workplace = workplace;
        this.clock = clock;
        this.previews = new Previews(bindings);
        this.troubles = new TroubleLook(outputs, conductor::tell);
        timer.setRemoveOnCancelPolicy(true);
    }

    void act(Run run, Event event) {
        switch (event) {
            case Event.StepStarted it -> start(run, run.plan().stop(it.step()), false);
            case Event.StepVerifying it -> verify(run, run.plan().stop(it.step()));
            case Event.HoldSensing it -> sense(run, run.plan().stop(it.step()));
            case Event.UndoAsked it -> sense(run, run.plan().stop(it.step()));
            case Event.HoldLocked it -> {
                stopSensing(it.step());
                if (!it.evidence().isEmpty()) {
                    troubles.look(run, run.plan().stop(it.step()));
                }
            }
            case Event.StepUndoing it -> undo(run, run.plan().stop(it.step()), false);
            case Event.StepDone it -> tidy(run.status(it.step()));
            case Event.StepFailed it -> {
                tidy(run.status(it.step()));
                troubles.look(run, run.plan().stop(it.step()));
            }
            case Event.StepUnknown it -> lookWhetherItHappened(run, run.plan().stop(it.step()));
            case Event.StepUndone it -> tidy(run.status(it.step()));
            case Event.StepUndoFailed it -> tidy(run.status(it.step()));
            case Event.StepUndoTicked it ->
                tasks.with(it.step(), task -> task.tick(run.status(it.step()).partsUndone()));
            case Event.StepCancelling it -> tasks.with(it.step(), task -> task.cancel("stopped by " + it.by()));
            case Event.ItemSensing it -> lookAtItem(run, it.item());
            case Event.RunResumed ignored -> goOn(run);
            case Event.RollbackWeighing ignored -> weigh(run);
            case Event.SourceLooking ignored -> prove(run);
            case Event.ForwardAgain ignored ->
                tasks.looks()
                        .filter(it -> it.purpose().equals(PROOF))
                        .forEach(it -> it.cancel("the run goes forward again"));
            default -> {}
        }
    }

    private void goOn(Run run) {
        run.openItems().values().stream().filter(it -> it.claim() != null).forEach(it -> lookAtItem(run, it.name()));
        for (var stop : run.plan().stops()) {
            goOn(run, stop);
            if (run.status(stop).cancelling() && !findsOut(run, stop)) {
                tasks.with(stop.id(), task -> task.cancel("stopped by " + run.driver()));
            }
        }
    }

    /** It asks what became of it, and does nothing any more that could be stopped. */
    private static boolean findsOut(Run run, Plan.Stop stop) {
        return run.status(stop).state() == StepState.RUNNING && stop.traits().afterlife() == Afterlife.FIND_OUT;
    }

    private void goOn(Run run, Plan.Stop stop) {
        var status = run.status(stop);
        if (status.cancelling() && Recovery.repeated(stop, status)) {
            launch(run, stop, status.state() == StepState.UNDOING ? "undo" : "act", true, Crew::onlyStopped);
            return;
        }
        switch (status.state()) {
            case RUNNING -> start(run, stop, true);
            case VERIFYING -> verify(run, stop);
            case UNDOING -> undo(run, stop, true);
            case UNKNOWN -> lookWhetherItHappened(run, stop);
            case DONE, UNDONE -> tidy(run.status(stop));
            case FAILED -> {
                tidy(run.status(stop));
                troubles.look(run, stop);
            }
            default -> {}
        }
    }

    /** What would be done anew on return is not begun where it was being stopped: its jobs are ended, and that is all. */
    private static void onlyStopped(Task task) throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** All of the step's: what an earlier tidying could not remove is found again. */
    private void tidy(StepStatus status) {
        workplace.tidy(status.jobs(""), conductor.values());
    }

    private void start(Run run, Plan.Stop stop, boolean resumed) {
        if (stop.traits().byHand()) {
            return;
        }
        int attempt = run.status(stop).attempt();
        switch (stop.step().body()) {
            case Step.Body.Act act ->
                launch(run, stop, "act", resumed, task -> {
                    var outcome = new Doing(task, workplace, outputs, bindings).act(act.use(), resumed);
                    if (!closing) {
                        conductor.tell(outcome.signal(stop.id(), attempt));
                    }
                });
            case Step.Body.Look look ->
                launch(run, stop, "look", false, task -> {
                    var seen = looked(task, look.checks(), null);
                    tellVerified(task, stop, attempt, seen);
                });
        }
    }

    private void verify(Run run, Plan.Stop stop) {
        verify(run, stop, task -> {});
    }

    private void verify(Run run, Plan.Stop stop, Task.Body before) {
        int attempt = run.status(stop).attempt();
        launch(run, stop, "verify", false, task -> {
            before.run(task);
            var seen = looked(task, stop.step().verify(), stop.step().timeout());
            tellVerified(task, stop, attempt, seen);
        });
    }

    /** Once and for {@code limit} at most, or again and again where the step says for how long. */
    private List<Evidence> looked(Task task, List<KindUse> checks, @Nullable Duration limit)
            throws InterruptedException {
        var looking = task.looking(workplace, outputs, bindings, clock);
        var within = task.stop().step().verifyWithin();
        return within.isZero() ? looking.look(checks, limit) : looking.until(checks, within);
    }

    /** A step whose outcome nobody knows is settled by its own verify, where that is green; otherwise by a person. */
    private void lookWhetherItHappened(Run run, Plan.Stop stop) {
        var task = tasks.of(stop.id());
        // It is looked at already where it has just become unknown by the return.
        if (!stop.step().verify().isEmpty() && (task == null || !task.purpose().equals("verify"))) {
            verify(run, stop, it -> awaitEnd(it.status().jobs("")));
        }
    }

    /** Under a job that still works, a look would take half of it for all. */
    private void awaitEnd(Map<String, String> jobs) throws InterruptedException {
        while (workplace.anyRuns(jobs, conductor.values())) {
            Thread.sleep(AGAIN);
        }
    }

    private void tellVerified(Task task, Plan.Stop stop, int attempt, List<Evidence> seen) {
        if (closing) {
            return;
        }
        var why = task.stopped();
        conductor.tell(
                why.isEmpty()
                        ? new Signal.Verified(stop.id(), attempt, seen)
                        : new Signal.Verified(
                                stop.id(), attempt, List.of(Evidence.red(stop.id(), why, clock.instant()))));
    }

    private void sense(Run run, Plan.Stop stop) {
        var back = UndoGates.open(run, stop);
        var checks = back ? List.<KindUse>of() : stop.hold().checks();
        if (checks.isEmpty() && stop.hold().approvals() == 0) {
            conductor.tell(new Signal.HoldSensed(stop.id(), List.of(), clock.instant()));
            return;
        }
        var timeout = stop.step().timeout();
        launch(run, stop, "gate", false, task -> {
            var seen = checks.isEmpty()
                    ? List.<Evidence>of()
                    : task.looking(workplace, outputs, bindings, clock)
                            .look(checks, timeout == null ? Hold.LONGEST_LOOK : timeout);
            if (!closing && task.stopped().isEmpty()) {
                conductor.tell(sensed(stop, seen, back));
            }
        });
    }

    /** Where other people are asked, with what the step would do now: that is what they agree to. */
    private Signal.HoldSensed sensed(Plan.Stop stop, List<Evidence> seen, boolean back) {
        if (stop.hold().approvals() == 0) {
            return new Signal.HoldSensed(stop.id(), seen, clock.instant());
        }
        var values = stop.step().scope(conductor.values());
        var resolved = new ArrayList<>(back ? previews.ofUndo(stop, values) : previews.of(stop, values));
        if (!back) {
            previews.ofUndo(stop, values).forEach(line -> resolved.add("undo: " + line));
        }
        return new Signal.HoldSensed(stop.id(), seen, clock.instant(), resolved, conductor.reviewers());
    }

    private void stopSensing(String step) {
        var task = tasks.of(step);
        if (task != null && task.purpose().equals("gate")) {
            task.cancel("the gate has locked");
        }
    }

    /** It is said to be closed: its kind is asked. */
    private void lookAtItem(Run run, String name) {
        var item = run.openItems().get(name);
        if (item != null) {
            launch(run, run.plan().stop(item.step()), ITEM, false, task -> {
                var seen = new ItemLook(task, workplace, outputs, bindings).at(name, clock.instant());
                if (!closing) {
                    conductor.tell(new Signal.ItemSensed(name, seen));
                }
            });
        }
    }

    private void undo(Run run, Plan.Stop stop, boolean resumed) {
        launch(run, stop, "undo", resumed, task -> {
            var outcome = new Undoing(task, workplace, outputs, bindings, resumed).undo();
            if (!closing) {
                conductor.tell(new Signal.UndoEnded(stop.id(), outcome));
            }
        });
    }

    private void weigh(Run run) {
        Thread.ofVirtual().start(() -> {
            try {
                var losses = new Weighing(run, bindings, conductor::values).losses();
                conductor.tell(new Signal.RollbackWeighed(losses, clock.instant()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                // Whatever happens, it must not be taken for a look that still goes on.
                conductor.tell(new Signal.RollbackWeighed(Map.of(), clock.instant()));
            }
        });
    }

    /** In the name of the step that was begun first: it is the last one of the way, and its pane shows what is seen. */
    private void prove(Run run) {
        var proof = run.plan().checklist().rollback();
        if (proof.checks().isEmpty()) {
            conductor.tell(new Signal.SourceLooked(List.of()));
            return;
        }
        var last = run.plan().stop(run.rollback().steps().getLast().step());
        launch(run, last, PROOF, false, task -> {
            var looking = task.looking(workplace, outputs, bindings, clock);
            var seen = proof.within().isZero()
                    ? looking.look(proof.checks(), Hold.LONGEST_LOOK)
                    : looking.until(proof.checks(), proof.within());
            if (!closing && task.stopped().isEmpty()) {
                conductor.tell(new Signal.SourceLooked(seen));
            }
        });
    }

    /** One task a step at a time: the next one waits for the last one's end, so that no two of them touch the same output. */
    private void launch(Run run, Plan.Stop stop, String purpose, boolean resumed, Task.Body body) {
        var state = run.status(stop).state();
        var now = tasks.of(stop.id());
        if (now != null
                && now.purpose().equals("verify")
                && state != StepState.VERIFYING
                && state != StepState.UNKNOWN) {
            // Whether an unknown outcome came to pass is settled otherwise by now.
            now.cancel("overtaken");
        }
        // The checks of a proof are the run's, and see none of the values that a step has for itself.
        var values = purpose.equals(PROOF) ? conductor.values() : stop.step().scope(conductor.values());
        var task = new Task(conductor, stop, run.status(stop), values, purpose, workplace);
        var before = tasks.add(task, purpose.equals(ITEM) || purpose.equals(PROOF));
        if (purpose.equals("act") || purpose.equals("look")) {
            bound(task, resumed);
        }
        task.start(before, body, why -> broken(task, task.status().attempt(), why), () -> tasks.forget(task));
    }

    /**
     * Stops it when its {@code timeout} is over, which counts from its start. Where nothing of it ran while the program was away, it has all
     * of its time again: what it does now is done anew, or only finds out how it has ended.
     */
    private void bound(Task task, boolean resumed) {
        var timeout = task.stop().step().timeout();
        var started = task.status().started();
        if (timeout == null || started == null) {
            return;
        }
        var left = Duration.between(clock.instant(), started.plus(timeout));
        if (resumed) {
            Thread.ofVirtual()
                    .start(() -> ring(task, timeout, workplace.anyRuns(task.jobs(), task.values()) ? left : timeout));
        } else {
            ring(task, timeout, left);
        }
    }

    private void ring(Task task, Duration timeout, Duration left) {
        var alarm = timer.schedule(
                () -> task.cancel("took longer than " + Spans.shortly(timeout)),
                Math.max(0, left.toMillis()),
                TimeUnit.MILLISECONDS);
        task.whenOver(() -> alarm.cancel(false));
    }

    private void broken(Task task, int attempt, String why) {
        var id = task.stop().id();
        var red = List.of(Evidence.red(id, why, clock.instant()));
        var remedy = "see what it has done so far, then try again or undo it";
        var failed = task.stopped().isEmpty() ? Outcome.failed(why, remedy) : task.stoppedOutcome(remedy);
        if (task.purpose().equals(ITEM)) {
            conductor.run().openItems().values().stream()
                    .filter(it -> it.step().equals(id) && it.claim() != null)
                    .forEach(it -> conductor.tell(new Signal.ItemSensed(it.name(), red.getFirst())));
            return;
        }
        if (closing || (task.purpose().equals("gate") && !task.stopped().isEmpty())) {
            return;
        }
        conductor.tell(
                switch (task.purpose()) {
                    case "act" -> new Signal.ActionEnded(id, attempt, failed, Map.of());
                    case "gate" -> new Signal.HoldSensed(id, red, clock.instant());
                    case PROOF -> new Signal.SourceLooked(red);
                    case "undo" -> new Signal.UndoEnded(id, failed);
                    default -> new Signal.Verified(id, attempt, red);
                });
    }

    Optional<OutputSource> output(String step, int attempt) {
        return outputs.source(step, attempt);
    }

    Previews previews() {
        return previews;
    }

    void type(String step, byte[] keys) {
        tasks.with(step, task -> task.type(keys));
    }

    void resize(String step, int columns, int rows) {
        tasks.resize(step, new TtySize(columns, rows));
    }

    /** The outcome of an action with the variables that its output set. */
    record Acted(Outcome outcome, Map<String, String> captured) {
        Signal.ActionEnded signal(String step, int attempt) {
            return new Signal.ActionEnded(step, attempt, outcome, captured);
        }
    }

    /** Lets go of everything. Jobs go on; whoever comes back attaches to them. */
    @Override
    public void close() {
        closing = true;
        timer.shutdownNow();
        tasks.letGo();
    }
}
