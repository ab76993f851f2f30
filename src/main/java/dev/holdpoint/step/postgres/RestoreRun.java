package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.postgres.Fleet.Refused;
import dev.holdpoint.step.postgres.Fleet.Voyage;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One attempt to restore dumps. */
final class RestoreRun {
    private final Restore.Spec spec;
    private final Attempt attempt;
    private final Memory memory;
    private final Database to;
    private final List<String> names;
    private @Nullable Tools tools;

    RestoreRun(Restore.Spec spec, Attempt attempt) {
        this.spec = spec;
        this.attempt = attempt;
        this.memory = new Memory(attempt);
        this.to = attempt.database(spec.to());
        this.names = spec.names(attempt);
    }

    Outcome run() throws SQLException, InterruptedException {
        try (var landing = new Landing(to, names)) {
            var approach = new Approach(spec.clean(), UnaryOperator.identity(), landing, memory, attempt);
            if (!memory.looked(names)) {
                names.forEach(this::format);
                tools(landing);
                memory.forget(names);
                approach.check(names);
                memory.lookedAt();
            }
            var fleet = new Fleet(attempt, memory, voyages(), "restored");
            var atOnce = Runtime.getRuntime().availableProcessors();
            return fleet.sail(atOnce, landing::anyone, landing::anyone, voyage -> {}, voyage -> {
                if (!memory.finished(voyage.name())) {
                    restore(fleet, voyage, approach, landing);
                    memory.finish(voyage.name());
                }
            });
        }
    }

    /** Asked once. Who comes back to jobs that run asks only where one of them has to be started. */
    private synchronized Tools tools(Landing landing) throws SQLException {
        var found = tools;
        if (found == null) {
            try (var session = Login.open(landing.anyone(), "holdpoint look")) {
                found = Tools.restoring(
                        Tools.installed(),
                        names.stream()
                                .mapToInt(it -> Archive.reader(spec.path(attempt, it)))
                                .max()
                                .orElse(0),
                        session.getMetaData().getDatabaseMajorVersion());
            }
            tools = found;
        }
        return found;
    }

    private Format format(String name) {
        var file = spec.path(attempt, name);
        var there = spec.there(attempt, name);
        if (spec.file() == null && there.size() > 1) {
            throw new TargetProblem("there are two dumps of " + name + ", " + there.get(0) + " and " + there.get(1)
                    + "; move the one that is not meant away, or name the other by file:");
        }
        var format = Archive.look(file);
        if (format == Format.PLAIN && spec.owners() == Owners.NONE) {
            throw new TargetProblem(
                    file + " is plain SQL, from which owners cannot be left out; dump in custom format");
        }
        return format;
    }

    /** Nobody says how much a dump holds: these tell what is done, not how far it is. */
    private List<Voyage> voyages() {
        var found = new ArrayList<Voyage>();
        names.forEach(name -> found.add(new Voyage(found.size() + 1, new Census(name, List.of(), List.of()), name)));
        return found;
    }

    private void restore(Fleet fleet, Voyage voyage, Approach approach, Landing landing)
            throws SQLException, InterruptedException, Refused {
        var name = voyage.name();
        var file = spec.path(attempt, name);
        if (!memory.ready(name)) {
            if (format(name) != Format.PLAIN) {
                fleet.follow("read", voyage, () -> RestoreText.read(tools(landing), to.named(name), file));
            }
            approach.makeReady(
                    name, () -> format(name) == Format.PLAIN ? Plan.PLAIN : plan(tools(landing), name, file));
            memory.ready(name, 0);
        }
        fleet.follow(
                "restore", voyage, () -> RestoreText.script(spec, format(name), tools(landing), to.named(name), file));
    }

    /** How the dump would create its database. */
    private Plan plan(Tools tools, String name, Path file) throws InterruptedException {
        var said = attempt.capture(RestoreText.header(spec.owners(), tools, to.named(name), file))
                .output();
        var plan = DumpedPlan.of(said);
        if (plan.isEmpty()) {
            attempt.say(name
                    + ": the dump does not say how its database was made; it is created as the server does by itself");
        }
        return plan.orElse(Plan.PLAIN);
    }
}
