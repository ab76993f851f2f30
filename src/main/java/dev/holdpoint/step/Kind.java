package dev.holdpoint.step;

import dev.holdpoint.checklist.Values;
import java.util.List;

/**
 * One word of the checklist language: its name, the record that its spec is bound to, and a sentence for the reference.
 *
 * @param <S> the spec record; its components are the YAML fields
 */
public sealed interface Kind<S extends Record> permits Action, Check {
    /** The YAML name, for example {@code postgres.move}. */
    String name();

    /** One sentence for {@code holdpoint kinds}. */
    String says();

    Class<S> spec();

    /** What is wrong with a spec beyond the types of its fields, each a sentence with the remedy; empty when fine. */
    default List<String> problems(S spec) {
        return List.of();
    }

    /** The exact commands, statements and requests that it would use, one line each; secrets are masked in {@code setting}. */
    List<String> preview(S spec, Setting setting);

    /** Names of database targets that the spec speaks of, for the loader to check and <i>Connections</i> to reach. */
    default List<String> databases(S spec) {
        return List.of();
    }

    /** Names of host targets that the spec speaks of, for the loader to check and <i>Connections</i> to reach. */
    default List<String> hosts(S spec) {
        return List.of();
    }

    /** Those of the databases that are where things come from: that they serve is what a rollback ends with. */
    default List<String> sources(S spec) {
        return List.of();
    }

    /** Variables that its program text has bound by name. */
    default List<String> binds(S spec) {
        return List.of();
    }

    /** Those of the databases that are created where they are missing, so that <i>Connections</i> wants their server only. */
    default List<String> makes(S spec) {
        return List.of();
    }

    /** Values as the preview may show them. */
    static Values shown(Values values) {
        return values.masked();
    }
}
