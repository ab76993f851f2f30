package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Script;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Libpq;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One database on its way from one server to another: the program text of its job and the environment that goes with it. Names,
 * passwords and patterns travel in the environment alone, so any character may stand in them.
 *
 * @param apart the tables whose rows go apart from the dump, or {@link Apart#NONE}
 * @param workers how many workers may build one index, or negative for the target's own setting
 */
record Piece(Tools tools, Database from, Database to, Owners owners, List<String> exclude, Apart apart, int workers) {
    /** What {@code pg_stat_activity} calls our programs. */
    static final String APPLICATION = "holdpoint move";

    /** Sessions that copy must not be ended by limits meant for applications. */
    static final String PATIENT = "-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0";

    /**
     * The same of limits that only newer servers have, to be said in a session; it answers with no row, so that it may stand before a COPY.
     * pg_dump and pg_restore say it themselves.
     */
    static final String MORE_PATIENT = "select 1 from pg_catalog.pg_settings"
            + " where case when name in ('transaction_timeout', 'idle_session_timeout') then set_config(name, '0', false) = '' end";

    /** The database that arrives may have been set read-only, and has that setting before it has its rows. */
    static final String WRITING = " -c default_transaction_read_only=off";

    /** Data as text must not depend on settings of either end; the same that pg_dump pins for itself. */
    private static final String PINNED =
            " -c datestyle=ISO -c intervalstyle=postgres -c extra_float_digits=3 -c row_security=off";

    Piece {
        exclude = exclude.stream().map(Excluded::forDump).toList();
    }

    Script script() {
        return Script.of(apart.none() ? plain() : divided(), environment());
    }

    private String plain() {
        return MoveText.BOTH_ENDS + MoveText.pipe("", dumpOptions(), restoreOptions()) + MoveText.analyze(1);
    }

    private String divided() {
        return MoveText.BOTH_ENDS
                + MoveText.apart(apart, dumpOptions(), restoreOptions())
                + MoveText.analyze(apart.beside() ? apart.copies().size() : 1);
    }

    /**
     * Words of sh: a pattern is named by the variable that holds it. A subscription would hang on the slot that the source's is at, and
     * keep its database from being dropped, in a retry or an undo.
     */
    private String dumpOptions() {
        var words = new StringBuilder("-Fc -Z0 --no-subscriptions");
        for (var n = 1; n <= exclude.size(); n++) {
            words.append(" --exclude-table=\"$EXCLUDE_").append(n).append('"');
        }
        owners.options().forEach(option -> words.append(' ').append(option));
        return words.toString();
    }

    private String restoreOptions() {
        var words = new StringBuilder("--exit-on-error --verbose");
        owners.options().forEach(option -> words.append(' ').append(option));
        return words.toString();
    }

    Map<String, String> environment() {
        var found = new LinkedHashMap<String, String>();
        found.put("PG_BIN", tools.folder().toString());
        found.putAll(Libpq.environment(from, "FROM_", APPLICATION));
        found.putAll(Libpq.environment(to, "TO_", APPLICATION));
        found.put("FROM_PGOPTIONS", PATIENT + PINNED);
        found.put("TO_PGOPTIONS", PATIENT + WRITING + PINNED + fast());
        found.put("TO_CONNECTION", Libpq.connectionString(to.name()));
        found.put("MORE_PATIENT", MORE_PATIENT);
        for (var n = 1; n <= exclude.size(); n++) {
            found.put("EXCLUDE_" + n, exclude.get(n - 1));
        }
        found.putAll(apart.environment());
        return found;
    }

    /**
     * What makes a restore fast and costs no safety: a commit that is not waited for is flushed by the first one after it that is, and
     * ANALYZE, which ends the job, is such a one.
     */
    private String fast() {
        return " -c maintenance_work_mem=256MB -c work_mem=64MB -c synchronous_commit=off -c jit=off"
                + (workers < 0 ? "" : " -c max_parallel_maintenance_workers=" + workers);
    }

    /** The commands as a person would type them. */
    List<String> preview() {
        var shown = MoveText.shown(from, to, dumpOptions(), restoreOptions(), exclude);
        return apart.none() ? shown : List.of(shown.getFirst(), apart.says(), shown.getLast());
    }
}
