package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.FakeAttempt;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A role of the same name is not yet the same role. */
@Tag("slow")
class ReadyRolesIT {
    private static final String NAME = "ready_roles";
    private static final List<String> ROLES = List.of("rr_app", "rr_readers", "rr Odd");

    private final FakeAttempt attempt = new FakeAttempt();

    @BeforeEach
    void databases() throws Exception {
        TwoServers.create(NAME);
        attempt.databases.put("old", TwoServers.old(NAME));
        attempt.databases.put("new", TwoServers.fresh(NAME));
    }

    @AfterEach
    void tidy() throws Exception {
        for (var server : List.of(TwoServers.old("postgres"), TwoServers.fresh("postgres"))) {
            TwoServers.run(server, "DROP DATABASE " + NAME);
            for (var role : ROLES) {
                TwoServers.run(server, "DROP ROLE IF EXISTS " + Quoted.name(role));
            }
        }
    }

    private String roles() throws InterruptedException {
        var spec =
                new PostgresReady.Spec("old", "new", List.of(), false, Owners.KEEP, Duration.ofMinutes(5), false, null);
        return new PostgresReady()
                .observe(spec, attempt).details().stream()
                        .filter(it -> it.substring(2).startsWith("roles: "))
                        .findFirst()
                        .orElseThrow();
    }

    private static void onOld() throws Exception {
        TwoServers.run(TwoServers.old(NAME), """
                CREATE ROLE rr_readers; CREATE ROLE rr_app LOGIN NOINHERIT BYPASSRLS; CREATE ROLE "rr Odd";
                GRANT rr_readers, pg_monitor TO rr_app; GRANT rr_app TO "rr Odd" WITH ADMIN OPTION;
                ALTER ROLE rr_app SET search_path = "Odd, one", public; ALTER ROLE rr_app SET work_mem = '5MB';
                ALTER ROLE rr_app SET default_transaction_read_only = on; ALTER ROLE rr_app SET application_name = 'it''s';
                CREATE TABLE t (id int); ALTER TABLE t OWNER TO rr_app""");
    }

    @Test
    void whatARoleLacksIsNamedAndTheCommandsMendIt() throws Exception {
        onOld();
        TwoServers.run(
                TwoServers.fresh(NAME),
                "CREATE ROLE rr_readers; CREATE ROLE rr_app; ALTER ROLE rr_app SET search_path = public");
        TwoServers.run(TwoServers.fresh(NAME), "ALTER ROLE rr_app SET application_name = 'it''s'");

        var found = roles();

        assertThat(found)
                .isEqualTo(
                        "✘ roles: there rr_app lacks LOGIN, rr_app lacks NOINHERIT, rr_app lacks BYPASSRLS,"
                                + " rr_app lacks membership in pg_monitor, rr_app lacks membership in rr_readers,"
                                + " rr_app lacks search_path = \"Odd, one\", public, rr_app lacks work_mem = 5MB;"
                                + " say there as a superuser: ALTER ROLE rr_app LOGIN; \\password rr_app ALTER ROLE rr_app NOINHERIT;"
                                + " ALTER ROLE rr_app BYPASSRLS; GRANT pg_monitor TO rr_app; GRANT rr_readers TO rr_app;"
                                + " ALTER ROLE rr_app SET search_path TO \"Odd, one\", public; ALTER ROLE rr_app SET work_mem TO '5MB';");
        say(found);
        assertThat(roles()).isEqualTo("✔ roles: 3 own or may use something, and the target has them");

        TwoServers.run(TwoServers.fresh(NAME), "ALTER ROLE rr_app SET work_mem = '64MB'");
        assertThat(roles())
                .isEqualTo(
                        "✔ roles: 3 own or may use something, and the target has them, with other settings:"
                                + " work_mem of rr_app is 5MB here and 64MB there; ALTER ROLE … SET there what is not meant so");
    }

    /** Also the group that owns nothing, and no grant to one whom the target does not know. */
    @Test
    void whatMakesARoleMakesItAsItIs() throws Exception {
        onOld();

        var found = roles();

        assertThat(found)
                .startsWith(
                        "✘ roles: the target lacks rr_app, rr_readers; move without owners, or say there as a superuser:"
                                + " CREATE ROLE rr_app LOGIN NOINHERIT BYPASSRLS; CREATE ROLE rr_readers;");
        say(found);
        assertThat(roles()).isEqualTo("✔ roles: 3 own or may use something, and the target has them");
    }

    /** Everything but what is for psql. */
    private static void say(String finding) throws Exception {
        TwoServers.run(
                TwoServers.fresh(NAME),
                finding.substring(finding.indexOf("superuser: ") + 11).replace("\\password rr_app", ""));
    }
}
