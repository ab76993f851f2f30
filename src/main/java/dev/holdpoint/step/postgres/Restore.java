package dev.holdpoint.step.postgres;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Danger;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code postgres.restore}: dumps into databases; each dump is read to its end before anything on the target is touched. */
public final class Restore implements Action<Restore.Spec> {
    public record Spec(
            @Doc(value = "the database target to restore into", example = "new")
            String to,

            @Doc(value = "name of the one database; left out: the one that to: names", example = "accounts") @Nullable
            String database,

            @Doc(value = "names of several databases, with dir:", example = "[accounts, jobs]") @Nullable
            List<String> databases,

            @Doc(value = "the dump, relative to the run's folder", example = "before.dump") @Nullable
            String file,

            @Doc(value = "the folder that holds NAME.dump, NAME.dir, NAME.tar or NAME.sql for each", example = "dumps")
            @Nullable
            String dir,

            @Doc(
                    value = "drop what is there and create it anew; without it a database that is not empty is refused",
                    fallback = "false")
            boolean clean,

            @Doc(
                    value = "keep owners and privileges, or none: all belongs to the role that restores",
                    fallback = "keep")
            Owners owners,

            @Doc(value = "how many objects of a database at once; custom and directory format only", example = "2")
            @Nullable
            Integer jobs) {
        List<String> names(Setting setting) {
            if (databases != null && !databases.isEmpty()) {
                return databases;
            }
            return List.of(database == null ? setting.database(to).name() : database);
        }

        /**
         * The dump of a database; absolute.
         *
         * @return the first that is there, or the one in custom format where none is
         */
        Path path(Setting setting, String name) {
            var base = setting.files().toAbsolutePath();
            if (file != null) {
                return base.resolve(file).normalize();
            }
            var there = there(setting, name);
            return there.isEmpty() ? folder(setting).resolve(name + Format.CUSTOM.suffix()) : there.getFirst();
        }

        /** The dumps of a database in the folder: one for each format that is there. */
        List<Path> there(Setting setting, String name) {
            return Arrays.stream(Format.values())
                    .map(it -> folder(setting).resolve(name + it.suffix()))
                    .filter(Files::exists)
                    .toList();
        }

        private Path folder(Setting setting) {
            return setting.files()
                    .toAbsolutePath()
                    .resolve(dir == null ? "." : dir)
                    .normalize();
        }
    }

    @Override
    public String name() {
        return "postgres.restore";
    }

    @Override
    public String says() {
        return "Restores dumps into databases, stopping at the first error; a dump that is cut short or none is refused before.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> problems(Spec spec) {
        var found = new ArrayList<String>();
        if ((spec.file() == null) == (spec.dir() == null)) {
            found.add("needs file: for one database or dir: for several, and not both");
        }
        if (spec.file() != null && spec.databases() != null && spec.databases().size() > 1) {
            found.add("file: holds one database; use dir: for several");
        }
        if (spec.database() != null && spec.databases() != null) {
            found.add("database: and databases: are both set; keep one");
        }
        if (spec.databases() != null
                && new HashSet<>(spec.databases()).size() < spec.databases().size()) {
            found.add("databases: names one twice; leave it out once");
        }
        if (spec.jobs() != null && spec.jobs() < 1) {
            found.add("jobs: must be at least 1");
        }
        return found;
    }

    @Override
    public List<String> databases(Spec spec) {
        return List.of(spec.to());
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        var lines = new ArrayList<String>();
        for (var name : spec.names(setting)) {
            if (spec.clean()) {
                lines.add("DROP DATABASE IF EXISTS " + Quoted.name(name) + " on " + spec.to());
            }
            lines.add("CREATE DATABASE " + Quoted.name(name) + " on " + spec.to()
                    + " where it is missing, as the dump says");
            lines.add(RestoreText.shown(spec, setting.database(spec.to()).named(name), spec.path(setting, name)));
            lines.add("ANALYZE of every table in '" + name + "' on " + spec.to());
        }
        return lines;
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        try {
            var outcome = new RestoreRun(spec, attempt).run();
            if (outcome instanceof Outcome.Done) {
                Written.remember(attempt, attempt.database(spec.to()), spec.names(attempt));
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
        return Written.since(setting.database(spec.to()), spec.names(setting), remembered);
    }

    @Override
    public List<String> undoPreview(Spec spec, Setting setting) {
        return spec.names(setting).stream()
                .map(name -> "DROP DATABASE " + Quoted.name(name) + " on " + spec.to()
                        + ", if this step created it; if it was there before, create it anew and empty")
                .toList();
    }

    @Override
    public Outcome undo(Spec spec, Attempt attempt) throws InterruptedException {
        try {
            return new Retreat(attempt, spec.to()).run(spec.names(attempt), UnaryOperator.identity());
        } catch (TargetProblem problem) {
            return Outcome.failed(Trouble.line(problem), "mend that, then undo again");
        } catch (SQLException failed) {
            return Outcome.failed(Trouble.line(failed), Trouble.remedy(Trouble.line(failed)));
        }
    }
}
