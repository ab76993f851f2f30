package dev.holdpoint.step.postgres;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.DurationText;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code postgres.fence}: the applications cannot write to a database any more, and that nobody does is proven. */
public final class Fence implements Action<Fence.Spec> {
    public record Spec(
            @Doc(value = "the database target to fence", example = "old")
            String on,

            @Doc(value = "databases by name; left out: the one that on: names", fallback = "[]")
            List<String> databases,

            @Doc(
                    value = "roles that the applications log in with; one text may name several, with commas",
                    example = "[app, worker]")
            List<String> roles,

            @Doc(value = "roles that may stay connected: monitoring, backups", fallback = "[]")
            List<String> except,

            @Doc(value = "between the two looks at the counters that prove that nobody writes", fallback = "10s")
            Duration quiet) {
        public Spec {
            databases = List.copyOf(databases);
            roles = named(roles);
            except = named(except);
        }

        List<String> names(Setting setting) {
            return databases.isEmpty() ? List.of(setting.database(on).name()) : databases;
        }
    }

    /** One text may name several, with commas between: so a variable can hold them. */
    static List<String> named(List<String> roles) {
        return roles.stream()
                .flatMap(it -> Arrays.stream(it.split(",", -1)))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    @Override
    public String name() {
        return "postgres.fence";
    }

    @Override
    public String says() {
        return "Keeps the applications' roles out of a database: no login, no CONNECT, sessions ended; proves that nobody writes.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> problems(Spec spec) {
        return problems(spec.roles(), spec.except());
    }

    static List<String> problems(List<String> roles, List<String> except) {
        var found = new ArrayList<String>();
        if (roles.isEmpty()) {
            found.add("roles: is empty; name the roles that the applications log in with");
        }
        var both = roles.stream().filter(except::contains).toList();
        if (!both.isEmpty()) {
            found.add("roles: and except: both name " + String.join(", ", both) + "; keep one");
        }
        return found;
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
        var lines = new ArrayList<String>();
        spec.roles().forEach(it -> lines.add("ALTER ROLE " + Quoted.name(it) + " NOLOGIN on " + spec.on()));
        for (var name : spec.names(setting)) {
            lines.add("REVOKE CONNECT ON DATABASE " + Quoted.name(name) + " FROM PUBLIC, " + FenceRun.list(spec.roles())
                    + (spec.except().isEmpty() ? "" : "; GRANT it to " + FenceRun.list(spec.except())));
        }
        lines.add("pg_terminate_backend of the sessions of " + String.join(", ", spec.roles()));
        lines.add("proof: no other session, and no counter of written rows moves in " + DurationText.of(spec.quiet()));
        return lines;
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        return Tried.of(() -> new FenceRun(spec, attempt).run());
    }

    /** What was is kept before it is changed; doing it again changes nothing. */
    @Override
    public Afterlife afterlife(Spec spec) {
        return Afterlife.REPEAT;
    }

    @Override
    public boolean undoable(Spec spec) {
        return true;
    }

    @Override
    public List<String> undoPreview(Spec spec, Setting setting) {
        var lines = new ArrayList<String>();
        spec.roles().forEach(it -> lines.add("ALTER ROLE " + Quoted.name(it) + " LOGIN, if it could log in before"));
        spec.names(setting)
                .forEach(
                        it -> lines.add("GRANT CONNECT ON DATABASE " + Quoted.name(it) + " to whom it was taken from"));
        return lines;
    }

    @Override
    public Outcome undo(Spec spec, Attempt attempt) throws InterruptedException {
        return Tried.of(() -> new FenceRun(spec, attempt).takeBack());
    }
}
