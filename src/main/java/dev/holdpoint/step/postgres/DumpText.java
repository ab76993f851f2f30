package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Script;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Libpq;
import dev.holdpoint.target.host.ShellWords;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/** The POSIX sh of a dump: aside, read back, renamed. */
final class DumpText {
    private static final String PART = ".part";

    /** In the last lines of plain text that is whole. */
    private static final String COMPLETE = "^-- PostgreSQL database dump complete";

    private static final String TEXT = """
            part=$FILE@PART@
            rm -rf -- "$part"
            trap 'rm -rf -- "$part"' EXIT
            trap 'exit 143' HUP INT TERM
            mkdir -p -- "$(dirname -- "$FILE")" || exit 1
            ends=$( { {
              from "$PG_BIN/pg_dump" @OPTIONS@ -f "$part" 2>&5; echo "pg_dump=$?" >&4
            } 5>&1 | named >&3; } 4>&1)
            all_well 1 "$ends"
            """;

    private static final String READ_ARCHIVE = """
            "$PG_BIN/pg_restore" --list "$part" >/dev/null || { echo "pg_restore: error: the dump cannot be read back" | named; exit 1; }
            """;

    private static final String READ_PLAIN = """
            tail -n 20 -- "$part" | grep -q '@COMPLETE@' || { echo "pg_dump: error: the dump is not complete" | named; exit 1; }
            """.replace("@COMPLETE@", COMPLETE);

    /**
     * A folder cannot be renamed onto another one. What is at its place was there by this step, or it would have been refused. pg_dump has
     * synced what it wrote; its name is on disk only once the folder is.
     */
    private static final String RENAME = """
            [ ! -d "$FILE" ] || rm -rf -- "$FILE"
            mv -f -- "$part" "$FILE" || exit 1
            trap - EXIT
            sync -- "$(dirname -- "$FILE")" || exit 1
            """;

    private DumpText() {}

    static Script script(Dump.Spec spec, Tools tools, Database from, Path file) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("PG_BIN", tools.folder().toString());
        environment.putAll(Libpq.environment(from, "FROM_", Piece.APPLICATION));
        environment.put("FROM_PGOPTIONS", Piece.PATIENT);
        // Lines are named by the variable of the target end, see MoveText.
        environment.put("TO_PGDATABASE", from.name());
        environment.put("FILE", file.toString());
        for (var n = 1; n <= spec.exclusions().size(); n++) {
            environment.put("EXCLUDE_" + n, Excluded.forDump(spec.exclusions().get(n - 1)));
        }
        return Script.of(
                MoveText.BOTH_ENDS
                        + TEXT.replace("@PART@", PART).replace("@OPTIONS@", options(spec))
                        + (spec.format() == Format.PLAIN ? READ_PLAIN : READ_ARCHIVE)
                        + RENAME,
                environment);
    }

    /** Where a dump is while it is not whole; what a power cut leaves there holds data too. */
    static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + PART);
    }

    private static String options(Dump.Spec spec) {
        var words = new StringBuilder(spec.format().option()).append(" --verbose");
        if (spec.compress() != null) {
            words.append(" -Z").append(spec.compress());
        }
        if (spec.jobs() != null) {
            words.append(" -j").append(spec.jobs());
        }
        for (var n = 1; n <= spec.exclusions().size(); n++) {
            words.append(" --exclude-table=\"$EXCLUDE_").append(n).append('"');
        }
        return words.toString();
    }

    /** The commands as a person would type them, the password left out. */
    static List<String> shown(Dump.Spec spec, Database from, Path file) {
        var options = options(spec);
        for (var n = spec.exclusions().size(); n > 0; n--) {
            options = options.replace(
                    "\"$EXCLUDE_" + n + "\"",
                    ShellWords.quoted(Excluded.forDump(spec.exclusions().get(n - 1))));
        }
        var part = ShellWords.quoted(part(file).toString());
        return List.of(
                "pg_dump " + MoveText.where(from) + " " + options + " -f " + part + " " + MoveText.named(from.name()),
                spec.format() == Format.PLAIN
                        ? "tail -n 20 -- " + part + " | grep -q '" + COMPLETE + "'"
                        : "pg_restore --list " + part,
                "mv -f -- " + part + " " + ShellWords.quoted(file.toString()));
    }
}
