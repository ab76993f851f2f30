package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import java.util.List;
import java.util.Optional;

/**
 * What a move keeps on disk about each database. Of its place (what stood there before this step first touched it) it is kept for good:
 * a retry and an undo rely on it. The rest belongs to one attempt and is forgotten when a new one begins.
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

    private final Attempt attempt;

    Memory(Attempt attempt) {
        this.attempt = attempt;
    }

    /** A new attempt begins: what an earlier one had done is done again. */
    void forget(List<String> databases) throws InterruptedException {
        for (var database : databases) {
            for (var fact : List.of("ready", "finished")) {
                if (text(fact, database).isPresent()) {
                    put(fact, database, "");
                }
            }
        }
    }

    Optional<Place> place(String database) {
        return text("place", database).map(Place::valueOf);
    }

    void place(String database, Place place) throws InterruptedException {
        put("place", database, place.name());
    }

    /** How a database that is dropped was created: known before it is gone. */
    Optional<Plan> plan(String database) {
        return text("plan", database)
                .map(it -> it.split(BETWEEN, -1))
                .map(it -> new Plan(it[0], List.of(it).subList(1, it.length)));
    }

    void plan(String database, Plan plan) throws InterruptedException {
        var text = new StringBuilder(plan.clause());
        plan.trims().forEach(it -> text.append(BETWEEN).append(it));
        put("plan", database, text.toString());
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

    boolean finished(String database) {
        return text("finished", database).isPresent();
    }

    void finished(String database, boolean finished) throws InterruptedException {
        put("finished", database, finished ? "yes" : "");
    }

    private Optional<String> text(String fact, String database) {
        return attempt.remembered(fact + "/" + database).filter(it -> !it.isEmpty());
    }

    private void put(String fact, String database, String value) throws InterruptedException {
        attempt.remember(fact + "/" + database, value);
    }
}
