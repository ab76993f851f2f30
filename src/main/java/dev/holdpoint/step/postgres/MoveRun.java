package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Setting;
import dev.holdpoint.step.postgres.Fleet.Refused;
import dev.holdpoint.step.postgres.Fleet.Voyage;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to move databases. Nothing is changed before everything was looked at. Then each database gets its place made ready and
 * its job. What the program must know after it died is remembered before it is acted on: {@link Memory}.
 */
final class MoveRun {
    private final Move.Spec spec;
    private final Attempt attempt;
    private final Memory memory;
    private final int cores;
    private final int forcedLanes;
    private final Database from;
    private final Database to;
    private final List<String> names;
    private @Nullable Twins twins;

    MoveRun(Move.Spec spec, Attempt attempt, int cores, int forcedLanes) {
        this.spec = spec;
        this.attempt = attempt;
        this.memory = new Memory(attempt);
        this.cores = cores;
        this.forcedLanes = forcedLanes;
        this.from = attempt.database(spec.from());
        this.to = attempt.database(spec.to());
        this.names = spec.names(attempt);
    }

    /** Where the source's database {@code name} lands: under its own name, or as the target says where the step names none. */
    static Database place(Move.Spec spec, Setting setting, String name) {
        var target = setting.database(spec.to());
        return spec.databases() == null || spec.databases().isEmpty() ? target : target.named(name);
    }

    private String place(String name) {
        return place(spec, attempt, name).name();
    }

    Outcome run() throws SQLException, InterruptedException {
        try (var origin = new Landing(from.named(names.getFirst()), List.of());
                var landing = new Landing(to, names.stream().map(this::place).toList())) {
            var approach = new Approach(spec.clean(), this::place, landing, memory, attempt);
            var looked = memory.looked(names);
            if (!looked) {
                twins(landing);
            }
            var voyages = voyages();
            if (!looked) {
                memory.forget(names);
                approach.check(names);
                memory.lookedAt();
            }
            var fleet = new Fleet(attempt, memory, voyages, "moved");
            return fleet.sail(
                    atOnce(),
                    () -> from.named(names.getFirst()),
                    landing::anyone,
                    voyage -> prepare(voyage, approach, origin, twins(landing), voyages),
                    voyage -> follow(fleet, voyage, landing));
        }
    }

    private void follow(Fleet fleet, Voyage voyage, Landing landing)
            throws SQLException, InterruptedException, Refused {
        if (!memory.finished(voyage.name())) {
            fleet.follow("move", voyage, () -> piece(voyage, twins(landing)).script());
            memory.finish(voyage.name());
        }
    }

    /** Asked once. Who comes back to jobs that run asks only where one of them has to be started. */
    private synchronized Twins twins(Landing landing) throws SQLException {
        var met = twins;
        if (met == null) {
            met = Twins.meet(from.named(names.getFirst()), landing.anyone(), overlap());
            twins = met;
        }
        return met;
    }

    /** True where a database would land on itself if both ends were one server. */
    private boolean overlap() {
        return names.stream().anyMatch(it -> names.stream().map(this::place).anyMatch(it::equals));
    }

    /** One more than cores: a target waits for its disk at the end of each index, and the last one is not left alone for long. */
    private int atOnce() {
        return spec.atOnce() == null ? cores + 1 : spec.atOnce();
    }

    private List<Voyage> voyages() throws SQLException, InterruptedException {
        List<Callable<Census>> looks = names.stream()
                .<Callable<Census>>map(name -> () -> Census.take(from.named(name), spec.exclusions(), attempt))
                .toList();
        var found = new ArrayList<Voyage>();
        for (var census : Both.all(cores, looks)) {
            found.add(new Voyage(found.size() + 1, census, place(names.get(found.size()))));
        }
        return found;
    }

    private void prepare(Voyage voyage, Approach approach, Landing origin, Twins twins, List<Voyage> all)
            throws SQLException, InterruptedException, Refused {
        var name = voyage.name();
        if (!memory.ready(name)) {
            approach.makeReady(name, () -> origin.plan(name, spec.owners()));
            memory.ready(name, lanes(voyage, twins, all));
        }
    }

    private Piece piece(Voyage voyage, Twins twins) throws SQLException {
        return new Piece(
                twins.tools(),
                from.named(voyage.name()),
                to.named(voyage.place()),
                spec.owners(),
                spec.exclusions(),
                apart(voyage, twins),
                workers());
    }

    private Apart apart(Voyage voyage, Twins twins) throws SQLException {
        var lanes = memory.lanes(voyage.name());
        if (lanes == 0) {
            return Apart.NONE;
        }
        try (var session = look(voyage)) {
            var census = Census.take(voyage.name(), session, spec.exclusions());
            return lanes == Apart.BINARY
                    ? Apart.binary(census, session)
                    : Apart.lanes(census, lanes, twins.alike(), session);
        }
    }

    private Connection look(Voyage voyage) throws SQLException {
        return Login.open(from.named(voyage.name()), "holdpoint look");
    }

    /** A database that is most of all there is to move has, in the end, every core for itself. */
    private int lanes(Voyage voyage, Twins twins, List<Voyage> all) throws SQLException {
        if (forcedLanes > 0) {
            return forcedLanes;
        }
        var total = all.stream().mapToLong(it -> it.census().bytes()).sum();
        var free = voyage.census().bytes() * 2 > total ? cores : cores / Math.min(atOnce(), all.size());
        var lanes = Apart.lanesFor(voyage.census(), twins.sourceMajor(), free);
        return lanes == 0 && twins.alike() && worthBinary(voyage) ? Apart.BINARY : lanes;
    }

    private boolean worthBinary(Voyage voyage) throws SQLException {
        try (var session = look(voyage)) {
            return Apart.worthBinary(voyage.census(), session);
        }
    }

    /** Only where the target shares our cores do we know how many it has. */
    private int workers() {
        var here = List.of("localhost", "127.0.0.1", "::1").contains(to.host());
        return here ? Math.max(0, cores / Math.min(atOnce(), names.size()) - 1) : -1;
    }
}
