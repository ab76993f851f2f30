package dev.holdpoint.step.file;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.TargetProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who runs rsync: one of the two hosts, or this machine. What the first pass of a run has found out is taken by the next one, whose rsync
 * itself looks then whether the machine that answers is that one.
 */
final class CopyRoute {
    static final String ROUTE = "route";
    static final String THROUGH = "through here";
    static final Attempt.Captured NOTHING = new Attempt.Captured(new Ended.Exited(1), "");

    private final Attempt attempt;
    private final Location from;
    private final Location to;
    private final Path kept;
    /** An earlier pass has found it, and nobody has asked again. */
    private boolean unasked;

    /** It runs where the source is. */
    private boolean forth;

    /** @param kept where the passes of this run between these two places keep it */
    CopyRoute(Attempt attempt, Location from, Location to, Path kept) {
        this.attempt = attempt;
        this.from = from;
        this.to = to;
        this.kept = kept;
    }

    /** It needs nobody there who types a password for sudo. */
    boolean rootUnasked(Location other) {
        var sudo = attempt.host(other.host()).sudo();
        return sudo == null || sudo.password() == null;
    }

    private boolean between() {
        return !from.host().equals(to.host()) && !from.local() && !to.local();
    }

    /** Who comes back to a copy that runs asks nobody again. */
    private Optional<String> before() {
        return attempt.resumed() ? attempt.ofThisAttempt(ROUTE).filter(it -> !it.isEmpty()) : Optional.empty();
    }

    /** Whether it has to be tried if the source gets to the target. */
    boolean asks() {
        return between() && before().isEmpty() && lines().isEmpty() && rootUnasked(to);
    }

    /** @param heard what the source heard of the target, where that was asked */
    String choose(CopyEnd source, CopyEnd target, Attempt.Captured heard) throws InterruptedException {
        var before = before();
        if (before.isPresent()) {
            return before.get();
        }
        var earlier = between() ? earlier(source, target) : Optional.<String>empty();
        var route = earlier.isPresent() ? earlier.get() : chosen(source, target, heard);
        attempt.remember(ROUTE, route);
        return route;
    }

    private String chosen(CopyEnd source, CopyEnd target, Attempt.Captured heard) throws InterruptedException {
        if (!between()) {
            return to.local() ? to.host() : from.host();
        }
        var asked = asks() || !rootUnasked(to) ? heard : CopyEnd.reach(attempt, from, to);
        if (target.isReached(asked)) {
            return found(from, source, target);
        }
        if (rootUnasked(from) && source.isReached(CopyEnd.reach(attempt, to, from))) {
            return found(to, source, target);
        }
        forget();
        attempt.say("neither " + from.host() + " nor " + to.host()
                + " reaches the other by ssh without being asked something: it goes through this machine");
        return THROUGH;
    }

    private String found(Location by, CopyEnd source, CopyEnd target) {
        if (source.who().isPresent() && target.who().isPresent()) {
            try {
                Files.createDirectories(kept.getParent());
                Files.write(
                        kept,
                        List.of(by.host(), source.who().get(), target.who().get()));
            } catch (IOException broken) {
                throw new TargetProblem("cannot write " + kept + ": " + broken.getMessage(), broken);
            }
        }
        return by.host();
    }

    /** What an earlier pass has found, where both machines are those of then. */
    private Optional<String> earlier(CopyEnd source, CopyEnd target) {
        var lines = lines();
        if (lines.size() != 3
                || !source.who().equals(Optional.of(lines.get(1)))
                || !target.who().equals(Optional.of(lines.get(2)))) {
            return Optional.empty();
        }
        forth = lines.getFirst().equals(from.host());
        if ((!forth && !lines.getFirst().equals(to.host())) || !rootUnasked(forth ? to : from)) {
            return Optional.empty();
        }
        unasked = true;
        return Optional.of(lines.getFirst());
    }

    private List<String> lines() {
        try {
            return between() && Files.exists(kept) ? Files.readAllLines(kept) : List.of();
        } catch (IOException torn) {
            return List.of();
        }
    }

    private void forget() {
        try {
            Files.deleteIfExists(kept);
        } catch (IOException broken) {
            throw new TargetProblem("cannot remove " + kept + ": " + broken.getMessage(), broken);
        }
    }

    /** What an earlier pass has found may hold no more: why is looked for, and the next try looks for a way anew. */
    Outcome broken(Outcome outcome, CopyEnd source, CopyEnd target) throws InterruptedException {
        if (!unasked || !(outcome instanceof Outcome.Failed)) {
            return outcome;
        }
        forget();
        attempt.remember(ROUTE, "");
        var near = forth ? from : to;
        var far = forth ? target : source;
        var heard = CopyEnd.reach(attempt, near, far.place());
        return far.isReached(heard)
                ? outcome
                : Outcome.failed(far.unreached(attempt, near, heard), "retry: another way is looked for then");
    }
}
