package dev.holdpoint.run;

import dev.holdpoint.checklist.Variable;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Opening;
import java.util.List;
import java.util.Optional;

/**
 * What the rules need to know of a step's kind, asked of the kind once: the rules never ask for its name.
 *
 * @param byHand a person does it and ticks it off
 * @param dangerous a hold point whatever the file says
 * @param because why, where it is dangerous
 * @param undoable the kind can take it back by itself
 * @param looks true for a {@code check} step: its outcome is the evidence of its checks
 * @param trial the check that tries the step's own spec and takes it back, for its gate; empty where there is none
 * @param reads variables that must have a value before it starts
 * @param undoReads those that must have one before its author's steps take it back
 * @param undoParts the parts of its undo, in their order
 * @param undoReaches its undo reaches the outside, or deletes what nothing brings back
 * @param serves the steps that it is there for, where it is there for others only
 */
public record Traits(
        boolean byHand,
        boolean dangerous,
        String because,
        Afterlife afterlife,
        boolean undoable,
        boolean looks,
        List<Variable> asks,
        List<Opening> opens,
        List<String> closes,
        String trial,
        List<String> reads,
        List<String> undoReads,
        List<UndoPart> undoParts,
        boolean undoReaches,
        List<String> serves) {
    /**
     * One part of an undo.
     *
     * @param afterlife what becomes of it when the program dies under it
     * @param byHand a person does it and ticks it off
     */
    public record UndoPart(Afterlife afterlife, boolean byHand) {
        static final UndoPart BY_HAND = new UndoPart(Afterlife.REATTACH, true);

        static UndoPart by(Afterlife afterlife) {
            return new UndoPart(afterlife, false);
        }
    }

    public Traits {
        asks = List.copyOf(asks);
        opens = List.copyOf(opens);
        closes = List.copyOf(closes);
        reads = List.copyOf(reads);
        undoReads = List.copyOf(undoReads);
        undoParts = List.copyOf(undoParts);
        serves = List.copyOf(serves);
    }

    /** The part that comes next when so many are done; empty where all are. */
    Optional<UndoPart> undoPart(int done) {
        return undoParts.stream().skip(done).findFirst();
    }

    Traits reading(List<String> before, List<String> beforeUndo) {
        return with(before, beforeUndo, undoParts, undoReaches, serves);
    }

    Traits undoneBy(List<UndoPart> parts) {
        return with(reads, undoReads, parts, undoReaches, serves);
    }

    Traits serving(List<String> steps) {
        return with(reads, undoReads, undoParts, undoReaches, steps);
    }

    public Traits undoReaching(boolean outside) {
        return with(reads, undoReads, undoParts, outside, serves);
    }

    private Traits with(
            List<String> before, List<String> beforeUndo, List<UndoPart> parts, boolean outside, List<String> served) {
        return new Traits(
                byHand,
                dangerous,
                because,
                afterlife,
                undoable,
                looks,
                asks,
                opens,
                closes,
                trial,
                before,
                beforeUndo,
                parts,
                outside,
                served);
    }

    /** Of a kind that cannot be tried, and of a step that reads no variables. */
    public Traits(
            boolean byHand,
            boolean dangerous,
            String because,
            Afterlife afterlife,
            boolean undoable,
            boolean looks,
            List<Variable> asks,
            List<Opening> opens,
            List<String> closes) {
        this(
                byHand, dangerous, because, afterlife, undoable, looks, asks, opens, closes, "", List.of(), List.of(),
                List.of(), false, List.of());
    }
}
