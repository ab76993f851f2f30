package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Script;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Libpq;
import dev.holdpoint.target.host.ShellWords;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The POSIX sh of a restore from a file. */
final class RestoreText {
    private static final String RESTORE = """
            ends=$( { {
              to @PROGRAM@ >&5 2>&5; echo "restore=$?" >&4
            } 5>&1 | named >&3; } 4>&1)
            all_well 1 "$ends"
            """;

    /** Reading to the end finds a dump that is cut short; nothing is connected to. */
    private static final String READ = """
            ends=$( { {
              "$PG_BIN/pg_restore" -f /dev/null "$FILE" >&5 2>&5; echo "read=$?" >&4
            } 5>&1 | named >&3; } 4>&1)
            all_well 1 "$ends"
            """;

    /** What the dump itself says about its database: SQL that creates it and gives it what it has besides its contents. */
    private static final String HEADER = """
            export LC_ALL=C
            "$PG_BIN/pg_restore" --list --create "$FILE" | grep -E '^[0-9]+; [0-9]+ [0-9]+ (DATABASE|DATABASE PROPERTIES|[A-Z ]+ - DATABASE) ' |
              "$PG_BIN/pg_restore" --create @OWNERS@ --use-list=/dev/stdin -f - "$FILE" 2>/dev/null
            """;

    private RestoreText() {}

    static Script script(Restore.Spec spec, Format format, Tools tools, Database to, Path file) {
        return Script.of(
                MoveText.BOTH_ENDS + RESTORE.replace("@PROGRAM@", program(spec, format)) + MoveText.analyze(1),
                environment(tools, to, file));
    }

    static Script read(Tools tools, Database to, Path file) {
        return Script.of(MoveText.BOTH_ENDS + READ, environment(tools, to, file));
    }

    static Script header(Owners owners, Tools tools, Database to, Path file) {
        return Script.of(HEADER.replace("@OWNERS@", String.join(" ", owners.options())), environment(tools, to, file));
    }

    private static String program(Restore.Spec spec, Format format) {
        if (format == Format.PLAIN) {
            return "\"$PG_BIN/psql\" -Xq -v ON_ERROR_STOP=1 --single-transaction -d \"$TO_CONNECTION\" -f \"$FILE\"";
        }
        var words = new StringBuilder("\"$PG_BIN/pg_restore\" --exit-on-error --verbose --no-subscriptions");
        if (spec.jobs() != null && format != Format.TAR) {
            words.append(" -j").append(spec.jobs());
        }
        spec.owners().options().forEach(option -> words.append(' ').append(option));
        return words.append(" -d \"$TO_CONNECTION\" \"$FILE\"").toString();
    }

    static Map<String, String> environment(Tools tools, Database to, Path file) {
        var found = new LinkedHashMap<String, String>();
        found.put("PG_BIN", tools.folder().toString());
        found.putAll(Libpq.environment(to, "TO_", Piece.APPLICATION));
        found.put(
                "TO_PGOPTIONS",
                Piece.PATIENT + Piece.WRITING + " -c maintenance_work_mem=256MB -c synchronous_commit=off");
        found.put("TO_CONNECTION", Libpq.connectionString(to.name()));
        found.put("FILE", file.toString());
        return found;
    }

    static String shown(Restore.Spec spec, Database to, Path file) {
        var format = Archive.guess(file);
        return program(spec, format)
                .replace("\"$PG_BIN/pg_restore\"", "pg_restore " + MoveText.where(to))
                .replace("\"$PG_BIN/psql\"", "psql " + MoveText.where(to))
                .replace("\"$TO_CONNECTION\"", MoveText.named(to.name()))
                .replace("\"$FILE\"", ShellWords.quoted(file.toString()));
    }
}
