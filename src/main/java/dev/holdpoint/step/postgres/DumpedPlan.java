package dev.holdpoint.step.postgres;

import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@link Plan} out of the SQL with which {@code pg_restore --create} makes a database. */
final class DumpedPlan {
    /** A remark, a command of psql, or a statement; quotes may hold anything. */
    private static final Pattern PIECE = Pattern.compile(
            "--[^\\n]*\\n|\\\\[^\\n]*\\n|\\s+|(?<statement>(?:[^;'\"]|'(?:[^']|'')*+'|\"(?:[^\"]|\"\")*+\")+?);");

    private static final String NAME = "(?<name>\"(?:[^\"]|\"\")*\"|[\\w$]+)";

    private static final Pattern CREATED =
            Pattern.compile("CREATE DATABASE " + NAME + " WITH (?<how>TEMPLATE = template0 .*)", Pattern.DOTALL);

    /** How each statement about the database begins, up to its name. */
    private static final Pattern ABOUT = Pattern.compile(
            "(?<head>ALTER DATABASE |COMMENT ON DATABASE |"
                    + "SECURITY LABEL .* ON DATABASE |ALTER ROLE (?:\"(?:[^\"]|\"\")*\"|[\\w$]+) IN DATABASE |"
                    + "(?:GRANT|REVOKE) [A-Z, ]+ ON DATABASE )" + NAME + "(?<rest> .*)",
            Pattern.DOTALL);

    private DumpedPlan() {}

    /** @return nothing where the SQL creates no database */
    static Optional<Plan> of(String sql) {
        var how = Optional.<String>empty();
        var trims = new ArrayList<String>();
        Matcher piece = PIECE.matcher(sql);
        while (piece.lookingAt()) {
            var statement = piece.group("statement");
            if (statement != null) {
                var created = CREATED.matcher(statement);
                var about = ABOUT.matcher(statement);
                if (created.matches()) {
                    how = Optional.of(created.group("how"));
                } else if (about.matches()) {
                    trims.add(about.group("head") + Plan.NAME + about.group("rest"));
                }
            }
            piece.region(piece.end(), sql.length());
        }
        return how.map(it -> new Plan(" with " + it, trims));
    }
}
