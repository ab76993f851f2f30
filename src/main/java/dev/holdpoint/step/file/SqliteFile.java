package dev.holdpoint.step.file;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Script;
import dev.holdpoint.target.TargetProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An SQLite database that nobody writes, as it was found on its host. */
record SqliteFile(Location place, String sum, String integrity, Map<String, Long> rows) {
    /**
     * Opened as immutable: a database in WAL mode would else be given a log anew. The name goes into an address with each byte
     * as %XX, names of tables come back as hex; both may hold anything.
     */
    private static final String LOOK = """
            LC_ALL=C; export LC_ALL
            fail() { echo "hp_problem=$1"; exit 0; }
            [ -f "$file" ] || fail 'it is not there'
            [ -r "$file" ] || fail "it may not be read by $(id -un)"
            for beside in wal journal; do
                [ ! -s "$file-$beside" ] || fail "its $beside holds $(($(wc -c < "$file-$beside"))) bytes: stop the service that writes it first"
            done
            sum=$(sha256sum < "$file") && echo "hp_sum=${sum%% *}"
            address="file:$(printf %s "$file" | od -An -v -tx1 | tr -d '\\n' | sed 's/ /%/g')?immutable=1"
            export address
            if command -v sqlite3 > /dev/null 2>&1; then
                ask() { sqlite3 -batch -noheader -list -separator ' ' "$address"; }
                check=$(echo 'PRAGMA integrity_check(3);' | ask 2>&1)
                echo "hp_check=$(echo "$check" | tr '\\n' ' ')"
                echo "SELECT 'SELECT ''hp_rows=' || hex(name) || ''', count(*) FROM \\"' || replace(name, '\\"', '\\"\\"') || '\\";' FROM sqlite_master
                    WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name;" | ask 2>&1 | ask 2>&1 || fail 'its tables cannot be counted'
            elif command -v python3 > /dev/null 2>&1; then
                python3 - 2>&1 <<'PYTHON' || fail 'its tables cannot be counted'
            import os, sqlite3
            db = sqlite3.connect(os.environ["address"], uri=True)
            print("hp_check=" + " ".join(r[0] for r in db.execute("PRAGMA integrity_check(3)")).replace("\\n", " "))
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name").fetchall():
                rows = db.execute('SELECT count(*) FROM "' + name.replace('"', '""') + '"').fetchone()[0]
                print("hp_rows=" + name.encode().hex(), rows)
            PYTHON
            else fail 'neither sqlite3 nor python3 is there; install sqlite3'; fi
            echo hp_done=yes""";

    /** @throws TargetProblem where it is not there, is written, or cannot be opened */
    static SqliteFile look(Attempt attempt, Location place) throws InterruptedException {
        var captured = attempt.capture(place.host(), Script.of(LOOK, Map.of("file", place.path())));
        var said = new HashMap<String, String>();
        var rows = new TreeMap<String, Long>();
        captured.output().lines().filter(it -> it.startsWith("hp_")).forEach(it -> {
            int at = it.indexOf('=');
            var value = it.substring(at + 1).strip();
            if (it.startsWith("hp_rows=")) {
                int blank = value.lastIndexOf(' ');
                rows.put(text(value.substring(0, blank)), Long.parseLong(value.substring(blank + 1)));
            } else {
                said.put(it.substring(0, Math.max(at, 0)), value);
            }
        });
        var last = captured.output()
                .strip()
                .lines()
                .filter(it -> !it.startsWith("hp_"))
                .reduce((_, it) -> it);
        if (said.containsKey("hp_problem")) {
            throw new TargetProblem(place + ": " + said.get("hp_problem")
                    + last.map(it -> ": " + it).orElse(""));
        }
        if (!said.containsKey("hp_done") || last.isPresent()) {
            throw new TargetProblem(place + " cannot be looked at: " + last.orElse("the host says nothing"));
        }
        return new SqliteFile(
                place, said.getOrDefault("hp_sum", ""), said.getOrDefault("hp_check", "it was not checked"), rows);
    }

    private static String text(String hex) {
        return new String(HexFormat.of().parseHex(hex.toLowerCase(java.util.Locale.ROOT)), StandardCharsets.UTF_8)
                .replace("\n", "\\n");
    }

    /** What differs from a copy, a sentence each; nothing where the files are one and the same. */
    List<String> differences(SqliteFile copy) {
        var found = new ArrayList<String>();
        if (sum.equals(copy.sum)) {
            return found;
        }
        rows.forEach((table, number) -> {
            var there = copy.rows.get(table);
            if (there == null) {
                found.add("table " + table + " is not in " + copy.place);
            } else if (!there.equals(number)) {
                found.add("table " + table + " has " + number + " rows, and " + there + " in " + copy.place);
            }
        });
        copy.rows.keySet().stream()
                .filter(it -> !rows.containsKey(it))
                .forEach(it -> found.add("table " + it + " is only in " + copy.place));
        return found;
    }

    /** "12 tables, 345 rows, byte for byte the same; the copy is whole" */
    String says(SqliteFile copy) {
        long all = rows.values().stream().mapToLong(it -> it).sum();
        return rows.size() + " tables, " + all + " rows, "
                + (sum.equals(copy.sum) ? "byte for byte the same" : "as many in each on both, other bytes")
                + "; the copy is whole";
    }
}
