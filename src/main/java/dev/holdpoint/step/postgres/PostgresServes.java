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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@code postgres.serves}: a database answers and takes writes; what a rollback ends with. Writes nothing itself. */
public final class PostgresServes implements Check<PostgresServes.Spec> {
    private static final String STATE = "SELECT pg_is_in_recovery(), current_setting('default_transaction_read_only')";

    /** Roles and databases that were told to read only: {@code ALTER ROLE … SET}, {@code ALTER DATABASE … SET}. */
    private static final String FENCED = """
            SELECT coalesce(r.rolname, 'database ' || d.datname) FROM pg_db_role_setting s
            LEFT JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
            WHERE 'default_transaction_read_only=on' = ANY (s.setconfig) ORDER BY 1
            """;

    public record Spec(
            @Shorthand @Doc(value = "database target", example = "old")
            String database) {}

    @Override
    public String name() {
        return "postgres.serves";
    }

    @Override
    public String says() {
        return "Looks whether a database answers and takes writes: no standby, not read-only; names who may only read. Writes nothing.";
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
        return List.of("connects to " + setting.database(spec.database())
                + ", asks whether it is a standby or read-only, and which roles may only read");
    }

    @Override
    public String label(Spec spec) {
        return spec.database() + " serves";
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) {
        var began = attempt.clock().instant();
        try {
            return look(label(spec), attempt.database(spec.database()), began);
        } catch (TargetProblem | SQLException e) {
            return Evidence.red(label(spec), String.valueOf(e.getMessage()), began);
        }
    }

    private static Evidence look(String label, Database database, java.time.Instant began) throws SQLException {
        try (var session = Login.open(database, "holdpoint serves");
                var statement = session.createStatement();
                var row = statement.executeQuery(STATE)) {
            row.next();
            if (row.getBoolean(1)) {
                return Evidence.red(label, "it is a standby and takes no writes", began);
            }
            if (row.getString(2).equals("on")) {
                return Evidence.red(label, "transactions are read-only there (default_transaction_read_only)", began);
            }
            var fenced = fenced(session);
            var only = fenced.isEmpty() ? "" : "; may only read: " + String.join(", ", fenced);
            return Evidence.green(label, "answers and takes writes" + only, began);
        }
    }

    private static List<String> fenced(Connection session) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = session.createStatement();
                var rows = statement.executeQuery(FENCED)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
