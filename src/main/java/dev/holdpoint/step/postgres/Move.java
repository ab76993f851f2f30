package dev.holdpoint.step.postgres;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Danger;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code postgres.move}: databases from one server to another, native dump piped into native restore, each a durable job. */
public final class Move implements Action<Move.Spec> {
    public record Spec(
            @Doc(value = "the database target to move from", example = "old")
            String from,

            @Doc(value = "the database target to move to", example = "new")
            String to,

            @Doc(
                    value = "names of the databases to move; left out: the one that from: names",
                    example = "[accounts, jobs]")
            @Nullable
            List<String> databases,

            @Doc(
                    value = "how many databases go side by side; left out: one more than this machine has cores",
                    example = "2")
            @Nullable
            Integer atOnce,

            @Doc(
                    value = "drop what is there and create it anew; without it a database that is not empty is refused",
                    fallback = "false")
            boolean clean,

            @Doc(
                    value = "keep owners and privileges, or none: all belongs to the role that restores",
                    fallback = "keep")
            Owners owners,

            @Doc(
                    value =
                            "patterns of tables that do not travel, as pg_dump's --exclude-table; without a schema, in every one",
                    example = "[seaql_migrations]")
            @Nullable
            List<String> exclude) {
        List<String> exclusions() {
            return exclude == null ? List.of() : exclude;
        }

        /** Where no name is given it is the one of the source target, on both ends its own. */
        List<String> names(Setting setting) {
            return databases == null || databases.isEmpty()
                    ? List.of(setting.database(from).name())
                    : databases;
        }
    }

    private final int cores;
    private final int forcedLanes;

    public Move() {
        this(Runtime.getRuntime().availableProcessors(), 0);
    }

    /** @param forcedLanes 0, or lanes that the largest table of every database gets, whatever its size */
    Move(int cores, int forcedLanes) {
        this.cores = cores;
        this.forcedLanes = forcedLanes;
    }

    @Override
    public String name() {
        return "postgres.move";
    }

    @Override
    public String says() {
        return "Moves databases: pg_dump piped into pg_restore, several side by side, no file in between, ANALYZE after.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> problems(Spec spec) {
        var found = new ArrayList<String>();
        if (spec.from().equals(spec.to())) {
            found.add("from: and to: are the same target; name two");
        }
        if (spec.atOnce() != null && spec.atOnce() < 1) {
            found.add("at_once: must be at least 1");
        }
        if (spec.databases() != null
                && new HashSet<>(spec.databases()).size() < spec.databases().size()) {
            found.add("databases: names one twice; leave it out once");
        }
        found.addAll(Excluded.problems(spec.exclusions()));
        return found;
    }

    @Override
    public List<String> databases(Spec spec) {
        return List.of(spec.from(), spec.to());
    }

    @Override
    public List<String> sources(Spec spec) {
        return List.of(spec.from());
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        var lines = new ArrayList<String>();
        var names = spec.names(setting);
        for (var name : names) {
            var to = MoveRun.place(spec, setting, name);
            if (spec.clean()) {
                lines.add("DROP DATABASE IF EXISTS " + Quoted.name(to.name()) + " on " + spec.to());
            }
            lines.add("CREATE DATABASE " + Quoted.name(to.name()) + " on " + spec.to() + " where it is missing, as on "
                    + spec.from());
            lines.addAll(new Piece(
                            new Tools(0, Path.of("/")),
                            setting.database(spec.from()).named(name),
                            to,
                            spec.owners(),
                            spec.exclusions(),
                            Apart.NONE,
                            -1)
                    .preview());
        }
        lines.add("the rows of tables of " + Apart.LEAST_FOR_BINARY / (1 << 20)
                + " MB and more may go apart from the dump, by COPY under one snapshot with it");
        return lines;
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        try {
            var outcome = new MoveRun(spec, attempt, cores, forcedLanes).run();
            if (outcome instanceof Outcome.Done) {
                Written.remember(attempt, attempt.database(spec.to()), places(spec, attempt));
            }
            return outcome;
        } catch (TargetProblem problem) {
            return Outcome.failed(Trouble.line(problem), "mend that, then retry");
        } catch (SQLException failed) {
            return Outcome.failed(Trouble.line(failed), Trouble.remedy(Trouble.line(failed)));
        }
    }

    @Override
    public Afterlife afterlife(Spec spec) {
        return Afterlife.REATTACH;
    }

    @Override
    public boolean mayBeDangerous() {
        return true;
    }

    @Override
    public Optional<Danger> danger(Spec spec) {
        return spec.clean()
                ? Optional.of(new Danger("It drops databases on " + spec.to() + " and all that is in them.", spec.to()))
                : Optional.empty();
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
    public List<String> losses(Spec spec, Setting setting, Function<String, Optional<String>> remembered) {
        return Written.since(setting.database(spec.to()), places(spec, setting), remembered);
    }

    private static List<String> places(Spec spec, Setting setting) {
        return spec.names(setting).stream()
                .map(name -> MoveRun.place(spec, setting, name).name())
                .toList();
    }

    @Override
    public List<String> undoPreview(Spec spec, Setting setting) {
        return spec.names(setting).stream()
                .map(name -> MoveRun.place(spec, setting, name).name())
                .map(name -> "DROP DATABASE " + Quoted.name(name) + " on " + spec.to()
                        + ", if this step created it; if it was there before, create it anew and empty")
                .toList();
    }

    @Override
    public Outcome undo(Spec spec, Attempt attempt) throws InterruptedException {
        try {
            return new Retreat(attempt, spec.to())
                    .run(
                            spec.names(attempt),
                            name -> MoveRun.place(spec, attempt, name).name());
        } catch (TargetProblem problem) {
            return Outcome.failed(Trouble.line(problem), "mend that, then undo again");
        } catch (SQLException failed) {
            return Outcome.failed(Trouble.line(failed), Trouble.remedy(Trouble.line(failed)));
        }
    }
}
