package dev.holdpoint.checklist;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The kinds that a checklist may use, as the loader needs to know them. */
public interface Vocabulary {
    Optional<Shape> action(String name);

    Optional<Shape> check(String name);

    /** Names of all actions, in the order of the reference. */
    Set<String> actions();

    Set<String> checks();

    /** Whether the host that a step of a kind works on can put the old state back by itself ({@code guarded}). */
    enum Guarding {
        /** It cannot. */
        NEVER,
        /** The kind knows how. */
        BY_ITSELF,
        /** By the undo that the step's author wrote, where that is steps of such kinds too: they need nothing but the host. */
        BY_STEPS
    }

    /** One kind as the loader sees it. */
    interface Shape {
        String name();

        String says();

        Class<? extends Record> spec();

        /** What is wrong with a bound spec beyond its types, each a sentence with the remedy. */
        List<String> problems(Record spec);

        /** The database targets that a bound spec names. */
        List<String> databases(Record spec);

        /** The host targets that a bound spec names. */
        default List<String> hosts(Record spec) {
            return List.of();
        }

        /** Those of the databases that serve before anything is moved. */
        default List<String> sources(Record spec) {
            return List.of();
        }

        /** Those of the databases that the step creates where they are missing. */
        default List<String> makes(Record spec) {
            return List.of();
        }

        /** Variables that program text in a bound spec names to have them bound. */
        default List<String> binds(Record spec) {
            return List.of();
        }

        /** Variables that the step sets when a person ticks it off, as their names. */
        List<String> asks(Record spec);

        /** True where a person does it, so that nothing of the program's runs. */
        default boolean byHand() {
            return false;
        }

        /** True where a step with this bound spec is a hold point whatever the file says. */
        default boolean dangerous(Record spec) {
            return false;
        }

        /** Whether a step of it can be {@code guarded}. */
        default Guarding guarding() {
            return Guarding.NEVER;
        }

        /** Open items that the kind opens by itself, by name. */
        default List<String> opens(Record spec) {
            return List.of();
        }

        /** Open items that the kind closes by itself, by name. */
        default List<String> closes(Record spec) {
            return List.of();
        }
    }
}
