package dev.holdpoint.run;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Trouble;
import dev.holdpoint.run.Event.TroublesFound;
import dev.holdpoint.step.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a failure, and the rules for the steps that mend it. They are steps of the run as all others, but only while the step
 * that failed has not been started again or settled; a person starts them, and they can be gone through again at another failure. A gate
 * whose checks are red is one too, until they are green.
 *
 * @param troubles ids of those that the failure speaks of
 * @param open the step still stands as failed, or its gate as red
 * @param before how steps that had mended it earlier stood when this failure came; the same in all that are open and share a step
 */
public record Mending(List<String> troubles, boolean open, Map<String, StepStatus> before) {
    private static final Mending NOTHING = new Mending(List.of(), false, Map.of());

    public Mending {
        troubles = List.copyOf(troubles);
        before = Map.copyOf(before);
    }

    static Decision.Events seen(Run run, Signal.TroublesSeen signal) {
        var stop = run.plan().stop(signal.step());
        var status = run.status(stop);
        if (known(run, stop).equals(signal.troubles())
                || status.attempt() != signal.attempt()
                || !mayBeSeen(run, stop)) {
            return new Decision.Events(List.of());
        }
        var events = new ArrayList<Event>();
        events.add(new TroublesFound(signal.step(), signal.attempt(), signal.troubles()));
        var then = Replay.with(run, events);
        events.addAll(Variables.applying(then, then.values()));
        return new Decision.Events(events);
    }

    /** A failure is looked over once. A gate may be red of something else the next time, but not while a step that mends it is running. */
    static boolean mayBeSeen(Run run, Plan.Stop stop) {
        var status = run.status(stop);
        return stands(status)
                && (status.state() == StepState.FAILED
                        ? known(run, stop).isEmpty()
                        : running(run, stop).isEmpty());
    }

    /** It has failed, or its gate was last locked by what its checks saw. */
    static boolean stands(StepStatus status) {
        return switch (status.state()) {
            case FAILED -> true;
            case TO_DO, UNDONE -> !red(status).isEmpty();
            default -> false;
        };
    }

    /** What the checks of its gate saw that keeps it locked. */
    static List<Evidence> red(StepStatus status) {
        return status.gate() instanceof Gate.Locked locked
                ? locked.evidence().stream().filter(it -> !it.green()).toList()
                : List.of();
    }

    /** Ids of the troubles that its failure, or its red gate, speaks of. */
    static List<String> known(Run run, Plan.Stop failed) {
        var mending = of(run, failed);
        return mending.open() ? mending.troubles() : List.of();
    }

    private static Mending of(Run run, Plan.Stop failed) {
        return run.troubles().getOrDefault(failed.id(), NOTHING);
    }

    /** The troubles of a step that has failed; none where nothing is known of it, or it has not. */
    public static List<Trouble> found(Run run, Plan.Stop failed) {
        var mending = of(run, failed);
        return mending.open() ? troubles(run, failed, mending) : List.of();
    }

    private static List<Trouble> troubles(Run run, Plan.Stop failed, Mending mending) {
        return run.plan().troubles(failed.id()).stream()
                .filter(it -> mending.troubles().contains(it.id()))
                .toList();
    }

    /** The steps that mend it, in order. */
    public static List<Plan.Stop> steps(Run run, Trouble trouble) {
        return trouble.steps().stream().map(Step::id).map(run.plan()::stop).toList();
    }

    /** The steps that stand below one that has failed: all that mend it now, and those that have mended it before. */
    public static List<Plan.Stop> below(Run run, Plan.Stop failed) {
        var mending = run.troubles().get(failed.id());
        if (mending == null) {
            return List.of();
        }
        return troubles(run, failed, mending).stream()
                .flatMap(it -> steps(run, it).stream())
                .filter(it -> mending.open() || run.status(it).attempt() > 0)
                .toList();
    }

    /** The step below which one that mends stands; empty where it stands nowhere now, and for every other step. */
    public static Optional<Plan.Stop> above(Run run, Plan.Stop stop) {
        return run.plan().mends(stop.id()) == null
                ? Optional.empty()
                : run.troubles().keySet().stream()
                        .map(run.plan()::stop)
                        .filter(it -> below(run, it).contains(stop))
                        .findFirst();
    }

    /** Where the short list goes on that a person has begun; empty before that, and when it is gone through. */
    public static Optional<Plan.Stop> next(Run run, Plan.Stop failed) {
        return found(run, failed).stream()
                .map(it -> steps(run, it))
                .filter(list -> list.stream().anyMatch(it -> begun(run, it)))
                .flatMap(List::stream)
                .filter(it -> !run.status(it).state().settled())
                .findFirst();
    }

    private static boolean begun(Run run, Plan.Stop stop) {
        return switch (run.status(stop).state()) {
            case TO_DO, NOT_APPLICABLE -> false;
            default -> true;
        };
    }

    /** One that mends the step is running: what it changes would change under it. */
    static Optional<Plan.Stop> running(Run run, Plan.Stop failed) {
        return found(run, failed).stream()
                .flatMap(it -> steps(run, it).stream())
                .filter(it -> run.status(it).state().active())
                .findFirst();
    }

    /** Its last time was at an earlier failure, and is not taken back: it can be undone, though it is to do again now. */
    static boolean doneBefore(Run run, Plan.Stop stop) {
        return !run.troubles().isEmpty()
                && run.status(stop).state() == StepState.TO_DO
                && run.troubles().values().stream().filter(Mending::open).anyMatch(it -> it.wasDone(stop.id()));
    }

    private boolean wasDone(String step) {
        var then = before.get(step);
        return then != null && then.state() == StepState.DONE;
    }

    /** The statuses of steps, while events are folded. */
    interface Statuses {
        StepStatus get(String step);

        void set(String step, StepStatus status);
    }

    /** Takes one event in. */
    static void fold(Plan plan, Map<String, Mending> all, Event.OfStep event, Statuses statuses) {
        switch (event) {
            case TroublesFound it -> open(plan, all, it, statuses);
            case Event.StepStarted it -> begun(plan, all, it.step(), statuses);
            case Event.StepDone it -> begun(plan, all, it.step(), statuses);
            case Event.StepSkipped it -> begun(plan, all, it.step(), statuses);
            case Event.StepUndoing it -> close(plan, all, it.step(), statuses);
            case Event.StepNotApplicable it -> close(plan, all, it.step(), statuses);
            case Event.HoldArmed it
            when statuses.get(it.step()).state() != StepState.FAILED -> close(plan, all, it.step(), statuses);
            case Event.StepUndone it -> forgotten(plan, all, it.step(), statuses);
            default -> {}
        }
    }

    /** Where a person has begun to mend, nothing of what failed is started by the program while it is half mended. */
    private static void begun(Plan plan, Map<String, Mending> all, String step, Statuses statuses) {
        close(plan, all, step, statuses);
        all.forEach((failed, it) -> {
            if (it.open() && it.mends(plan, step)) {
                statuses.set(failed, statuses.get(failed).notAgain());
            }
        });
    }

    private static void open(Plan plan, Map<String, Mending> all, TroublesFound found, Statuses statuses) {
        close(plan, all, found.step(), statuses);
        if (found.troubles().isEmpty()) {
            return;
        }
        // The latest failure stands last: a step that two of them share stands below the first.
        all.remove(found.step());
        var opened = new Mending(found.troubles(), true, Map.of());
        var before = new HashMap<String, StepStatus>();
        opened.mendedBy(plan).forEach(id -> {
            var status = statuses.get(id);
            if (!status.state().active() && status.state() != StepState.FAILED && status.state() != StepState.UNKNOWN) {
                before.put(id, status.state() == StepState.TO_DO ? stood(plan, all, id, status) : aside(status));
                statuses.set(id, status.toDoAgain());
            }
        });
        // Whichever of those that share a step is over last gives it back.
        all.replaceAll((id, it) -> it.open() ? it.knowing(before, plan) : it);
        all.put(found.step(), new Mending(found.troubles(), true, before));
    }

    /** How a step that is to do already stood before another failure made it so. */
    private static StepStatus stood(Plan plan, Map<String, Mending> all, String step, StepStatus now) {
        return all.values().stream()
                .filter(it -> it.open() && it.mends(plan, step))
                .flatMap(it -> Stream.ofNullable(it.before().get(step)))
                .findFirst()
                .orElseGet(() -> aside(now));
    }

    /** As it stands where no trouble wants it: never to do, and its gate locked. */
    private static StepStatus aside(StepStatus status) {
        var locked = status.with(status.gate() instanceof Gate.Locked ? status.gate() : Gate.Locked.INITIALLY);
        return switch (status.state()) {
            case TO_DO -> status.attempt() == 0 ? StepStatus.ASIDE : locked.as(StepState.NOT_APPLICABLE, "");
            case UNDONE -> locked.as(StepState.NOT_APPLICABLE, "undone");
            default -> locked;
        };
    }

    private Mending knowing(Map<String, StepStatus> later, Plan plan) {
        var more = new HashMap<>(before);
        later.forEach((id, status) -> {
            if (mends(plan, id)) {
                more.put(id, status);
            }
        });
        return new Mending(troubles, open, more);
    }

    private static void close(Plan plan, Map<String, Mending> all, String step, Statuses statuses) {
        var mending = all.get(step);
        if (mending == null || !mending.open()) {
            return;
        }
        all.put(step, new Mending(mending.troubles(), false, Map.of()));
        mending.mendedBy(plan).filter(id -> !wanted(plan, all, id)).forEach(id -> {
            var status = statuses.get(id);
            if (status.state() == StepState.TO_DO) {
                statuses.set(id, mending.before().getOrDefault(id, aside(status)));
            } else {
                statuses.set(id, status.state() == StepState.UNDONE ? aside(status) : status.notAgain());
            }
        });
    }

    private static void forgotten(Plan plan, Map<String, Mending> all, String step, Statuses statuses) {
        if (plan.mends(step) != null && !wanted(plan, all, step)) {
            statuses.set(step, statuses.get(step).as(StepState.NOT_APPLICABLE, "undone"));
        }
    }

    /** A step that mends has something to mend now; every other step is always wanted. */
    static boolean wanted(Run run, Plan.Stop stop) {
        return run.plan().mends(stop.id()) == null || wanted(run.plan(), run.troubles(), stop.id());
    }

    private static boolean wanted(Plan plan, Map<String, Mending> all, String step) {
        return all.values().stream().anyMatch(it -> it.open() && it.mends(plan, step));
    }

    private boolean mends(Plan plan, String step) {
        var trouble = plan.mends(step);
        return trouble != null && troubles.contains(trouble.id());
    }

    private Stream<String> mendedBy(Plan plan) {
        return plan.checklist().troubles().stream()
                .filter(it -> troubles.contains(it.id()))
                .flatMap(it -> it.steps().stream())
                .map(Step::id);
    }
}
