package dev.holdpoint.run;

import dev.holdpoint.run.Event.CountdownStarted;
import dev.holdpoint.run.Event.CountdownStopped;
import dev.holdpoint.run.Event.HoldArmed;
import dev.holdpoint.run.Event.HoldLocked;
import dev.holdpoint.run.Event.HoldReleased;
import dev.holdpoint.run.Event.HoldSensing;
import dev.holdpoint.run.Event.PhraseMistyped;
import dev.holdpoint.run.Event.PhraseTyped;
import dev.holdpoint.step.Evidence;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of hold points: needs met, checks green and fresh, phrase typed, approvals given ({@link Approving}), countdown run out, checks
 * green once more at the moment of release. Only {@link #sensed} makes a {@link HoldReleased}, and it makes the start with it in the same breath.
 */
public final class Gates {
    /** After so many wrong phrases the gate locks and its checks have to be looked at again. */
    static final int TRIES = 3;

    /** A busy machine is late by seconds. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private Gates() {}

    /** Why nothing is released at its gate now, its checks apart. */
    static Optional<String> obstacle(Run run, Plan.Stop stop) {
        return UndoGates.open(run, stop) ? UndoGates.obstacle(run, stop) : Readiness.obstacle(run, stop);
    }

    /** What is typed at the gate, whichever way it opens. */
    public static String phrase(Run run, Plan.Stop stop) {
        return UndoGates.open(run, stop) ? UndoGates.phrase(stop) : run.plan().phrase(stop, run.values());
    }

    static Decision arm(Run run, Plan.Stop stop) {
        if (UndoGates.open(run, stop)) {
            return UndoGates.look(run, stop);
        }
        if (!stop.isHold()) {
            return Decision.refused(stop.id() + " is no hold point: enter runs it");
        }
        var obstacle = Readiness.obstacle(run, stop);
        if (obstacle.isPresent()) {
            return Decision.refused(obstacle.get());
        }
        return switch (run.status(stop).gate()) {
            case Gate.Sensing ignored -> Decision.refused("its checks are being looked at");
            case Gate.Counting ignored -> Decision.refused("the countdown is running: any key stops it");
            case Gate.Locked ignored -> Decision.of(new HoldSensing(stop.id(), false));
            case Gate.Armed ignored -> Decision.of(new HoldSensing(stop.id(), false));
            case Gate.Waiting ignored -> Decision.of(new HoldSensing(stop.id(), false));
            case Gate.Released ignored -> Decision.refused(stop.id() + " is released");
        };
    }

    static Decision.Events sensed(Run run, Signal.HoldSensed signal, Instant now) {
        var stop = run.plan().stop(signal.step());
        if (!(run.status(stop).gate() instanceof Gate.Sensing sensing)) {
            return new Decision.Events(List.of());
        }
        var approvals = Approving.look(run, stop, signal);
        var events = new ArrayList<>(approvals.voided());
        var back = sensing.back();
        var phrase = phrase(run, stop);
        var lock = obstacle(run, stop)
                .or(() -> redOrStale(stop, sensing, signal.evidence(), signal.ended(), now))
                .or(() -> Lifetimes.obstacle(run, stop, now))
                .or(() -> sensing.release() ? Windows.unasked(run, stop, now) : Optional.empty())
                .or(() -> sensing.release() ? another(sensing.phrase(), phrase) : Optional.empty())
                .or(() -> sensing.release() ? approvals.lacking() : Optional.empty());
        if (lock.isPresent()) {
            events.add(new HoldLocked(stop.id(), lock.get(), signal.evidence()));
            return new Decision.Events(events);
        }
        if (!sensing.release()) {
            events.addAll(approvals.asked());
            events.add(new HoldArmed(stop.id(), phrase, signal.evidence(), signal.ended()));
            return new Decision.Events(events);
        }
        events.add(new HoldReleased(stop.id(), sensing.by(), signal.evidence(), signal.ended()));
        events.addAll(back == null ? Starts.events(run, stop) : UndoGates.released(stop, sensing.by(), back));
        return new Decision.Events(events);
    }

    /** Why the phrase that was typed releases nothing now. */
    private static Optional<String> another(String typed, String wanted) {
        return asTyped(wanted).equals(asTyped(typed))
                ? Optional.empty()
                : Optional.of("what it changes is another now: " + wanted + ", not " + typed);
    }

    /** {@code decision}, and the gates that lock with it: what would be released there is not what was looked at and typed for. */
    static Decision.Events andLocked(Run run, Decision.Events decision) {
        if (decision.events().stream().noneMatch(Variables::brings)) {
            return decision;
        }
        var then = Replay.with(run, decision.events());
        var events = new ArrayList<>(decision.events());
        for (var stop : then.plan().stops()) {
            var gate = then.status(stop).gate();
            if (gate instanceof Gate.Locked || gate instanceof Gate.Released) {
                continue;
            }
            var reads =
                    gate.back() == null ? stop.traits().reads() : stop.traits().undoReads();
            reads.stream()
                    .filter(it -> Variables.changes(run, decision, it))
                    .findFirst()
                    .ifPresent(it -> events.add(new HoldLocked(
                            stop.id(),
                            it + " has another value now: look at what it does, and arm it again",
                            List.of())));
        }
        return new Decision.Events(events);
    }

    static Decision type(Run run, Plan.Stop stop, String text, Instant now) {
        if (run.status(stop).gate() instanceof Gate.Waiting waiting) {
            if (nothingAsked(run, stop, now)) {
                return counts(run, stop, waiting, now);
            }
            return Decision.refused(
                    Windows.asks(run, stop, now)
                            ? "the phrase is typed, and " + Windows.ended(run, now)
                                    + ": say whether it is released anyway"
                            : "the phrase is typed: approvals are missing");
        }
        if (!(run.status(stop).gate() instanceof Gate.Armed armed)) {
            return Decision.refused("the gate is locked: its checks come first (c)");
        }
        var lock = obstacle(run, stop).or(() -> redOrStale(stop, armed, armed.evidence(), armed.seen(), now));
        if (lock.isPresent()) {
            return Decision.of(new HoldLocked(stop.id(), lock.get(), List.of()));
        }
        if (!asTyped(text).equals(asTyped(armed.phrase()))) {
            var wrong = new PhraseMistyped(stop.id(), run.driver());
            return armed.mistyped() + 1 < TRIES
                    ? Decision.of(wrong)
                    : Decision.of(wrong, new HoldLocked(stop.id(), "mistyped " + TRIES + " times", List.of()));
        }
        var typed = new PhraseTyped(stop.id(), run.driver());
        return Approving.missing(run, stop) > 0 || Windows.asks(run, stop, now)
                ? Decision.of(typed)
                : Decision.of(typed, countdown(run, stop, now));
    }

    /** What a gate waited for is asked no more: its clock was set back to before the window's end. */
    static boolean nothingAsked(Run run, Plan.Stop stop, Instant now) {
        return Approving.missing(run, stop) == 0 && !Windows.asks(run, stop, now);
    }

    /** Its phrase is typed, and nothing else is asked. */
    static Decision counts(Run run, Plan.Stop stop, Gate.Waiting waiting, Instant now) {
        var lock = obstacle(run, stop).or(() -> lock(stop, waiting, now));
        return Decision.of(
                lock.isPresent() ? new HoldLocked(stop.id(), lock.get(), List.of()) : countdown(run, stop, now));
    }

    static Event countdown(Run run, Plan.Stop stop, Instant now) {
        return new CountdownStarted(stop.id(), now.plus(countdown(run, stop)));
    }

    /** How long it is from the phrase to what it releases. */
    public static Duration countdown(Run run, Plan.Stop stop) {
        return UndoGates.open(run, stop) ? UndoGates.COUNTDOWN : stop.hold().countdown();
    }

    /**
     * Blanks at its ends can't be seen, nor can what only steers other characters; one blank looks like another; and a letter with an accent
     * is one character on one keyboard and two on another.
     */
    private static String asTyped(String phrase) {
        var seen = phrase.replaceAll("\\p{Cf}", "").replaceAll("\\p{Zs}", " ");
        return Normalizer.normalize(seen.strip(), Normalizer.Form.NFC);
    }

    static Decision stopCountdown(Run run, Plan.Stop stop) {
        var gate = run.status(stop).gate();
        if (gate.back() != null && !(gate instanceof Gate.Counting) && !(gate instanceof Gate.Waiting)) {
            // Nobody goes on with it: it is wanted no more.
            return Decision.of(new HoldLocked(stop.id(), "left by " + run.driver(), List.of()));
        }
        return switch (gate) {
            case Gate.Counting ignored -> Decision.of(new CountdownStopped(stop.id(), run.driver()));
            case Gate.Waiting ignored -> Decision.of(new CountdownStopped(stop.id(), run.driver()));
            case Gate.Sensing ignored ->
                Decision.of(new HoldLocked(stop.id(), "stopped by " + run.driver(), List.of()));
            default -> Decision.refused("no countdown is running");
        };
    }

    /** What the clock does to one gate. */
    static Optional<Event> tick(Plan.Stop stop, Gate gate, Instant now) {
        var lock = lock(stop, gate, now).or(() -> late(gate, now));
        if (lock.isPresent()) {
            return Optional.of(new HoldLocked(stop.id(), lock.get(), List.of()));
        }
        return gate instanceof Gate.Counting counting && !now.isBefore(counting.ends())
                ? Optional.of(new HoldSensing(stop.id(), true))
                : Optional.empty();
    }

    /** The machine slept, or its clock jumped: nobody had the seconds in which a key would have stopped it. */
    private static Optional<String> late(Gate gate, Instant now) {
        return gate instanceof Gate.Counting counting && late(counting.ends(), now)
                ? Optional.of("its countdown ended " + Spans.about(Duration.between(counting.ends(), now))
                        + " ago, unseen: release it again")
                : Optional.empty();
    }

    /** Whether a countdown ended too long ago for what follows to begin by itself. */
    static boolean late(Instant ends, Instant now) {
        return now.isAfter(ends.plus(LATE));
    }

    /** Why a gate that stands open must lock. */
    static Optional<String> lock(Plan.Stop stop, Gate gate, Instant now) {
        return switch (gate) {
            case Gate.Armed it -> redOrStale(stop, it, it.evidence(), it.seen(), now);
            case Gate.Waiting it -> redOrStale(stop, it, it.evidence(), it.seen(), now);
            case Gate.Counting it -> redOrStale(stop, it, it.evidence(), it.seen(), now);
            default -> Optional.empty();
        };
    }

    /** When the clock will next matter to the gate. */
    static Optional<Instant> due(Plan.Stop stop, Gate gate) {
        return switch (gate) {
            case Gate.Armed armed ->
                goodUntil(stop, armed.evidence(), armed.seen()).map(it -> it.plusMillis(1));
            case Gate.Waiting waiting ->
                goodUntil(stop, waiting.evidence(), waiting.seen()).map(it -> it.plusMillis(1));
            case Gate.Counting counting ->
                Optional.of(goodUntil(stop, counting.evidence(), counting.seen())
                        .map(it -> it.plusMillis(1))
                        .filter(it -> it.isBefore(counting.ends()))
                        .orElse(counting.ends()));
            default -> Optional.empty();
        };
    }

    /** Until when an armed gate stands open for its phrase; empty where no evidence can grow stale. */
    public static Optional<Instant> goodUntil(Plan.Stop stop, Gate.Armed armed) {
        return goodUntil(stop, armed.evidence(), armed.seen());
    }

    private static Optional<Instant> goodUntil(Plan.Stop stop, List<Evidence> evidence, Instant seen) {
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(seen.plus(stop.hold().fresh()));
    }

    /**
     * One check of the author for each evidence, all green, none older than {@code fresh}; else why not. How long the look took does not
     * count: one that takes longer than {@code fresh} could release nothing, ever.
     */
    private static Optional<String> redOrStale(
            Plan.Stop stop, Gate gate, List<Evidence> evidence, Instant seen, Instant now) {
        if (gate.back() != null) {
            // It has no checks: what is red is the look itself.
            return evidence.stream().filter(it -> !it.green()).findFirst().map(Evidence::sentence);
        }
        var wanted = stop.hold().checks().size();
        if (evidence.size() != wanted) {
            return Optional.of(wanted + " checks are wanted and " + evidence.size() + " were seen");
        }
        var red = evidence.stream().filter(it -> !it.green()).count();
        if (red > 0) {
            return Optional.of(red == 1 ? "1 check is red" : red + " checks are red");
        }
        return goodUntil(stop, evidence, seen)
                .filter(it -> it.isBefore(now))
                .map(it -> "the evidence is older than "
                        + Spans.shortly(stop.hold().fresh()));
    }
}
