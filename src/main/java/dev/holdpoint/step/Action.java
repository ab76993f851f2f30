package dev.holdpoint.step;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.Vocabulary.Guarding;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A kind that changes something. Stateless: everything about one execution is in the {@link Attempt}. */
public non-sealed interface Action<S extends Record> extends Kind<S> {
    /**
     * Does it, on a virtual thread of its own. On a resumed attempt ({@link Attempt#resumed()}) it is called again with the same
     * jobs, and goes on where it was; that happens only to kinds whose afterlife is not {@link Afterlife#ASK}.
     *
     * @throws InterruptedException when the operator cancels or the timeout is over; jobs are cancelled by the caller
     */
    Outcome run(S spec, Attempt attempt) throws InterruptedException;

    /** What becomes of it when the program dies under it. */
    Afterlife afterlife(S spec);

    /** Why it is a hold point whatever the file says; empty when it need not be one. Whoever answers also says {@link #mayBeDangerous}. */
    default Optional<Danger> danger(S spec) {
        return Optional.empty();
    }

    /** True where {@link #danger} has an answer for some specs: then one that is not known in full counts as dangerous. */
    default boolean mayBeDangerous() {
        return false;
    }

    /** The same of a spec of which only some is known: a text that is not stands there as its author wrote it, with {@code ${}}. */
    default boolean mayBeDangerous(S draft) {
        return mayBeDangerous();
    }

    /**
     * The name of a check with the same spec that does it against the real thing, shows what it would change, and takes it back at
     * once. The gate of a hold point looks with it too. Empty where the kind has none.
     */
    default Optional<String> trial(S spec) {
        return Optional.empty();
    }

    /** True where a person does it and ticks it off; {@link #run} is then never called. */
    default boolean byHand() {
        return false;
    }

    /** What the person is asked for when ticking it off. */
    default List<Variable> asks(S spec) {
        return List.of();
    }

    /** True where the kind can take it back by itself. */
    default boolean undoable(S spec) {
        return false;
    }

    /** What taking it back would do, one line each; empty when the kind cannot. */
    default List<String> undoPreview(S spec, Setting setting) {
        return List.of();
    }

    /** Takes it back; called only where it is {@link #undoable}. */
    default Outcome undo(S spec, Attempt attempt) throws InterruptedException {
        return Outcome.failed(name() + " cannot be undone by the program", "take it back by hand");
    }

    /** True where taking it back reaches the outside, or deletes what nothing brings back: a gate stands before it, in a rollback a countdown. */
    default boolean undoReaches(S spec) {
        return danger(spec).isPresent();
    }

    /**
     * What taking it back would lose, looked up now and read-only, a sentence each.
     *
     * @param remembered a fact that the step has kept, by its key
     * @return empty where nobody can say; a sentence that says so where nothing would be lost
     * @throws InterruptedException when nobody waits for it any more
     */
    default List<String> losses(S spec, Setting setting, Function<String, Optional<String>> remembered)
            throws InterruptedException {
        return List.of();
    }

    /** Whether the host that it works on can put the old state back by itself. */
    default Guarding guarding() {
        return Guarding.NEVER;
    }

    /** How its host puts the old state back; asked only of one that is {@link Guarding#BY_ITSELF}. */
    default PutBack puttingBack(S spec) {
        throw new IllegalStateException(name() + " cannot be put back by its host");
    }

    /** What it does, as what its host can run without this program; asked only of one that is {@link Guarding#BY_STEPS}. */
    default Script alone(S spec, Values values) {
        throw new IllegalStateException(name() + " cannot be run by its host alone");
    }

    /** What it leaves open by itself, with how that is closed. */
    default List<Opening> opens(S spec) {
        return List.of();
    }

    /**
     * Looks whether an item that it has opened is closed: green where it is. Called only for one that is {@link Opening#visible}.
     *
     * @throws InterruptedException when the program leaves
     */
    default Evidence closed(S spec, String item, Attempt attempt) throws InterruptedException {
        return Evidence.red(
                item,
                name() + " cannot see whether it is closed",
                attempt.clock().instant());
    }

    /** Open items that it closes by itself. */
    default List<String> closes(S spec) {
        return List.of();
    }
}
