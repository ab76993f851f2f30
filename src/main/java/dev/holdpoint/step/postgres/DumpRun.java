package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.postgres.Fleet.Voyage;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One attempt to dump databases: nothing is written before everything was looked at. */
final class DumpRun {
    private final Dump.Spec spec;
    private final Attempt attempt;
    private final Memory memory;
    private final Database from;
    private final List<String> names;

    DumpRun(Dump.Spec spec, Attempt attempt) {
        this.spec = spec;
        this.attempt = attempt;
        this.memory = new Memory(attempt);
        this.from = attempt.database(spec.from());
        this.names = spec.names(attempt);
    }

    Outcome run() throws SQLException, InterruptedException {
        var source = from.named(names.getFirst());
        var looked = memory.looked(names);
        var tools = looked ? null : tools(source);
        var voyages = voyages();
        if (!looked) {
            memory.forget(names);
            refuseStrangers();
            refuseFullDisk(voyages);
            memory.lookedAt();
        }
        var cores = Runtime.getRuntime().availableProcessors();
        var atOnce = spec.jobs() == null ? cores : Math.max(1, cores / spec.jobs());
        var fleet = new Fleet(attempt, memory, voyages, "dumped");
        return fleet.sail(atOnce, () -> source, () -> source, voyage -> {}, voyage -> {
            if (!memory.finished(voyage.name())) {
                memory.place(voyage.name(), Memory.Place.MISSING);
                var file = spec.path(attempt, voyage.name());
                fleet.follow(
                        "dump",
                        voyage,
                        () -> DumpText.script(
                                spec, tools == null ? tools(source) : tools, from.named(voyage.name()), file));
                memory.finish(voyage.name());
            }
        });
    }

    private static Tools tools(Database source) throws SQLException {
        try (var session = Login.open(source, "holdpoint look")) {
            return Tools.dumping(Tools.installed(), session.getMetaData().getDatabaseMajorVersion());
        }
    }

    private List<Voyage> voyages() throws SQLException {
        var found = new ArrayList<Voyage>();
        for (var name : names) {
            var census = Census.take(from.named(name), spec.exclusions(), attempt);
            found.add(new Voyage(found.size() + 1, census.withoutIndexes(), name));
        }
        return found;
    }

    /** A dump that is there already may be the only one of its day: it is never overwritten, unless an earlier try wrote it. */
    private void refuseStrangers() {
        for (var name : names) {
            var file = spec.path(attempt, name);
            if (spec.file() == null && name.contains("/")) {
                throw new TargetProblem("database " + name + " has a slash in its name; dump it by itself with file:");
            }
            if (Files.exists(file) && memory.place(name).isEmpty()) {
                throw new TargetProblem(file + " exists already; move it away or name another file");
            }
        }
    }

    private void refuseFullDisk(List<Voyage> voyages) {
        var needed = voyages.stream().mapToLong(it -> spec.bytes(it.census())).sum();
        var room = Room.at(spec.path(attempt, names.getFirst()), needed);
        if (!room.enough()) {
            throw new TargetProblem(room.says() + "; " + Room.REMEDY);
        }
    }
}
