package dev.holdpoint.step.sql;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.SqlText;
import dev.holdpoint.checklist.Word;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Patterns;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code sql} as a check: one value, read in a read-only transaction. */
public final class SqlCheck implements Check<SqlCheck.Spec> {
    public record Spec(
            @Doc(value = "the database target", example = "new")
            String on,

            @Doc(
                    value =
                            "one statement that reads; the first column of its first row counts; variables are bound as :name",
                    example = "SELECT count(*) FROM pg_stat_activity")
            SqlText run,

            @Doc(value = "the value is this: as numbers where both are, else as text", example = "1")
            @Word("equals")
            @Nullable
            String equalTo,

            @Doc("the value is a number, this or more") @Nullable
            String atLeast,

            @Doc("the value is a number, this or less") @Nullable
            String atMost,

            @Doc("a regular expression that the value matches somewhere") @Nullable
            String matches,

            @Doc("what is checked, as a line of a gate") @Nullable
            String label) {}

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public String says() {
        return "Looks with SQL: one value against equals, at_least, at_most or matches.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> databases(Spec spec) {
        return List.of(spec.on());
    }

    @Override
    public List<String> binds(Spec spec) {
        return Statement.bound(spec.run().text());
    }

    @Override
    public List<String> problems(Spec spec) {
        var statements = Statement.all(spec.run().text());
        var problems = new ArrayList<>(Sql.problems(statements));
        if (statements.size() > 1) {
            problems.add("a check asks one question, and run holds " + statements.size() + " statements; write one");
        }
        if (statements.stream().anyMatch(Statement::writes)) {
            problems.add("a check changes nothing, and this statement may; write a SELECT, or make it an sql step");
        }
        problems.addAll(Patterns.problems("matches", spec.matches()));
        if (spec.equalTo() == null && spec.atLeast() == null && spec.atMost() == null && spec.matches() == null) {
            problems.add("nothing says which value is right; write equals, at_least, at_most or matches");
        }
        limit("at_least", spec.atLeast()).ifPresent(problems::add);
        limit("at_most", spec.atMost()).ifPresent(problems::add);
        return List.copyOf(problems);
    }

    private static Optional<String> limit(String field, @Nullable String value) {
        return value == null || number(value).isPresent()
                ? Optional.empty()
                : Optional.of(field + " " + value + " is no number");
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        var lines = new ArrayList<String>();
        lines.add("on " + spec.on() + ", read-only");
        lines.addAll(Sql.previewOf(Statement.all(spec.run().text()), setting));
        lines.add("-- wants " + wanted(spec));
        return List.copyOf(lines);
    }

    private static String wanted(Spec spec) {
        var parts = new ArrayList<String>();
        if (spec.equalTo() != null) {
            parts.add(spec.equalTo());
        }
        if (spec.atLeast() != null) {
            parts.add("at least " + spec.atLeast());
        }
        if (spec.atMost() != null) {
            parts.add("at most " + spec.atMost());
        }
        if (spec.matches() != null) {
            parts.add("a match of " + spec.matches());
        }
        return String.join(" and ", parts);
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        try {
            var value = Session.with(attempt.database(spec.on()), attempt.values(), true, it -> value(spec, it));
            var right = value.isPresent() && right(spec, value.get());
            var saw = value.map(it -> Hidden.secretsOf(attempt.values(), it)).orElse("no row");
            var sentence = right ? saw : saw + ", wanted " + wanted(spec);
            return new Evidence(right, label(spec), sentence, began, List.of());
        } catch (SQLException failed) {
            return Evidence.red(label(spec), Session.complaint(failed, attempt.values()), began);
        } catch (TargetProblem unreachable) {
            return Evidence.red(label(spec), String.valueOf(unreachable.getMessage()), began);
        }
    }

    private static Optional<String> value(Spec spec, Session session) throws SQLException {
        var statement = Statement.all(spec.run().text()).getFirst();
        try (var prepared = session.prepared(statement, "");
                var rows = prepared.executeQuery()) {
            return rows.next() ? Optional.of(String.valueOf(rows.getString(1))) : Optional.empty();
        }
    }

    static boolean right(Spec spec, String value) {
        return (spec.equalTo() == null || same(spec.equalTo(), value))
                && (spec.atLeast() == null
                        || order(value, spec.atLeast()).filter(it -> it >= 0).isPresent())
                && (spec.atMost() == null
                        || order(value, spec.atMost()).filter(it -> it <= 0).isPresent())
                && (spec.matches() == null
                        || Pattern.compile(spec.matches()).matcher(value).find());
    }

    private static boolean same(String one, String other) {
        return one.equals(other) || order(one, other).filter(it -> it == 0).isPresent();
    }

    /** How two numbers stand to each other; empty where one is none. */
    private static Optional<Integer> order(String one, String other) {
        return number(one).flatMap(it -> number(other).map(it::compareTo));
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    @Override
    public String label(Spec spec) {
        return spec.label() != null ? spec.label() : spec.run().text().strip().replaceAll("\\s+", " ");
    }
}
