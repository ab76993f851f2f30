package dev.holdpoint.run;

import dev.holdpoint.run.Event.ApprovalVoided;
import dev.holdpoint.run.Event.ApprovalsAsked;
import dev.holdpoint.run.Event.CodeRefused;
import dev.holdpoint.run.Event.HoldApproved;
import dev.holdpoint.run.Event.HoldLocked;
import dev.holdpoint.run.Event.VariableCaptured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of approvals: how many people besides the driver must agree, each once, and to what exactly. An approval is void, as an event
 * of its own, as soon as what it covers is not what it was.
 */
final class Approving {
    private static final Look NOTHING = new Look(List.of(), List.of(), Optional.empty());

    private Approving() {}

    /**
     * What a look at the checks means for approvals.
     *
     * @param voided those that are void by it
     * @param asked the question that an armed gate puts
     * @param lacking why a release is none after this look
     */
    record Look(List<Event> voided, List<Event> asked, Optional<String> lacking) {}

    static Look look(Run run, Plan.Stop stop, Signal.HoldSensed signal) {
        int number = stop.hold().approvals();
        if (number == 0) {
            return NOTHING;
        }
        var then = run.approvals(stop);
        var covers = Coverage.of(run, stop, signal.resolved(), signal.evidence());
        var digest = Coverage.digest(covers);
        var changed = digest.equals(then.digest()) ? "" : Coverage.difference(then.covers(), covers);
        var voided = changed.isEmpty() ? List.<Event>of() : voided(stop, then, changed);
        return new Look(
                voided,
                List.of(new ApprovalsAsked(stop.id(), number, signal.reviewers(), digest, covers)),
                then.given().size() - voided.size() >= number
                        ? Optional.empty()
                        : Optional.of("approvals are missing" + (changed.isEmpty() ? "" : ": " + changed)));
    }

    private static List<Event> voided(Plan.Stop stop, Approvals approvals, String why) {
        return approvals.given().stream()
                .<Event>map(it -> new ApprovalVoided(stop.id(), it.by(), why))
                .toList();
    }

    /** How many are still wanted. */
    static int missing(Run run, Plan.Stop stop) {
        return Math.max(0, stop.hold().approvals() - run.approvals(stop).given().size());
    }

    /** Why nobody can approve the step now. */
    static Optional<String> obstacle(Run run, Plan.Stop stop, Instant now) {
        if (stop.hold().approvals() == 0) {
            return Optional.of(stop.id() + " asks for no approvals");
        }
        return switch (run.status(stop).gate()) {
            case Gate.Armed ignored -> openObstacle(run, stop, now);
            case Gate.Waiting ignored -> openObstacle(run, stop, now);
            case Gate.Counting ignored -> Optional.of(stop.id() + " has all its approvals");
            case Gate.Locked ignored ->
                Optional.of("the gate of " + stop.id() + " is locked: " + run.driver() + " looks at its checks first");
            case Gate.Sensing ignored ->
                Optional.of("the checks of " + stop.id() + " are being looked at: wait for them");
            case Gate.Released ignored -> Optional.of(stop.id() + " is released");
        };
    }

    private static Optional<String> openObstacle(Run run, Plan.Stop stop, Instant now) {
        if (missing(run, stop) == 0) {
            return Optional.of(stop.id() + " has all its approvals");
        }
        return Gates.obstacle(run, stop)
                .or(() -> Gates.lock(stop, run.status(stop).gate(), now));
    }

    static Decision approve(Run run, Plan.Stop stop, Intent.ApproveHold intent, Instant now) {
        var refusal = obstacle(run, stop, now).or(() -> objection(run, stop, intent));
        if (refusal.isPresent()) {
            return Decision.refused(refusal.get());
        }
        var approved = new HoldApproved(
                stop.id(), intent.by(), intent.how(), run.approvals(stop).digest());
        return run.status(stop).gate() instanceof Gate.Waiting
                        && missing(run, stop) == 1
                        && !Windows.asks(run, stop, now)
                ? Decision.of(approved, Gates.countdown(run, stop, now))
                : Decision.of(approved);
    }

    private static Optional<String> objection(Run run, Plan.Stop stop, Intent.ApproveHold intent) {
        var approvals = run.approvals(stop);
        var digest = intent.digest();
        if (intent.by().equals(run.driver())) {
            return Optional.of(intent.by() + " drives this run: nobody approves their own");
        }
        if (approvals.by(intent.by())) {
            return Optional.of(intent.by() + " has approved already, and counts once");
        }
        return digest == null || digest.equals(approvals.digest())
                ? Optional.empty()
                : Optional.of(stop.id() + " has changed since you looked at it: look again");
    }

    static Decision refuseCode(Run run, Plan.Stop stop, String name, Instant now) {
        var refusal = obstacle(run, stop, now);
        if (refusal.isPresent()) {
            return Decision.refused(refusal.get());
        }
        var wrong = new CodeRefused(stop.id(), name, run.driver());
        return run.approvals(stop).wrongCodes() + 1 < Gates.TRIES
                ? Decision.of(wrong)
                : Decision.of(wrong, new HoldLocked(stop.id(), Gates.TRIES + " wrong codes", List.of()));
    }

    /** {@code decision}, and what it makes void: approvals of steps whose values are not what they were. */
    static Decision.Events andVoided(Run run, Decision.Events decision) {
        if (decision.events().stream().noneMatch(Variables::brings) || nobodyApproved(run)) {
            return decision;
        }
        var then = Replay.with(run, decision.events());
        var newSecret = decision.events().stream()
                .anyMatch(it -> it instanceof VariableCaptured captured && captured.value() == null);
        var events = new ArrayList<>(decision.events());
        for (var stop : then.plan().stops()) {
            var approvals = then.approvals(stop);
            var before = Coverage.values(approvals.covers());
            var after = Coverage.values(then, stop);
            if (approvals.given().isEmpty() || (before.equals(after) && !newSecret)) {
                continue;
            }
            var why = before.equals(after) ? "a secret was given anew" : Coverage.difference(before, after);
            events.addAll(voided(stop, approvals, why));
            if (!(then.status(stop).gate() instanceof Gate.Locked)) {
                events.add(new HoldLocked(stop.id(), "an approval is void: " + why, List.of()));
            }
        }
        return new Decision.Events(events);
    }

    private static boolean nobodyApproved(Run run) {
        return run.approvals().values().stream().allMatch(it -> it.given().isEmpty());
    }

    /** Of a run that its driver has left: another one may come back, and what is there then nobody has seen. */
    static List<Event> allVoided(Run run) {
        var events = new ArrayList<Event>();
        for (var stop : run.plan().stops()) {
            events.addAll(voided(stop, run.approvals(stop), "the program was away"));
        }
        return events;
    }
}
