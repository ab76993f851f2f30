package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a database has besides its contents (settings, owner, privileges, a remark) travels, whatever stood at its place. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
class OwnThingsIT {
    private static final String OWN =
            "select concat_ws(' | ', pg_get_userbyid(datdba), datconnlimit, datacl, shobj_description(d.oid, 'pg_database'),"
                    + " (select string_agg(concat(setrole::regrole, setconfig), ' ' order by setrole) from pg_db_role_setting"
                    + " where setdatabase = d.oid)) from pg_database d where datname = 'shop'";

    private static MoveServers servers;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        servers = new MoveServers();
        for (var server : List.of(servers.source("postgres"), servers.target("postgres"))) {
            MoveServers.sql(server, "create role app_owner", "create role app_reader");
        }
        MoveServers.sql(
                servers.source("postgres"),
                "create database shop owner app_owner connection limit 9",
                "alter database shop set search_path to \"Odd, one\", public",
                "alter database shop set default_transaction_read_only to on",
                "alter role app_reader in database shop set work_mem to '5MB'",
                "alter role app_reader in database shop set application_name to 'it''s'",
                "comment on database shop is 'it''s; an old\none'",
                "revoke all on database shop from public",
                "grant connect on database shop to app_reader with grant option");
        MoveServers.sql(servers.source("shop"), "set default_transaction_read_only = off", "create table t (a int)");
    }

    @AfterAll
    static void stop() throws IOException {
        servers.close();
    }

    @AfterEach
    void drop() {
        MoveServers.sql(servers.target("postgres"), "drop database if exists shop");
    }

    private static String own(boolean source) {
        return MoveServers.ask(source ? servers.source("postgres") : servers.target("postgres"), OWN)
                .getFirst();
    }

    private static void stands(String there) {
        if (!there.equals("missing")) {
            MoveServers.sql(
                    servers.target("postgres"),
                    "create database shop connection limit 2",
                    "comment on database shop is 'its own'");
        }
        if (there.equals("full")) {
            MoveServers.sql(servers.target("shop"), "create table old (a int)");
        }
    }

    private static void assertDone(Outcome outcome, JobAttempt attempt) {
        assertThat(outcome).as("%s", attempt.output).isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "empty", "full"})
    void aMoveBringsThemAndAnUndoGivesThePlaceItsOwnAgain(String there) throws Exception {
        stands(there);
        var attempt = new JobAttempt(folder, servers.targets());
        var spec = new Move.Spec("old", "new", List.of("shop"), null, there.equals("full"), Owners.KEEP, null);

        assertDone(new Move().run(spec, attempt), attempt);
        assertThat(own(false)).isEqualTo(own(true)).contains("app_owner | 9 | ", "5MB", "Odd, one", "it's; an old");

        assertDone(new Move().undo(spec, attempt), attempt);
        if (!there.equals("missing")) {
            assertThat(own(false)).isEqualTo("postgres | 2 | its own");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "empty", "full"})
    void aRestoreBringsThem(String there) throws Exception {
        var attempt = new JobAttempt(folder, servers.targets());
        var dump = new Dump.Spec("old", "shop", null, "shop.dump", null, Format.CUSTOM, null, null, null);
        assertDone(new Dump().run(dump, attempt), attempt);
        stands(there);
        var restore = attempt.retry();
        restore.facts.clear();
        var spec = new Restore.Spec("new", "shop", null, "shop.dump", null, there.equals("full"), Owners.KEEP, null);

        assertDone(new Restore().run(spec, restore), restore);

        assertThat(own(false)).isEqualTo(own(true));
    }

    @Test
    void withoutOwnersOnlySettingsAndTheRemarkTravel() throws Exception {
        var attempt = new JobAttempt(folder, servers.targets());
        var spec = new Move.Spec("old", "new", List.of("shop"), null, false, Owners.NONE, null);

        assertDone(new Move().run(spec, attempt), attempt);

        assertThat(own(false)).startsWith("postgres | 9 | it's; an old").contains("5MB");
    }
}
