package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Script;
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
import java.util.regex.Pattern;

/** One attempt to restore dumps. */
final class RestoreRun {
    private static final Pattern CREATED =
            Pattern.compile("^CREATE DATABASE .* WITH (TEMPLATE = template0 .*);$", Pattern.MULTILINE);
    private static final Pattern OWNED = Pattern.compile("^ALTER DATABASE .* OWNER TO (.*);$", Pattern.MULTILINE);

    private final Restore.Spec spec;
    private final Attempt attempt;
    private final Memory memory;
    private final Database to;
    private final List<String> names;

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
            var target = landing.anyone();
            var tools = tools(target);
            if (!attempt.resumed()) {
                memory.forget(names);
                names.forEach(this::format);
                approach.check(names);
            }
            var fleet = new Fleet(attempt, voyages(), "restored");
            return fleet.sail(Runtime.getRuntime().availableProcessors(), target, target, voyage -> {}, voyage -> {
                if (!memory.finished(voyage.name())) {
                    restore(fleet, voyage, approach, tools);
                    memory.finished(voyage.name(), true);
                }
            });
        }
    }

    private static Tools tools(Database target) throws SQLException {
        try (var session = Login.open(target, "holdpoint look")) {
            var major = session.getMetaData().getDatabaseMajorVersion();
            return Tools.choose(Tools.installed(), major, major);
        }
    }

    private Format format(String name) {
        var file = spec.path(attempt, name);
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

    private void restore(Fleet fleet, Voyage voyage, Approach approach, Tools tools)
            throws SQLException, InterruptedException, Refused {
        var name = voyage.name();
        var file = spec.path(attempt, name);
        var format = format(name);
        if (!memory.ready(name)) {
            if (format != Format.PLAIN) {
                fleet.follow("read", voyage, RestoreText.read(tools, to.named(name), file));
            }
            approach.makeReady(name, () -> format == Format.PLAIN ? Plan.PLAIN : plan(tools, name, file));
            memory.ready(name, 0);
        }
        fleet.follow("restore", voyage, RestoreText.script(spec, format, tools, to.named(name), file));
    }

    /** How the dump would create its database. */
    private Plan plan(Tools tools, String name, Path file) throws InterruptedException {
        var said = attempt.capture(Script.of(RestoreText.HEADER, RestoreText.environment(tools, to.named(name), file)))
                .output();
        var created = CREATED.matcher(said);
        if (!created.find()) {
            return Plan.PLAIN;
        }
        var owned = OWNED.matcher(said);
        return new Plan(
                " with " + created.group(1)
                        + (spec.owners() == Owners.KEEP && owned.find() ? " owner = " + owned.group(1) : ""),
                List.of());
    }
}
