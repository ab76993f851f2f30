package dev.holdpoint.step.postgres;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Opening;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@code postgres.publish}: the source says from now on what is written to its tables; refused where that would harm it. */
public final class Publish implements Action<Publish.Spec> {
    private static final String ALL = "all";
    /** Kept before the publication is made: one that is there and not kept is somebody else's. */
    private static final String MADE = "publication";

    public record Spec(
            @Doc(value = "the database target that is published", example = "old")
            String from,

            @Doc(value = "all, or patterns of tables as of pg_dump", example = "[orders, audit.*]", fallback = "[all]")
            List<String> tables,

            @Doc(value = "what publication, subscription and slot are called; one for each database", example = "shop")
            String name) {
        public Spec {
            tables = List.copyOf(tables);
        }

        Link link() {
            return new Link(name);
        }

        /** Empty for all. */
        List<String> patterns() {
            return tables.equals(List.of(ALL)) ? List.of() : tables;
        }
    }

    @Override
    public String name() {
        return "postgres.publish";
    }

    @Override
    public String says() {
        return "Creates a publication for a hot move; refuses tables without a replica identity, whose writers it would stop.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> problems(Spec spec) {
        var found = new ArrayList<>(spec.link().problems());
        if (spec.tables().isEmpty()) {
            found.add("tables: is empty; write all, or name tables");
        }
        if (spec.tables().size() > 1 && spec.tables().contains(ALL)) {
            found.add(
                    "tables: names all and others; keep one (a table that is called so is \"all\", in double quotes)");
        }
        Excluded.problems(spec.patterns()).stream()
                .map(it -> it.replaceFirst("^exclude:", "tables:"))
                .forEach(found::add);
        return found;
    }

    @Override
    public List<String> databases(Spec spec) {
        return List.of(spec.from());
    }

    @Override
    public List<String> sources(Spec spec) {
        return List.of(spec.from());
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        return List.of(
                "asks " + spec.from()
                        + " for wal_level, free slots, and tables without replica identity, which are refused",
                "CREATE PUBLICATION " + spec.link().quoted()
                        + (spec.patterns().isEmpty()
                                ? " FOR ALL TABLES"
                                : " FOR TABLE " + String.join(", ", spec.patterns()))
                        + " on " + spec.from());
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        return Tried.of(() -> {
            try (var source = Login.open(attempt.database(spec.from()), "holdpoint publish")) {
                return publish(spec, attempt, source);
            }
        });
    }

    private static Outcome publish(Spec spec, Attempt attempt, Connection source)
            throws SQLException, InterruptedException {
        if (there(spec, source)) {
            return ours(attempt)
                    ? Outcome.done(told(spec, source))
                    : Outcome.failed(
                            "there is a publication " + spec.name() + " on " + spec.from()
                                    + " already, which is not this step's",
                            "choose another name, or drop it if nobody needs it");
        }
        var publishable = Publishable.of(source, spec.patterns());
        publishable.left().forEach(it -> attempt.say("left out, replication does not carry it: " + it));
        attempt.remember(MADE, "yes");
        Query.run(source, "CREATE PUBLICATION " + spec.link().quoted() + " " + publishable.clause());
        return Outcome.done(told(spec, source)
                + (publishable.left().isEmpty() ? "" : "; left out: " + String.join(", ", publishable.left())));
    }

    private static boolean ours(Attempt attempt) {
        return attempt.remembered(MADE).orElse("").equals("yes");
    }

    private static boolean there(Spec spec, Connection source) throws SQLException {
        return Query.yes(source, Link.PUBLICATION, spec.name());
    }

    private static String told(Spec spec, Connection source) throws SQLException {
        var tables = Query.value(source, "SELECT count(*) FROM pg_publication_tables WHERE pubname = ?", spec.name());
        return "publication " + spec.name() + " of " + Amount.count(Integer.parseInt(tables.orElse("0")), "table")
                + " on " + spec.from();
    }

    /** It looks whether the publication is there before it makes it. */
    @Override
    public Afterlife afterlife(Spec spec) {
        return Afterlife.REPEAT;
    }

    @Override
    public List<Opening> opens(Spec spec) {
        return List.of(Opening.seen(spec.link().published(), "postgres.unsubscribe drops it, or undoing this step"));
    }

    @Override
    public Evidence closed(Spec spec, String item, Attempt attempt) {
        var now = attempt.clock().instant();
        try (var source = Login.open(attempt.database(spec.from()), "holdpoint look")) {
            return there(spec, source)
                    ? Evidence.red(item, "it is still on " + spec.from(), now)
                    : Evidence.green(item, "it is gone from " + spec.from(), now);
        } catch (TargetProblem | SQLException failed) {
            return Evidence.red(item, Trouble.line(failed), now);
        }
    }

    @Override
    public boolean undoable(Spec spec) {
        return true;
    }

    @Override
    public List<String> undoPreview(Spec spec, Setting setting) {
        return List.of("DROP PUBLICATION " + spec.link().quoted() + " on " + spec.from() + ", if this step created it");
    }

    @Override
    public Outcome undo(Spec spec, Attempt attempt) throws InterruptedException {
        return Tried.of(() -> {
            if (!ours(attempt)) {
                return Outcome.done("nothing was published");
            }
            try (var source = Login.open(attempt.database(spec.from()), "holdpoint publish")) {
                Query.run(source, "DROP PUBLICATION IF EXISTS " + spec.link().quoted());
            }
            attempt.remember(MADE, "");
            return Outcome.done("publication " + spec.name() + " is gone from " + spec.from());
        });
    }
}
