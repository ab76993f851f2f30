package dev.holdpoint.step.postgres;

import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Libpq;
import dev.holdpoint.target.host.ShellWords;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** The POSIX sh of a move. Nothing in it comes from a checklist but the number of copies and of patterns. */
final class MoveText {
    /** A program for one of the two ends, with that end's environment and without the other's password; and who prints what. */
    static final String BOTH_ENDS = """
            set -u
            umask 077
            export LC_ALL=C
            # Each of these would win over the variables below.
            unset PGSERVICE PGSERVICEFILE PGHOSTADDR PGOPTIONS PGCLIENTENCODING PGTZ PGDATESTYLE
            from() (
              export PGHOST="$FROM_PGHOST" PGPORT="$FROM_PGPORT" PGUSER="$FROM_PGUSER" PGPASSWORD="$FROM_PGPASSWORD"
              export PGDATABASE="$FROM_PGDATABASE" PGSSLMODE="$FROM_PGSSLMODE" PGAPPNAME="$FROM_PGAPPNAME"
              export PGCONNECT_TIMEOUT="$FROM_PGCONNECT_TIMEOUT" PGOPTIONS="$FROM_PGOPTIONS"
              unset FROM_PGPASSWORD TO_PGPASSWORD
              exec "$@"
            )
            to() (
              export PGHOST="$TO_PGHOST" PGPORT="$TO_PGPORT" PGUSER="$TO_PGUSER" PGPASSWORD="$TO_PGPASSWORD"
              export PGDATABASE="$TO_PGDATABASE" PGSSLMODE="$TO_PGSSLMODE" PGAPPNAME="$TO_PGAPPNAME"
              export PGCONNECT_TIMEOUT="$TO_PGCONNECT_TIMEOUT" PGOPTIONS="${TO_OPTIONS:-$TO_PGOPTIONS}"
              unset FROM_PGPASSWORD TO_PGPASSWORD
              exec "$@"
            )
            # Several databases speak at once: each line says whose it is.
            named() { while IFS= read -r line; do printf '%s: %s\\n' "$TO_PGDATABASE" "$line"; done; }
            # all_well COUNT "dump=0 restore=0": a pipe has one status and two ends. Both are asked, and none may be missing.
            all_well() {
              well=0
              for end in $2; do
                case $end in *=0) well=$((well + 1)) ;; *) echo "ended with status: $end" | named ;; esac
              done
              [ "$well" -eq "$1" ] || exit 1
            }
            # Output of the job; fd 4 takes the statuses, fd 5 what programs say.
            exec 3>&1
            """;

    private static final String PIPE = """
            ends=$( { {
              { from "$PG_BIN/pg_dump" @SECTION@ @DUMP@ 2>&5; echo "pg_dump=$?" >&4; } |
                { to "$PG_BIN/pg_restore" @RESTORE@ -d "$TO_CONNECTION" >&5 2>&5; echo "pg_restore=$?" >&4; }
            } 5>&1 | named >&3; } 4>&1)
            all_well 2 "$ends"
            """;

    /** A session holds the snapshot open as long as its input is; a fifo is its input, another takes the snapshot's name. */
    private static final String SNAPSHOT = """
            room=$(mktemp -d) || exit 1
            trap 'rm -rf "$room"' EXIT
            trap 'exit 143' HUP INT TERM
            mkfifo "$room/in" "$room/out" || exit 1
            from "$PG_BIN/psql" -XqAt -v ON_ERROR_STOP=1 <"$room/in" >"$room/out" 2>"$room/err" &
            exec 9>"$room/in" 8<"$room/out"
            printf '%s;\\n' "$MORE_PATIENT" >&9
            echo 'begin isolation level repeatable read read only; select pg_export_snapshot();' >&9
            IFS= read -r SNAPSHOT <&8 || { named <"$room/err"; exit 1; }
            export SNAPSHOT
            """;

    /** One COPY into another, under the snapshot. By itself psql wakes the other end for each 4 kB. */
    private static final String COPY = """
            wide=
            # Where psql is of another C library than stdbuf it may not start, or complain in each line.
            said=$(stdbuf -o64K "$PG_BIN/psql" --version 2>&1 >/dev/null) && [ -z "$said" ] && wide='stdbuf -o64K'
            # copy NUMBER OUT INTO [NAME]: a name is told as pg_restore tells those of the rest.
            copy() (
              [ $# -lt 4 ] || printf 'copy: processing data for table "%s"\\n' "$4" >&5
              export PGCLIENTENCODING="$APART_ENCODING"
              { from $wide "$PG_BIN/psql" -XqAt -v ON_ERROR_STOP=1 -c "$MORE_PATIENT" \\
                  -c 'begin isolation level repeatable read read only' -c "set transaction snapshot '$SNAPSHOT'" -c "$2" 2>&5
                echo "copy_$1_from=$?" >&4; } |
                { to "$PG_BIN/psql" -XqAt -v ON_ERROR_STOP=1 -c "$MORE_PATIENT" -c "$3" >&5 2>&5; echo "copy_$1_to=$?" >&4; }
            )
            """;

    private static final String SIDE_BY_SIDE = """
            rest() {
              { from "$PG_BIN/pg_dump" --snapshot="$SNAPSHOT" --section=data @APART@ @DUMP@ 2>&5
                echo "pg_dump=$?" >&4; } |
                { to "$PG_BIN/pg_restore" @RESTORE@ -d "$TO_CONNECTION" >&5 2>&5; echo "pg_restore=$?" >&4; }
            }
            ends=$( { {
              rest &
            @STARTS@  wait
            } 5>&1 | named >&3; } 4>&1)
            all_well @ENDS@ "$ends"
            """;

    private static final String ONE_COPY = """
            ends=$( { {
            @START@
            } 5>&1 | named >&3; } 4>&1)
            all_well 2 "$ends"
            """;

    /** Statistics in the end, with commits that are waited for: what came before is then on the target's disk too. */
    private static final String ANALYZE =
            """
            ends=$( { {
              echo 'analyzing' >&5
              TO_OPTIONS='-c statement_timeout=0 -c default_transaction_read_only=off -c client_min_messages=error'
              to "$PG_BIN/psql" -XqAt -v ON_ERROR_STOP=1 >&5 2>&5 <<'SQL'
            @PATIENT@;
            @TABLES@ \\gexec
            SQL
              echo "analyze=$?" >&4
            } 5>&1 | named >&3; } 4>&1)
            all_well 1 "$ends"
            """.replace("@PATIENT@", Piece.MORE_PATIENT).replace("@TABLES@", Statistics.ANALYZE);

    /** The same by several sessions, where a database is large enough for the catalogues not to count. */
    private static final String ANALYZE_SIDE_BY_SIDE = """
            ends=$( { {
              TO_OPTIONS='-c statement_timeout=0 -c default_transaction_read_only=off -c client_min_messages=error'
              to "$PG_BIN/vacuumdb" --analyze-only --jobs=@JOBS@ -d "$TO_CONNECTION" >&5 2>&5; echo "vacuumdb=$?" >&4
            } 5>&1 | named >&3; } 4>&1)
            all_well 1 "$ends"
            """;

    /** What libpq takes for a connection string (manual, "Connection Strings"), or a program for an option. */
    private static final Pattern CONNECTION = Pattern.compile("[^=]*=|postgres(?:ql)?://|-|$");

    private MoveText() {}

    static String pipe(String section, String dump, String restore) {
        return PIPE.replace("@SECTION@ ", section.isEmpty() ? "" : section + " ")
                .replace("@DUMP@", dump)
                .replace("@RESTORE@", restore);
    }

    /** @param apart with at least one copy */
    static String apart(Apart apart, String dump, String restore) {
        var left = new StringJoiner(" ");
        for (var n = 1; n <= apart.tables().size(); n++) {
            left.add("--exclude-table-data=\"$APART_TABLE_" + n + "\"");
        }
        return SNAPSHOT
                + COPY
                + (apart.beside()
                        ? pipe("--snapshot=\"$SNAPSHOT\" --section=pre-data", dump, restore)
                                + sideBySide(apart.copies().size(), left.toString(), dump, restore)
                        // In one go: each pg_dump looks at all catalogues first.
                        : pipe("--snapshot=\"$SNAPSHOT\" --section=pre-data --section=data " + left, dump, restore)
                                + oneByOne(apart.copies().size()))
                + pipe("--snapshot=\"$SNAPSHOT\" --section=post-data", dump, restore)
                + "echo 'commit;' >&9\nexec 9>&- 8<&-\n";
    }

    private static String sideBySide(int copies, String left, String dump, String restore) {
        var starts = new StringBuilder();
        for (var n = 1; n <= copies; n++) {
            starts.append("  ").append(start(n)).append(" &\n");
        }
        return SIDE_BY_SIDE
                .replace("@STARTS@", starts)
                .replace("@ENDS@", Integer.toString(2 * copies + 2))
                .replace("@APART@", left)
                .replace("@DUMP@", dump)
                .replace("@RESTORE@", restore);
    }

    private static String oneByOne(int copies) {
        var all = new StringBuilder();
        for (var n = 1; n <= copies; n++) {
            all.append(ONE_COPY.replace("@START@", "  " + start(n) + " \"$APART_NAME_" + n + "\""));
        }
        return all.toString();
    }

    private static String start(int n) {
        return "copy " + n + " \"$APART_OUT_" + n + "\" \"$APART_INTO_" + n + "\"";
    }

    static String analyze(int jobs) {
        return jobs == 1 ? ANALYZE : ANALYZE_SIDE_BY_SIDE.replace("@JOBS@", Integer.toString(jobs));
    }

    /** The commands as a person would type them, passwords left out. */
    static List<String> shown(Database from, Database to, String dump, String restore, List<String> exclude) {
        var dumping = dump;
        for (var n = exclude.size(); n > 0; n--) {
            dumping = dumping.replace("\"$EXCLUDE_" + n + "\"", ShellWords.quoted(exclude.get(n - 1)));
        }
        return List.of(
                "pg_dump " + where(from) + " " + dumping + " " + named(from.name()) + " | pg_restore " + where(to) + " "
                        + restore + " -d " + named(to.name()),
                "ANALYZE of every table in '" + to.name() + "' on " + to.target());
    }

    static String where(Database database) {
        return "-h " + ShellWords.quoted(database.host()) + " -p " + database.port() + " -U "
                + ShellWords.quoted(database.user());
    }

    /** A database as an argument: what libpq would take for a connection string or an option is written as a connection string. */
    static String named(String database) {
        return ShellWords.quoted(
                CONNECTION.matcher(database).lookingAt() ? Libpq.connectionString(database) : database);
    }
}
