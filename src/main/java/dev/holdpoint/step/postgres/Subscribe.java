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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code postgres.subscribe}: the target gets the schema and every row, and from then on what is written to the source. */
public final class Subscribe implements Action<Subscribe.Spec> {
    /** Where the tables on the target come from. */
    public enum Tables {
        /** This step copies their definitions, and all else but rows, into a database that is empty or not there. */
        COPY,
        /** They are there already, empty. */
        PRESENT
    }

    public record Spec(
            @Doc(value = "the database target that is published", example = "old")
            String from,

            @Doc(value = "the database target that follows it", example = "new")
            String to,

            @Doc(value = "as in postgres.publish", example = "shop")
            String name,

            @Doc(
                    value =
                            "where the new server reaches the old one, as host:port; left out: at the address of from:, which must then have no via:",
                    example = "10.0.0.5:5432")
            @Nullable
            String reach,

            @Doc(
                    value =
                            "the database target whose user and password the new server keeps to log in to the old one; left out: from",
                    example = "replicator")
            @Nullable
            String login,

            @Doc(
                    value = "copy: what is there besides rows is copied first; present: the tables are there, empty",
                    fallback = "copy")
            Tables schema,

            @Doc(
                    value = "keep owners and privileges of the schema, or none: all belongs to the role that copies",
                    fallback = "keep")
            Owners owners) {
        /** What is empty was left out: a variable may be. */
        public Spec {
            reach = reach == null || reach.isBlank() ? null : reach;
            login = login == null || login.isBlank() ? null : login;
        }

        Link link() {
            return new Link(name);
        }

        /** @throws TargetProblem where this program alone can reach the source at the address that it knows */
        Conninfo conninfo(Setting setting) {
            var source = setting.database(from);
            if (source.tunnel() && !Conninfo.isWhole(reach == null ? "" : reach)) {
                throw new TargetProblem(from + " has via:, which is a way for this program only; say in reach: where "
                        + to + " reaches it, as host:port");
            }
            return new Conninfo(source, login == null ? source : setting.database(login), reach == null ? "" : reach);
        }
    }

    @Override
    public String name() {
        return "postgres.subscribe";
    }

    @Override
    public String says() {
        return "Copies schema and rows to the target and lets it follow what is written to the source, by logical replication.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> problems(Spec spec) {
        var found = spec.link().problems(spec.from(), spec.to());
        if (spec.reach() != null && !spec.reach().contains("${") && !Conninfo.isAddress(spec.reach())) {
            found.add("reach: is host:port, for example reach: 10.0.0.5:5432");
        }
        return found;
    }

    @Override
    public List<String> databases(Spec spec) {
        return spec.login() == null
                ? List.of(spec.from(), spec.to())
                : Stream.of(spec.from(), spec.to(), spec.login()).distinct().toList();
    }

    @Override
    public List<String> sources(Spec spec) {
        return List.of(spec.from());
    }

    @Override
    public List<String> makes(Spec spec) {
        return spec.schema() == Tables.COPY ? List.of(spec.to()) : List.of();
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        var from = setting.database(spec.from());
        var to = setting.database(spec.to());
        var lines = new ArrayList<String>();
        if (spec.schema() == Tables.COPY) {
            lines.add("CREATE DATABASE " + Quoted.name(to.name()) + " on " + spec.to() + " where it is missing, as on "
                    + spec.from());
            lines.add(new SchemaCopy(from, to, spec.owners()).preview());
        }
        lines.add("SELECT pg_create_logical_replication_slot('" + spec.link().slot() + "', 'pgoutput') on "
                + spec.from());
        lines.add("CREATE SUBSCRIPTION " + spec.link().quoted() + " CONNECTION "
                + Quoted.literal(spec.conninfo(setting).shown() + " …") + " PUBLICATION "
                + spec.link().quoted() + spec.link().options() + " on " + spec.to());
        lines.add("waits until every table is copied, then ANALYZE");
        return lines;
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        return Tried.of(() -> new SubscribeRun(spec, attempt).run());
    }

    /** Each part is looked for before it is made; the copy of the schema is a job that is attached to. */
    @Override
    public Afterlife afterlife(Spec spec) {
        return Afterlife.REATTACH;
    }

    @Override
    public List<Opening> opens(Spec spec) {
        return List.of(Opening.seen(
                spec.link().subscribed(),
                "postgres.unsubscribe ends it, or undoing this step: until then its slot keeps WAL on " + spec.from()));
    }

    @Override
    public Evidence closed(Spec spec, String item, Attempt attempt) {
        var now = attempt.clock().instant();
        try (var source = Login.open(attempt.database(spec.from()), "holdpoint look")) {
            if (Query.yes(source, Link.SLOT, spec.link().slot())) {
                return Evidence.red(item, "its slot " + spec.link().slot() + " is still on " + spec.from(), now);
            }
        } catch (TargetProblem | SQLException failed) {
            return Evidence.red(item, Trouble.line(failed), now);
        }
        try (var target = Login.open(attempt.database(spec.to()), "holdpoint look")) {
            return Query.yes(target, Link.SUBSCRIPTION, spec.name())
                    ? Evidence.red(item, "it is still on " + spec.to(), now)
                    : Evidence.green(item, "subscription and slot are gone", now);
        } catch (TargetProblem failed) {
            return ReadyLook.isMissing(failed)
                    ? Evidence.green(item, "its slot is gone, and it is gone with its database on " + spec.to(), now)
                    : Evidence.red(item, Trouble.line(failed), now);
        } catch (SQLException failed) {
            return Evidence.red(item, Trouble.line(failed), now);
        }
    }

    @Override
    public boolean undoable(Spec spec) {
        return true;
    }

    @Override
    public boolean undoReaches(Spec spec) {
        return true;
    }

    @Override
    public List<String> undoPreview(Spec spec, Setting setting) {
        var place = Quoted.name(setting.database(spec.to()).name());
        return List.of(
                String.join("; ", spec.link().unsubscribing()) + " on " + spec.to() + ", if this step created it",
                "SELECT pg_drop_replication_slot('" + spec.link().slot() + "') on " + spec.from()
                        + ", if this step created it",
                spec.schema() == Tables.COPY
                        ? "DROP DATABASE " + place + " on " + spec.to()
                                + ", if this step created it; if it was there before, create it anew and empty"
                        : "TRUNCATE the tables in " + place + " that this step filled");
    }

    @Override
    public Outcome undo(Spec spec, Attempt attempt) throws InterruptedException {
        return Tried.of(() -> new SubscribeUndo(spec, attempt).run());
    }
}
