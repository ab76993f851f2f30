package dev.holdpoint.step.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A relation with rows of its own.
 *
 * @param name schema and name as SQL, also what the operator reads
 * @param from what stands behind FROM: it alone without its children, or some of its rows
 * @param pages of its heap where it may be read in ranges of them, else 0
 * @param bytes its size, 0 where not known
 * @param columns in their order
 * @param key names of columns that tell its rows apart; empty where there are none
 */
record Table(String name, String from, long pages, long bytes, List<Column> columns, List<String> key) {
    /** Pages of one range: 64 MiB, a second or less of hashing. */
    private static final long RANGE = 8192;

    /** With all of its rows. */
    Table(String name, long pages, long bytes, List<Column> columns, List<String> key) {
        this(name, "ONLY " + name, pages, bytes, columns, key);
    }

    Table {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** With the columns that both sides have, in the order of this one. */
    Table with(Table other) {
        var theirs = other.columns.stream().collect(Collectors.toMap(Column::name, Function.identity()));
        var shared = columns.stream()
                .filter(it -> theirs.containsKey(it.name()))
                .map(it -> it.and(Objects.requireNonNull(theirs.get(it.name()))))
                .toList();
        var keyed = shared.stream().map(Column::name).toList().containsAll(key);
        return new Table(name, from, pages, bytes, shared, keyed ? key : List.of());
    }

    /** The same columns of its twin on the other side. */
    Table at(Table twin) {
        return new Table(twin.name, twin.from, twin.pages, twin.bytes, columns, key);
    }

    List<Column> keyColumns() {
        return key.stream()
                .flatMap(name -> columns.stream().filter(it -> it.name().equals(name)))
                .toList();
    }

    /** Conditions that together cover it, each about 64 MiB of it; one that is always true where it is small. */
    List<Part> parts() {
        if (pages <= RANGE) {
            return List.of(new Part(this, "true", Math.max(bytes, 1)));
        }
        var parts = new ArrayList<Part>();
        for (long from = 0; from < pages; from += RANGE) {
            // The last one is open: the table may have grown since its size was read.
            var upTo = from + RANGE >= pages ? "" : " AND ctid < '(" + (from + RANGE) + ",0)'";
            parts.add(
                    new Part(this, "ctid >= '(" + from + ",0)'" + upTo, bytes * Math.min(RANGE, pages - from) / pages));
        }
        return List.copyOf(parts);
    }

    /** A piece of work: the rows of a table that meet a condition. */
    record Part(Table table, String condition, long bytes) {}
}
