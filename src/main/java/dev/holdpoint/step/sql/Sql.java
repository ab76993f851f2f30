package dev.holdpoint.step.sql;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.SqlText;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Danger;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code sql} as an action: statements in one transaction. What it would change can be seen before ({@link SqlTrial}). Before it
 * commits, the number of its transaction is on our disk; so whoever comes back after a crash asks the server what became of it.
 */
public final class Sql implements Action<Sql.Spec> {
    private static final String TRANSACTION = "transaction";
    /** What the server says of a transaction of which nothing came. */
    private static final String ABORTED = "aborted";

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int LOOKS = 20;

    public record Spec(
            @Doc(value = "the database target", example = "new")
            String on,

            @Doc(value = "statements; variables are bound as :name and never become text", example = "ANALYZE")
            SqlText run,

            @Doc("rows that must be changed (or returned, where nothing is changed); otherwise all is taken back")
            @Nullable
            Integer expectRows,

            @Doc(value = "it writes though its words do not tell, by a function of your own", fallback = "false")
            boolean writes) {}

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public String says() {
        return "Runs SQL statements in one transaction; statements that write are tried, shown and taken back before they are released.";
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
    public List<String> problems(Spec spec) {
        return problems(statements(spec));
    }

    @Override
    public List<String> binds(Spec spec) {
        return Statement.bound(spec.run().text());
    }

    static List<String> problems(List<Statement> statements) {
        if (statements.isEmpty()) {
            return List.of("run holds no SQL statement; write one");
        }
        return statements.stream()
                .map(Statement::problem)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    static List<Statement> statements(Spec spec) {
        return Statement.all(spec.run().text());
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        var lines = new ArrayList<String>();
        lines.add("on " + spec.on() + ", in one transaction" + (writes(spec) ? "" : ", read-only"));
        lines.addAll(previewOf(statements(spec), setting));
        if (spec.expectRows() != null) {
            lines.add("-- taken back unless it is " + Executed.number(spec.expectRows()));
        }
        return List.copyOf(lines);
    }

    /** The statements as written, then the values that are bound; every line of them a remark. */
    static List<String> previewOf(List<Statement> statements, Setting setting) {
        var lines = new ArrayList<String>();
        statements.forEach(it -> (it.text() + ";").lines().forEach(lines::add));
        var shown = setting.values().masked();
        Statement.bound(statements)
                .forEach(it -> (":" + it + " = " + shown.get(it).orElse("(no value yet)"))
                        .lines()
                        .forEach(line -> lines.add("-- " + line)));
        return List.copyOf(lines);
    }

    static boolean writes(Spec spec) {
        return spec.writes() || statements(spec).stream().anyMatch(Statement::writes);
    }

    /** What acts at once cannot be tried and taken back. */
    private static boolean acts(Spec spec) {
        return statements(spec).stream().anyMatch(Statement::acts);
    }

    @Override
    public boolean mayBeDangerous() {
        return true;
    }

    @Override
    public Optional<Danger> danger(Spec spec) {
        if (acts(spec)) {
            return Optional.of(new Danger(
                    "It acts on " + spec.on()
                            + " at once: it cannot be tried before, and no transaction takes it back.",
                    spec.on()));
        }
        return writes(spec)
                ? Optional.of(new Danger(
                        "It changes data in " + spec.on() + ", and nothing puts the old data back.", spec.on()))
                : Optional.empty();
    }

    /** The server knows what became of a transaction. */
    @Override
    public Afterlife afterlife(Spec spec) {
        return danger(spec).isPresent() ? Afterlife.FIND_OUT : Afterlife.REPEAT;
    }

    @Override
    public Optional<String> trial(Spec spec) {
        return writes(spec) && !acts(spec) ? Optional.of(SqlTrial.NAME) : Optional.empty();
    }

    /** What is wrong with the number of rows, or nothing. */
    static String wrongCount(Spec spec, Executed executed) {
        return spec.expectRows() == null || spec.expectRows() == executed.rows()
                ? ""
                : Executed.number(executed.rows()) + ", not " + spec.expectRows() + " as expected";
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        return attempt.resumed() && afterlife(spec) == Afterlife.FIND_OUT
                ? became(spec, attempt)
                : perform(spec, attempt);
    }

    private Outcome perform(Spec spec, Attempt attempt) throws InterruptedException {
        var statements = statements(spec);
        var writes = writes(spec);
        var transaction = new String[1];
        try {
            return Session.with(attempt.database(spec.on()), attempt.values(), !writes, session -> {
                var executed = Executed.of(statements, session, false);
                executed.lines().forEach(attempt::say);
                var wrong = wrongCount(spec, executed);
                if (!wrong.isEmpty()) {
                    return Outcome.failed(
                            wrong + "; all is taken back", "see why, correct the statement or expect_rows");
                }
                if (writes) {
                    var id = session.value("SELECT txid_current()");
                    attempt.remember(TRANSACTION, id);
                    transaction[0] = id;
                }
                session.connection().commit();
                return done(executed.rows());
            });
        } catch (TargetProblem unreachable) {
            return Outcome.failed(String.valueOf(unreachable.getMessage()), "nothing was changed; mend it, then retry");
        } catch (SQLException failed) {
            var reason = Session.complaint(failed, attempt.values());
            return transaction[0] == null
                    ? Outcome.failed(reason, "nothing was changed; correct it, then retry")
                    : brokenCommit(spec, attempt, transaction[0], reason);
        } catch (InterruptedException stopped) {
            if (transaction[0] == null) {
                throw stopped;
            }
            return brokenCommit(spec, attempt, transaction[0], "it was stopped while it committed");
        }
    }

    private static Outcome done(long rows) {
        return Outcome.done(Executed.number(rows));
    }

    /** A commit that breaks off leaves open whether it came to pass; the server knows. */
    private static Outcome brokenCommit(Spec spec, Attempt attempt, String transaction, String reason) {
        return switch (status(spec, attempt, transaction)) {
            case "committed" -> Outcome.done("committed, although " + reason);
            case ABORTED -> Outcome.failed(reason, "nothing was changed; correct it, then retry");
            default -> Outcome.unknown("nobody knows whether it was committed: " + reason);
        };
    }

    private static Outcome became(Spec spec, Attempt attempt) {
        var transaction = attempt.ofThisAttempt(TRANSACTION);
        var status = transaction.isEmpty() ? ABORTED : status(spec, attempt, transaction.get());
        return switch (status) {
            case "committed" -> Outcome.done("committed before the program died");
            case ABORTED ->
                acts(spec)
                        ? Outcome.unknown("it acts at once, and nobody knows what it did before the program died")
                        : Outcome.failed(
                                "the program died before it was committed, nothing was changed", "begin it again");
            default ->
                Outcome.unknown("transaction " + transaction.orElse("") + " on " + spec.on()
                        + " was begun, and nobody knows its end");
        };
    }

    /** {@code committed}, {@code aborted}, {@code in progress}, or nothing where it cannot be told. */
    private static String status(Spec spec, Attempt attempt, String transaction) {
        try {
            var sql = "SELECT txid_status(" + Long.parseLong(transaction) + ")";
            return Session.with(attempt.database(spec.on()), attempt.values(), true, session -> {
                // A server that is told to stop, or whose client is gone, needs a moment.
                var status = session.value(sql);
                for (int looks = 1; looks < LOOKS && status.equals("in progress"); looks++) {
                    Thread.sleep(LOOK_AGAIN);
                    status = session.value(sql);
                }
                return status;
            });
        } catch (SQLException | TargetProblem | NumberFormatException untold) {
            return "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
