package dev.holdpoint.step.postgres;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Shorthand;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.SQLException;
import java.util.List;

/** {@code postgres.reachable}: whether a database target can be reached with its login, and who answers there. */
public final class PostgresReachable implements Check<PostgresReachable.Spec> {
    private static final String WHO = """
            SELECT current_setting('server_version'), current_database(), current_user,
                   (SELECT rolsuper FROM pg_roles WHERE rolname = current_user), pg_is_in_recovery(),
                   pg_size_pretty(pg_database_size(current_database()))
            """;

    /** Every server has it. */
    private static final String ANY = "postgres";

    public record Spec(
            @Shorthand @Doc(value = "database target", example = "old")
            String database,

            @Doc(
                    value = "whether it may be missing, since a step creates it; then its server is looked for",
                    fallback = "false")
            boolean missing) {}

    @Override
    public String name() {
        return "postgres.reachable";
    }

    @Override
    public String says() {
        return "Looks whether a database can be reached, and says which server answers and as whom; read-only.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> databases(Spec spec) {
        return List.of(spec.database());
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        return List.of("connects to " + setting.database(spec.database()) + " and asks for version, role and size");
    }

    @Override
    public String label(Spec spec) {
        return spec.database();
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) {
        var began = attempt.clock().instant();
        try {
            return Evidence.green(label(spec), identity(attempt.database(spec.database()), spec.missing()), began);
        } catch (TargetProblem | SQLException e) {
            return Evidence.red(label(spec), String.valueOf(e.getMessage()), began);
        }
    }

    private static String identity(Database database, boolean missing) throws SQLException {
        try {
            return identity(database);
        } catch (TargetProblem problem) {
            if (!missing || !ReadyLook.isMissing(problem)) {
                throw problem;
            }
            return "there is no database " + database.name() + " yet, a step creates it: "
                    + identity(database.named(ANY));
        }
    }

    private static String identity(Database database) throws SQLException {
        try (var session = Login.open(database, "holdpoint connections");
                var statement = session.createStatement();
                var row = statement.executeQuery(WHO)) {
            row.next();
            return "PostgreSQL %s on %s:%d, database %s (%s), role %s%s%s"
                    .formatted(
                            row.getString(1).split(" ", 2)[0],
                            database.host(),
                            database.port(),
                            row.getString(2),
                            row.getString(6),
                            row.getString(3),
                            row.getBoolean(4) ? " (superuser)" : "",
                            row.getBoolean(5) ? ", READ-ONLY: a standby" : "");
        }
    }
}
