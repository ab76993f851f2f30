package dev.holdpoint.step.postgres;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code postgres.same}: every table counted and hashed on both sides, and everything else that a database holds compared by name and definition. */
public final class PostgresSame implements Check<PostgresSame.Spec> {
    public record Spec(
            @Doc(value = "the database target that is right", example = "old")
            String source,

            @Doc(value = "the database target that must be the same", example = "new")
            String target,

            @Doc(
                    value = "databases by name, the same on both sides; left out: the one that each target names",
                    fallback = "[]")
            List<String> databases,

            @Doc(value = "questions that each server is asked at a time", fallback = "4")
            int atOnce,

            @Doc(value = "tables not to look at, with * and ?: audit.*, *_tmp", fallback = "[]")
            List<String> exclude,

            @Doc(value = "keep: owners and privileges are compared too; none: they are not", fallback = "keep")
            Owners owners) {
        public Spec {
            databases = List.copyOf(databases);
            exclude = List.copyOf(exclude);
        }
    }

    @Override
    public String name() {
        return "postgres.same";
    }

    @Override
    public String says() {
        return "Counts and hashes every row on both sides, and compares sequences, large objects and all that the catalogues hold.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> databases(Spec spec) {
        return List.of(spec.source(), spec.target());
    }

    @Override
    public List<String> sources(Spec spec) {
        return List.of(spec.source());
    }

    @Override
    public List<String> problems(Spec spec) {
        var problems = new ArrayList<String>();
        if (spec.source().equals(spec.target())) {
            problems.add("source and target are both " + spec.source() + "; name two targets");
        }
        if (spec.atOnce() < 1 || spec.atOnce() > 64) {
            problems.add("at_once " + spec.atOnce() + " is not between 1 and 64");
        }
        return List.copyOf(problems);
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        var which = spec.databases().isEmpty() ? "the database" : String.join(", ", spec.databases());
        return List.of(
                "reads " + which + " of " + spec.source() + " and of " + spec.target()
                        + ", each in one read-only snapshot, " + spec.atOnce() + " questions at a time",
                "SELECT count(*), sum(hash_record_extended(ROW(every column), 0)) FROM ONLY every table"
                        + (spec.exclude().isEmpty() ? "" : " but " + String.join(", ", spec.exclude())),
                "compares where sequences stand, large objects, and every object of every catalogue: definition, comment"
                        + (spec.owners() == Owners.KEEP ? ", owner, privileges" : ""));
    }

    @Override
    public String label(Spec spec) {
        return "data is the same";
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        try {
            return evidence(spec, new Comparisons(spec, attempt).of(pairs(spec, attempt)), began);
        } catch (TargetProblem unreachable) {
            return Evidence.red(label(spec), String.valueOf(unreachable.getMessage()), began);
        } catch (SQLException failed) {
            return Evidence.red(label(spec), Complaint.of(failed), began);
        }
    }

    private static List<Both<Database>> pairs(Spec spec, Attempt attempt) {
        var whole = new Both<>(attempt.database(spec.source()), attempt.database(spec.target()));
        if (spec.databases().isEmpty()) {
            return List.of(whole);
        }
        return spec.databases().stream()
                .map(it -> new Both<>(whole.source().named(it), whole.target().named(it)))
                .toList();
    }

    private Evidence evidence(Spec spec, List<Comparison.Result> results, Instant began) {
        var report = new SameReport(results);
        return new Evidence(report.green(), label(spec), report.sentence(), began, report.details());
    }
}
