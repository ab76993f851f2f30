package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import java.util.List;
import java.util.Optional;

/**
 * What a move keeps on disk about each database. Of its place it is kept until an undo has succeeded: what stood there before this step
 * first touched it, how that was made, and which database this step put there or took over. The rest belongs to one attempt and is
 * forgotten when a new one begins.
 */
final class Memory {
    /** What stood at the place before this step first touched it. */
    enum Place {
        MISSING,
        EMPTY,
        FULL
    }

    /** Between the statements of a plan: the separator of records of ASCII, in no name and no value of a sane server. */
    private static final String BETWEEN = "\u001e";

    private static final String YES = "yes";

    private static final String LOOKED = "looked";

    private static final List<String> OF_ONE_ATTEMPT = List.of("plan", "ready", "begun", "finished");

    private final Attempt attempt;

    Memory(Attempt attempt) {
        this.attempt = attempt;
    }

    /**
     * Whether this attempt has forgotten earlier ones and looked at all places. Not so where the program died before that and comes back:
     * what is kept is then of an earlier attempt, which may have come further.
     *
     * @param databases whose facts prove it in journals that do not say so
     */
    boolean looked(List<String> databases) {
        return attempt.resumed()
                && (attempt.ofThisAttempt(LOOKED).isPresent()
                        || databases.stream()
                                .anyMatch(database -> OF_ONE_ATTEMPT.stream()
                                        .map(fact -> attempt.ofThisAttempt(key(fact, database)))
                                        .anyMatch(it -> it.filter(value -> !value.isEmpty())
                                                .isPresent())));
    }

    /** From now on this attempt goes by what it keeps itself. */
    void lookedAt() throws InterruptedException {
        attempt.remember(LOOKED, YES);
    }

    /** A new attempt begins: what an earlier one had done is done again, and what its job may have left is cleared away. */
    void forget(List<String> databases) throws InterruptedException {
        for (var database : databases) {
            if (ready(database)) {
                put("left", database, YES);
            }
            clear(database, OF_ONE_ATTEMPT);
        }
    }

    /** It is taken back: who comes again knows nothing of the place. */
    void forgetPlace(String database) throws InterruptedException {
        clear(database, List.of("place", "before", "mark", "left", "whole"));
        clear(database, OF_ONE_ATTEMPT);
    }

    private void clear(String database, List<String> facts) throws InterruptedException {
        for (var fact : facts) {
            if (text(fact, database).isPresent()) {
                put(fact, database, "");
            }
        }
    }

    Optional<Place> place(String database) {
        return text("place", database).map(Place::valueOf);
    }

    void place(String database, Place place) throws InterruptedException {
        put("place", database, place.name());
    }

    /** How the database was made that stood at the place before this step first touched it. */
    Optional<Plan> before(String database) {
        return plan("before", database);
    }

    void before(String database, Plan plan) throws InterruptedException {
        plan("before", database, plan);
    }

    /** The mark of the database that this step put at the place or took over there; empty while it has touched none. */
    Optional<String> mark(String database) {
        return text("mark", database);
    }

    /** @param mark by which the server tells it from any other that is ever called so, or {@link Landing#CREATING} */
    void mark(String database, String mark) throws InterruptedException {
        put("mark", database, mark);
    }

    /** True where a job of an earlier attempt was in it: whatever is there now may be half of something. */
    boolean left(String database) {
        return text("left", database).isPresent();
    }

    /** Nothing of an earlier attempt is at the place any more. */
    void clearedAway(String database) throws InterruptedException {
        clear(database, List.of("left", "whole"));
    }

    /** True once all of the step was done: what is there now is no leftover of a failed try. */
    boolean whole(String database) {
        return text("whole", database).isPresent();
    }

    void complete(String database) throws InterruptedException {
        put("whole", database, YES);
    }

    /** How a database that is dropped is created again: known before it is gone. */
    Optional<Plan> plan(String database) {
        return plan("plan", database);
    }

    void plan(String database, Plan plan) throws InterruptedException {
        plan("plan", database, plan);
    }

    private Optional<Plan> plan(String fact, String database) {
        return text(fact, database)
                .map(it -> it.split(BETWEEN, -1))
                .map(it -> new Plan(it[0], List.of(it).subList(1, it.length)));
    }

    private void plan(String fact, String database, Plan plan) throws InterruptedException {
        var text = new StringBuilder(plan.clause());
        plan.trims().forEach(it -> text.append(BETWEEN).append(it));
        put(fact, database, text.toString());
    }

    /** True once its place is made ready: from then on only its job may touch it. */
    boolean ready(String database) {
        return text("ready", database).isPresent();
    }

    /** @param lanes of its job, which must not be another one after a restart */
    void ready(String database, int lanes) throws InterruptedException {
        put("ready", database, Integer.toString(lanes));
    }

    int lanes(String database) {
        return Integer.parseInt(text("ready", database).orElse("0"));
    }

    /** True from the moment at which a job of this attempt may be running for it, until all of its jobs are over. */
    boolean underway(String database) {
        return text("begun", database).isPresent() && !finished(database);
    }

    void begun(String database) throws InterruptedException {
        if (text("begun", database).isEmpty()) {
            put("begun", database, YES);
        }
    }

    boolean finished(String database) {
        return text("finished", database).isPresent();
    }

    void finish(String database) throws InterruptedException {
        put("finished", database, YES);
    }

    private Optional<String> text(String fact, String database) {
        return attempt.remembered(key(fact, database)).filter(it -> !it.isEmpty());
    }

    private void put(String fact, String database, String value) throws InterruptedException {
        attempt.remember(key(fact, database), value);
    }

    private static String key(String fact, String database) {
        return fact + "/" + database;
    }
}
