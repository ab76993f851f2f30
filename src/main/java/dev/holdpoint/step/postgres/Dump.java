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
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code postgres.dump}: databases into files of this machine, each complete and readable or not there at all. */
public final class Dump implements Action<Dump.Spec> {
    public record Spec(
            @Doc(value = "the database target to dump", example = "old")
            String from,

            @Doc(value = "name of the one database; left out: the one that from: names", example = "accounts") @Nullable
            String database,

            @Doc(value = "names of several databases, with dir:", example = "[accounts, jobs]") @Nullable
            List<String> databases,

            @Doc(value = "the file to write, relative to the run's folder", example = "before.dump") @Nullable
            String file,

            @Doc(value = "the folder to write one file for each database into", example = "dumps") @Nullable
            String dir,

            @Doc(value = "custom, directory, tar or plain", fallback = "custom")
            Format format,

            @Doc(value = "level of compression, 0 for none; left out: pg_dump's own", example = "1") @Nullable
            Integer compress,

            @Doc(value = "how many tables of a database at once; directory format only", example = "2") @Nullable
            Integer jobs,

            @Doc(
                    value = "patterns of tables left out, as pg_dump's --exclude-table; without a schema, in every one",
                    example = "[seaql_migrations]")
            @Nullable
            List<String> exclude) {
        List<String> exclusions() {
            return exclude == null ? List.of() : exclude;
        }

        List<String> names(Setting setting) {
            if (databases != null && !databases.isEmpty()) {
                return databases;
            }
            return List.of(database == null ? setting.database(from).name() : database);
        }

        /** Where the dump of a database goes; absolute. */
        Path path(Setting setting, String name) {
            var base = setting.files().toAbsolutePath();
            var path = file != null
                    ? base.resolve(file)
                    : base.resolve(dir == null ? "." : dir).resolve(name + format.suffix());
            return path.normalize();
        }

        /** The same, as the author wrote it. */
        String place(String name) {
            return file != null ? file : (dir == null ? "" : dir + "/") + name + format.suffix();
        }

        private boolean uncompressed() {
            return format == Format.TAR || format == Format.PLAIN || (compress != null && compress == 0);
        }

        long bytes(Census census) {
            return uncompressed() ? census.dataBytes() : packed(census);
        }

        /** The least that a dump may take on disk, from the size of tables and large objects: text packs to a half at least, as a rule. */
        static long packed(Census census) {
            return census.dataBytes() / 2;
        }
    }

    @Override
    public String name() {
        return "postgres.dump";
    }

    @Override
    public String says() {
        return "Dumps databases into files: written aside, read back, then renamed; opens an open item for each.";
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
        if (spec.jobs() != null && spec.jobs() > 1 && spec.format() != Format.DIRECTORY) {
            found.add("jobs: needs format: directory");
        }
        if (spec.compress() != null && (spec.compress() < 0 || spec.compress() > 9)) {
            found.add("compress: is between 0 and 9");
        }
        if (spec.compress() != null && spec.compress() > 0 && spec.format() == Format.TAR) {
            found.add("compress: does not go with format: tar; use custom");
        }
        found.addAll(Excluded.problems(spec.exclusions()));
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
        return spec.names(setting).stream()
                .flatMap(name ->
                        DumpText.shown(spec, setting.database(spec.from()).named(name), spec.path(setting, name))
                                .stream())
                .toList();
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        try {
            return new DumpRun(spec, attempt).run();
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

    /** A dump holds the data: whoever can read it has the database. */
    @Override
    public List<Opening> opens(Spec spec) {
        return named(spec).stream()
                .map(it -> Opening.seen(item(it), "delete the dump " + spec.place(it)))
                .toList();
    }

    private static List<String> named(Spec spec) {
        return spec.databases() != null && !spec.databases().isEmpty()
                ? spec.databases()
                : List.of(spec.database() == null ? spec.from() : spec.database());
    }

    private static String item(String database) {
        return "dump of " + database;
    }

    /** It is closed when the file, or the folder of one, is gone, and so is what was not finished. */
    @Override
    public Evidence closed(Spec spec, String item, Attempt attempt) {
        var now = attempt.clock().instant();
        int which = named(spec).stream().map(Dump::item).toList().indexOf(item);
        if (which < 0) {
            return Evidence.red(item, "this step has made no such dump", now);
        }
        var path = spec.path(attempt, spec.names(attempt).get(which));
        return Stream.of(path, DumpText.part(path))
                .filter(it -> Files.exists(it, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .map(it -> Evidence.red(item, it + " is still there", now))
                .orElseGet(() -> Evidence.green(item, path + " is gone", now));
    }
}
