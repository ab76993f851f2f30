package dev.holdpoint.step.sql;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code sql.trial}: runs the statements of an {@link Sql} step in a transaction, shows the rows they would change, and rolls back. What
 * does not take part in transactions stays: numbers that sequences gave, and the load.
 */
public final class SqlTrial implements Check<Sql.Spec> {
    static final String NAME = "sql.trial";

    /** Rows in the sentence, and characters of each; the details have ten. */
    private static final int SHOWN = 3;

    private static final int WIDTH = 100;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String says() {
        return "Tries statements in a transaction, shows the rows they would change, and takes all of it back.";
    }

    @Override
    public Class<Sql.Spec> spec() {
        return Sql.Spec.class;
    }

    @Override
    public List<String> databases(Sql.Spec spec) {
        return List.of(spec.on());
    }

    @Override
    public List<String> problems(Sql.Spec spec) {
        var problems = new ArrayList<>(Sql.problems(Sql.statements(spec)));
        if (Sql.statements(spec).stream().anyMatch(Statement::acts)) {
            problems.add("what acts at once cannot be tried and taken back; leave the trial out");
        }
        return List.copyOf(problems);
    }

    @Override
    public List<String> preview(Sql.Spec spec, Setting setting) {
        var lines = new ArrayList<String>();
        lines.add("on " + spec.on() + ", in one transaction that is rolled back");
        lines.addAll(Sql.previewOf(Sql.statements(spec), setting));
        return List.copyOf(lines);
    }

    @Override
    public Evidence observe(Sql.Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        try {
            var reading = !Sql.writes(spec);
            var tried = Session.with(
                    attempt.database(spec.on()),
                    attempt.values(),
                    reading,
                    session -> Executed.of(Sql.statements(spec), session, true));
            var wrong = Sql.wrongCount(spec, tried);
            var lines = tried.lines().stream()
                    .map(it -> Hidden.secretsOf(attempt.values(), it))
                    .toList();
            var sentence =
                    wrong.isEmpty() ? Executed.number(tried.rows()) + ", tried and taken back" + rows(lines) : wrong;
            return new Evidence(wrong.isEmpty(), label(spec), sentence, began, lines);
        } catch (SQLException failed) {
            return Evidence.red(label(spec), Session.complaint(failed, attempt.values()), began);
        } catch (TargetProblem unreachable) {
            return Evidence.red(label(spec), String.valueOf(unreachable.getMessage()), began);
        }
    }

    /** A step shows the details of what is red only; the rows that would change must be seen where all is well. */
    private static String rows(List<String> lines) {
        var rows = lines.stream()
                .filter(it -> it.startsWith("  "))
                .map(String::strip)
                .toList();
        if (rows.isEmpty()) {
            return "";
        }
        var first = rows.stream().limit(SHOWN).map(SqlTrial::shortened).collect(Collectors.joining("; "));
        return ": " + first + (rows.size() > SHOWN ? "; …" : "");
    }

    private static String shortened(String row) {
        return row.length() <= WIDTH ? row : row.substring(0, WIDTH - 1) + "…";
    }

    @Override
    public String label(Sql.Spec spec) {
        return "what it would change in " + spec.on();
    }
}
