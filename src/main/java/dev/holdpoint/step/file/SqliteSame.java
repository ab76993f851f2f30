package dev.holdpoint.step.file;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code sqlite.same}: a copy of an SQLite database is whole and holds what the original holds. */
public final class SqliteSame implements Check<SqliteSame.Spec> {
    public record Spec(
            @Doc(value = "HOST:FILE of the original", example = "old:/var/lib/app/db.sqlite3")
            String source,

            @Doc(value = "HOST:FILE of the copy", example = "new:/var/lib/app/db.sqlite3")
            String target,

            @Doc("what is checked, as a line of a gate") @Nullable
            String label) {}

    @Override
    public String name() {
        return "sqlite.same";
    }

    @Override
    public String says() {
        return "Compares an SQLite database with its copy: nobody writes, the copy is whole, the same tables with as many rows.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> hosts(Spec spec) {
        return List.of(
                Location.of(spec.source()).host(), Location.of(spec.target()).host());
    }

    @Override
    public List<String> problems(Spec spec) {
        var problems = new ArrayList<>(Location.problems("source", spec.source()));
        problems.addAll(Location.problems("target", spec.target()));
        return List.copyOf(problems);
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        var source = Location.of(spec.source());
        var target = Location.of(spec.target());
        return List.of(
                "wants no write-ahead log beside " + source + " and " + target,
                "on " + target.host() + ": PRAGMA integrity_check",
                "counts the rows of all tables on both, unless the files are the same byte for byte");
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        try {
            var source = SqliteFile.look(attempt, Location.of(spec.source()));
            var target = SqliteFile.look(attempt, Location.of(spec.target()));
            var sound = target.integrity();
            if (!sound.equals("ok")) {
                return red(spec, attempt, target.place() + " is damaged: " + sound, List.of(), began);
            }
            var differences = source.differences(target);
            return differences.isEmpty()
                    ? Evidence.green(label(spec), source.says(target), began)
                    : red(spec, attempt, differences.getFirst(), differences, began);
        } catch (TargetProblem problem) {
            return red(spec, attempt, String.valueOf(problem.getMessage()), List.of(), began);
        }
    }

    private Evidence red(Spec spec, Attempt attempt, String says, List<String> details, java.time.Instant began) {
        return Evidence.red(label(spec), Hidden.secretsOf(attempt.values(), says), began)
                .with(details.stream()
                        .map(it -> Hidden.secretsOf(attempt.values(), it))
                        .toList());
    }

    @Override
    public String label(Spec spec) {
        return spec.label() != null
                ? spec.label()
                : Location.of(spec.target()) + " holds what " + Location.of(spec.source()) + " holds";
    }
}
