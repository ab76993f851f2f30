package dev.holdpoint.step.postgres;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * {@code postgres.fenced}: nobody writes to a database; who might is named, and what was written since the fence was proven, or, where this
 * run has no {@code postgres.fence} for it, since the first look behind the fence. It is always measured against that moment: what came
 * behind the fence may be missing on the other side, and does not get there by time.
 */
public final class PostgresFenced implements Check<PostgresFenced.Spec> {
    /** What the counters have told once they tell until then. */
    private static final String AGAIN = "; run the fence again, then catch up, set the sequences and compare again";

    public record Spec(
            @Doc(value = "the database target that is fenced", example = "old")
            String on,

            @Doc(value = "databases by name; left out: the one that on: names", fallback = "[]")
            List<String> databases,

            @Doc(
                    value = "roles that the applications log in with; one text may name several, with commas",
                    example = "[app, worker]")
            List<String> roles,

            @Doc(value = "roles that may be connected: monitoring, backups", fallback = "[]")
            List<String> except,

            @Doc(
                    value =
                            "between the two looks at the counters, the first time, where no postgres.fence of this run has proven them",
                    fallback = "2s")
            Duration quiet) {
        public Spec {
            databases = List.copyOf(databases);
            roles = Fence.named(roles);
            except = Fence.named(except);
        }

        List<String> names(Setting setting) {
            return databases.isEmpty() ? List.of(setting.database(on).name()) : databases;
        }
    }

    @Override
    public String name() {
        return "postgres.fenced";
    }

    @Override
    public String says() {
        return "Looks whether nobody writes to a fenced database; names who is connected and which tables were written since it was fenced."
                + " Made for keep.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> problems(Spec spec) {
        return Fence.problems(spec.roles(), spec.except());
    }

    @Override
    public List<String> databases(Spec spec) {
        return List.of(spec.on());
    }

    @Override
    public List<String> sources(Spec spec) {
        return List.of(spec.on());
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        return List.of(
                "asks " + spec.on() + " whether " + String.join(", ", spec.roles())
                        + " may log in or anybody connect, and who is connected to "
                        + String.join(", ", spec.names(setting)),
                "compares n_tup_ins + n_tup_upd + n_tup_del and the relfilenode of every table with what they were when the fence was proven");
    }

    @Override
    public String label(Spec spec) {
        return "nobody writes to " + spec.on();
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        try (var session = Login.open(attempt.database(spec.on()), "holdpoint fenced")) {
            var names = spec.names(attempt);
            var found = open(spec, session, names);
            var written = written(spec, attempt, names, found.isEmpty());
            Writers.sessions(session, names, spec.except()).forEach(it -> found.add(it.toString()));
            found.addAll(Writers.prepared(session, names));
            if (!written.isEmpty() && found.isEmpty()) {
                found.add("whoever wrote is not connected any more, or is one of " + String.join(", ", spec.except()));
            }
            return evidence(spec, found, written, began);
        } catch (TargetProblem | SQLException failed) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return Evidence.red(label(spec), Trouble.line(failed), began);
        }
    }

    private Evidence evidence(Spec spec, List<String> found, List<String> written, Instant began) {
        if (found.isEmpty() && written.isEmpty()) {
            return Evidence.green(label(spec), "nobody is connected, no row was written", began);
        }
        var lines = new ArrayList<>(found);
        written.forEach(it -> lines.add("written: " + it));
        return Evidence.red(
                        label(spec),
                        Writers.named(found)
                                + (written.isEmpty()
                                        ? ""
                                        : "; rows written behind the fence: " + Writers.named(written) + AGAIN),
                        began)
                .with(lines);
    }

    private static List<String> open(Spec spec, Connection session, List<String> names) throws SQLException {
        var found = new ArrayList<String>();
        ConnectRights.withLogin(session, spec.roles()).forEach(it -> found.add("role " + it + " may log in"));
        for (var name : names) {
            if (ConnectRights.everybody(session, name)) {
                found.add("everybody may connect to " + name);
            }
        }
        return found;
    }

    private static List<String> written(Spec spec, Attempt attempt, List<String> names, boolean fenced)
            throws SQLException, InterruptedException {
        var server = attempt.database(spec.on());
        var before = new LinkedHashMap<String, String>();
        for (var name : names) {
            before.put(name, before(spec, attempt, name, fenced));
        }
        if (before.containsValue("")) {
            for (var name : names) {
                if (before.getOrDefault(name, "").isEmpty()) {
                    before.put(name, first(attempt, server.named(name), fenced));
                }
            }
            Thread.sleep(spec.quiet());
        }
        var found = new ArrayList<String>();
        for (var name : names) {
            Tally.of(server.named(name))
                    .since(before.getOrDefault(name, "0/0"))
                    .forEach(it -> found.add(names.size() == 1 ? it : name + ": " + it));
        }
        return found;
    }

    private static String before(Spec spec, Attempt attempt, String name, boolean fenced) {
        return FenceProof.of(attempt, spec.on(), name)
                .tally()
                .orElseGet(() -> fenced ? attempt.remembered(key(name)).orElse("") : "");
    }

    /** Rows that are written before there is a fence are no matter; so the first look behind it counts. */
    private static String first(Attempt attempt, Database database, boolean fenced)
            throws SQLException, InterruptedException {
        var tally = Tally.of(database).text();
        var key = key(database.name());
        var kept = fenced ? tally : "";
        if (!attempt.remembered(key).orElse("").equals(kept)) {
            attempt.remember(key, kept);
        }
        return tally;
    }

    private static String key(String name) {
        return "rows written while fenced: " + name;
    }
}
