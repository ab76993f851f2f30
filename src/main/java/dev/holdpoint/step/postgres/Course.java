package dev.holdpoint.step.postgres;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far one database is. Two voices tell it: the lines of pg_restore say which object is begun, the servers say how far that object
 * is. Objects travel one after the other (only the huge table of a {@link Apart} beside the rest), so what is begun ends what was
 * before. Told by two threads; each method holds the lock.
 */
final class Course {
    private static final Pattern DATA =
            Pattern.compile("(?:(?:pg_restore|copy): processing data for|pg_dump: dumping contents of) table \"(.*)\"");
    private static final Pattern INDEX =
            Pattern.compile("pg_restore: creating (INDEX|CONSTRAINT|FK CONSTRAINT) \"(.*)\"");

    /** One line for each large object while they are restored, and one before all of them while they are dumped. */
    private static final Pattern BLOB =
            Pattern.compile("pg_restore: restoring large object with OID \\d+|pg_dump: saving large objects.*");

    private final Census census;
    private final String place;
    private final Set<Long> moved = new HashSet<>();
    private final Set<Census.Index> built = new HashSet<>();
    private Census.@Nullable Table table;
    private Census.@Nullable Index index;
    private long rows;
    private long wideRows;
    private long blobs;
    private double share;
    private String doing = "starting";
    private boolean over;

    /** @param place the database's name on the target, which may be another than on the source */
    Course(Census census, String place) {
        this.census = census;
        this.place = place;
    }

    /** @param line as the job printed it, without the database's name */
    synchronized void hear(String line) {
        Matcher data = DATA.matcher(line);
        if (data.matches()) {
            begin(census.table(data.group(1)).orElse(null), data.group(1));
        }
        if (BLOB.matcher(line).matches()) {
            endTable();
            blobs++;
            doing = "copying large objects, " + Amount.rows(blobs) + " of "
                    + Amount.rows(census.blobs().count());
        }
        Matcher built = INDEX.matcher(line);
        if (built.matches()) {
            beginIndex(built.group(1), built.group(2));
        }
        if (line.equals("analyzing") || line.startsWith("vacuumdb:")) {
            endAll();
            doing = "analyzing";
        }
    }

    /** What the servers say at this moment; pieces of other databases are ignored. */
    synchronized void see(Pulse pulse) {
        wideRows = 0;
        for (var copy : pulse.copies()) {
            if (copy.database().equals(census.database())) {
                see(copy);
            }
        }
        for (var build : pulse.builds()) {
            if (build.database().equals(place) && index != null) {
                share = Math.max(share, build.fraction());
            }
        }
    }

    /** The move of this database is over and well. */
    synchronized void end() {
        endAll();
        over = true;
        doing = "done";
    }

    synchronized boolean over() {
        return over;
    }

    /** Bytes of tables and indexes of the source that have arrived, estimated. */
    synchronized long arrived() {
        var count = census.blobs().count();
        var bytes = count == 0 ? 0.0 : census.blobs().bytes() * Math.min(1.0, (double) blobs / count);
        for (var each : census.tables()) {
            bytes += each.bytes() * moved(each);
        }
        for (var each : census.indexes()) {
            bytes += each.bytes() * (built.contains(each) ? 1 : each.equals(index) ? share : 0);
        }
        return (long) bytes;
    }

    synchronized double fraction() {
        if (over) {
            return 1;
        }
        return census.bytes() == 0 ? 0 : Math.min(0.99, (double) arrived() / census.bytes());
    }

    /** "copying events, 3,100,000 of 5,400,000 rows", "building index events_ts_idx 41 %". */
    synchronized String says() {
        if (index != null) {
            return doing + (share > 0 ? " " + Amount.percent(share) : "");
        }
        var current = table;
        if (current != null && current.rows() > 0) {
            return doing + ", " + Amount.rows(Math.min(rows, current.rows())) + " of " + Amount.rows(current.rows())
                    + " rows";
        }
        return doing;
    }

    private void see(Pulse.Copy copy) {
        if (copy.table() == 0) {
            wideRows += copy.rows();
            return;
        }
        // After a return of the program the line that began this table may be long past.
        if (table == null || table.oid() != copy.table()) {
            Optional<Census.Table> known = census.table(copy.table());
            known.ifPresent(it -> begin(it, it.label()));
        }
        rows = copy.rows();
    }

    private void begin(Census.@Nullable Table next, String name) {
        if (next != null && next.equals(table)) {
            return;
        }
        endTable();
        table = next;
        rows = 0;
        doing = "copying " + (next == null ? name : next.label());
    }

    private void beginIndex(String what, String tag) {
        endData();
        endIndex();
        var schema = tag.substring(0, Math.max(0, tag.indexOf('.')));
        var found = census.indexes().stream()
                .filter(it -> it.schema().equals(schema)
                        && (tag.equals(schema + "." + it.name()) || tag.endsWith(" " + it.name())))
                .findFirst();
        index = found.orElse(null);
        doing = found.isPresent()
                ? "building index " + found.get().name()
                : "checking " + (what.equals("INDEX") ? "index " : "constraint ") + tag;
    }

    private double moved(Census.Table each) {
        if (moved.contains(each.oid())) {
            return 1;
        }
        if (each.equals(table)) {
            return part(rows, each);
        }
        // A lane reads through a query, which has no table; only the largest is ever read so.
        return wideRows > 0 && each.equals(census.tables().getFirst()) ? part(wideRows, each) : 0;
    }

    private static double part(long rows, Census.Table of) {
        return of.rows() == 0 ? 0 : Math.min(1, (double) rows / of.rows());
    }

    private void endTable() {
        if (table != null) {
            moved.add(table.oid());
            table = null;
        }
    }

    private void endIndex() {
        if (index != null) {
            built.add(index);
            index = null;
        }
        share = 0;
    }

    private void endData() {
        endTable();
        blobs = census.blobs().count();
        census.tables().forEach(it -> moved.add(it.oid()));
    }

    private void endAll() {
        endData();
        endIndex();
        built.addAll(census.indexes());
    }
}
