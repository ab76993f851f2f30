package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.target.TargetProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may log in and connect: taken from some, and given back as it was. What is taken is on our disk before, as the very statements
 * that give it back; they are kept until they were said.
 */
final class ConnectRights {
    private static final String KEPT = "statements that give back";
    /** Between statements: ASCII's separator of records. */
    private static final String BETWEEN = "\u001e";

    /** Rights that the database's owner has given; those that others passed on are not ours to give back. Grantee 0 is everybody. */
    private static final String GRANTED = """
            SELECT coalesce(r.rolname::text, ''), a.is_grantable FROM pg_database d
            CROSS JOIN LATERAL aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a LEFT JOIN pg_roles r ON r.oid = a.grantee
            WHERE d.datname = ? AND a.privilege_type = 'CONNECT' AND a.grantor = d.datdba
              AND (a.grantee = 0 OR r.rolname = ANY (?))""";

    /** Those who could connect only because everybody could. */
    private static final String BY_PUBLIC = """
            SELECT r.rolname::text FROM pg_roles r, pg_database d
            WHERE d.datname = ? AND r.rolname = ANY (?) AND NOT r.rolsuper AND has_database_privilege(r.oid, d.oid, 'CONNECT')
              AND NOT EXISTS (SELECT FROM aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
                WHERE a.grantee = r.oid AND a.privilege_type = 'CONNECT')""";

    private static final String EVERYBODY =
            "SELECT EXISTS (SELECT FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a"
                    + " WHERE d.datname = ? AND a.grantee = 0 AND a.privilege_type = 'CONNECT')";

    private final Attempt attempt;
    private final Connection session;
    private final List<String> databases;
    private final List<String> granting = new ArrayList<>();

    ConnectRights(Attempt attempt, Connection session, List<String> databases) {
        this.attempt = attempt;
        this.session = session;
        this.databases = List.copyOf(databases);
    }

    /** True where everybody may connect who may log in. */
    static boolean everybody(Connection session, String database) throws SQLException {
        return Query.yes(session, EVERYBODY, database);
    }

    static List<String> withLogin(Connection session, List<String> roles) throws SQLException {
        return Query.column(
                session,
                "SELECT rolname::text FROM pg_roles WHERE rolcanlogin AND rolname = ANY (?) ORDER BY 1",
                roles);
    }

    /** Keeps what is about to be taken. The first time counts: what a second try finds is the fence itself. */
    void keep(List<String> roles, List<String> staying) throws SQLException, InterruptedException {
        var back = new ArrayList<String>();
        for (var role : withLogin(session, roles)) {
            back.add("ALTER ROLE " + Quoted.name(role) + " LOGIN");
        }
        for (var database : databases) {
            var on = " ON DATABASE " + Quoted.name(database);
            for (var role : Query.column(session, BY_PUBLIC, database, staying)) {
                granting.add("GRANT CONNECT" + on + " TO " + Quoted.name(role));
                back.add("REVOKE CONNECT" + on + " FROM " + Quoted.name(role));
            }
            for (var row : Query.rows(session, GRANTED, database, roles)) {
                back.add("GRANT CONNECT" + on + " TO " + (row.get(0).isEmpty() ? "PUBLIC" : Quoted.name(row.get(0)))
                        + (row.get(1).equals("t") ? " WITH GRANT OPTION" : ""));
            }
        }
        if (kept().isEmpty()) {
            attempt.remember(KEPT, String.join(BETWEEN, back));
        }
    }

    private String kept() {
        return attempt.remembered(KEPT).orElse("");
    }

    /** @throws TargetProblem where our role may not: the server only warns */
    void take(List<String> roles) throws SQLException {
        var statements = new ArrayList<>(granting);
        for (var role : withLogin(session, roles)) {
            statements.add("ALTER ROLE " + Quoted.name(role) + " NOLOGIN");
        }
        for (var database : databases) {
            statements.add(
                    "REVOKE CONNECT ON DATABASE " + Quoted.name(database) + " FROM PUBLIC, " + FenceRun.list(roles));
        }
        Query.together(session, statements);
        for (var database : databases) {
            if (everybody(session, database)) {
                throw new TargetProblem("our role may not take the right to connect to database " + database
                        + "; log in as its owner or a superuser");
            }
        }
    }

    /** @return false where nothing was taken */
    boolean giveBack() throws SQLException, InterruptedException {
        if (kept().isEmpty()) {
            return false;
        }
        Query.together(session, List.of(kept().split(BETWEEN, -1)));
        attempt.remember(KEPT, "");
        return true;
    }
}
