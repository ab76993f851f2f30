package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
@SuppressWarnings("NullAway.Init")
class DumpRestoreIT {
    private static MoveServers servers;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        servers = new MoveServers();
        MoveServers.sql(
                servers.source("postgres"),
                "create role app_owner",
                "create database \"a b\" template template0 encoding 'LATIN1' locale 'C' owner app_owner");
        MoveServers.sql(
                servers.source("a b"),
                "create table t (id serial primary key, body text)",
                "alter table t owner to app_owner",
                "insert into t (body) select repeat(md5(i::text), 10) from generate_series(1, 5000) i",
                "create table \"no\" (a int)");
        MoveServers.sql(servers.target("postgres"), "create role app_owner");
    }

    @AfterAll
    static void stop() throws IOException {
        servers.close();
    }

    @AfterEach
    void drop() {
        MoveServers.sql(servers.target("postgres"), "drop database if exists \"a b\"");
    }

    private static Dump.Spec dump(Format format, String file) {
        return new Dump.Spec("old", "a b", null, file, null, format, null, null, null);
    }

    private static Restore.Spec restore(String file, boolean clean) {
        return new Restore.Spec("new", "a b", null, file, null, clean, Owners.KEEP, null);
    }

    private JobAttempt attempt() {
        return new JobAttempt(folder, servers.targets());
    }

    private static String reason(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        var reason = ((Outcome.Failed) outcome).reason();
        assertThat(reason).doesNotContain("\n");
        return reason;
    }

    private JobAttempt dumped(Format format, String file) throws InterruptedException {
        var attempt = attempt();
        assertThat(new Dump().run(dump(format, file), attempt))
                .as("%s", attempt.output)
                .isInstanceOf(Outcome.Done.class);
        return attempt;
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aDumpOfEachFormatComesBack(Format format) throws Exception {
        var file = "it's a/dump" + format.suffix();
        dumped(format, file);
        var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
        assertThat(mode).isEqualTo(format == Format.DIRECTORY ? "rwx------" : "rw-------");
        assertThat(folder.resolve(file + ".part")).doesNotExist();

        var attempt = attempt().retry();
        assertThat(new Restore().run(restore(file, false), attempt))
                .as("%s", attempt.output)
                .isInstanceOf(Outcome.Done.class);

        assertThat(MoveServers.ask(
                        servers.target("a b"),
                        "select concat_ws(' ', count(*), sum(hashtext(body)), nextval('t_id_seq')) from t"))
                .containsExactly(MoveServers.ask(
                                servers.source("a b"),
                                "select concat_ws(' ', count(*), sum(hashtext(body)), 5001) from t")
                        .getFirst());
        assertThat(MoveServers.ask(
                        servers.target("a b"), "select relowner::regrole::text from pg_class where relname = 't'"))
                .containsExactly("app_owner");
        if (format != Format.PLAIN) {
            assertThat(MoveServers.ask(
                            servers.target("postgres"),
                            "select concat_ws(' ', pg_encoding_to_char(encoding), datcollate, pg_get_userbyid(datdba))"
                                    + " from pg_database where datname = 'a b'"))
                    .containsExactly("LATIN1 C app_owner");
        }
    }

    @Test
    void severalGoIntoAFolder() throws Exception {
        var dump = new Dump.Spec(
                "old", null, List.of("a b", "postgres"), null, "dumps", Format.CUSTOM, 0, null, List.of("no"));
        assertThat(new Dump().run(dump, attempt())).isInstanceOf(Outcome.Done.class);
        assertThat(folder.resolve("dumps"))
                .isDirectoryContaining("glob:**/a b.dump")
                .isDirectoryContaining("glob:**/postgres.dump");

        var restore = new Restore.Spec("new", null, List.of("a b"), null, "dumps", false, Owners.NONE, 2);
        assertThat(new Restore().run(restore, attempt().retry())).isInstanceOf(Outcome.Done.class);
        assertThat(MoveServers.ask(
                        servers.target("a b"),
                        "select relname || ' ' || relowner::regrole from pg_class where relname in ('t', 'no')"))
                .containsExactly("t postgres");
    }

    @Test
    void aDumpIsNeverOverwrittenUnlessThisStepWroteIt() throws Exception {
        Files.writeString(folder.resolve("before.dump"), "precious");
        assertThat(reason(new Dump().run(dump(Format.CUSTOM, "before.dump"), attempt())))
                .contains("exists already");
        assertThat(folder.resolve("before.dump")).hasContent("precious");

        var first = dumped(Format.CUSTOM, "mine.dump");
        assertThat(new Dump().run(dump(Format.CUSTOM, "mine.dump"), first.retry()))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whatIsCutShortOrForeignIsRefusedBeforeTheTargetIsTouched() throws Exception {
        MoveServers.sql(servers.target("postgres"), "create database \"a b\"");
        MoveServers.sql(servers.target("a b"), "create table precious (a int)");
        for (var format : List.of(Format.CUSTOM, Format.TAR, Format.PLAIN)) {
            var own = Files.createDirectory(folder.resolve(format.name()));
            var file = own.resolve("cut" + format.suffix());
            var attempt = new JobAttempt(own, servers.targets());
            assertThat(new Dump().run(dump(format, file.toString()), attempt)).isInstanceOf(Outcome.Done.class);
            var bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length * 2 / 3));
            var cut = new JobAttempt(own, servers.targets()).retry();
            assertThat(new Restore().run(restore(file.toString(), true), cut))
                    .as("%s %s", format, cut.output)
                    .isInstanceOf(Outcome.Failed.class);
        }
        Files.writeString(folder.resolve("foreign.dump"), "hello");
        assertThat(reason(new Restore().run(restore("foreign.dump", true), attempt())))
                .contains("is not a dump of pg_dump");
        Files.writeString(folder.resolve("empty.dump"), "");
        assertThat(reason(new Restore().run(restore("empty.dump", true), attempt())))
                .contains("is empty");
        assertThat(reason(new Restore().run(restore("missing.dump", true), attempt())))
                .contains("there is no dump");
        assertThat(MoveServers.ask(servers.target("a b"), "select count(*) from precious"))
                .containsExactly("0");
    }

    @Test
    void aFailedDumpLeavesNothing() throws Exception {
        MoveServers.sql(servers.source("postgres"), "create role app_reader login");
        var attempt = new JobAttempt(
                folder,
                Map.of("old", new Database("old", "127.0.0.1", servers.old.getPort(), "a b", "app_reader", null)));
        var reason = reason(new Dump().run(dump(Format.CUSTOM, "x.dump"), attempt));
        assertThat(reason).contains("a b").contains("permission denied");
        assertThat(folder.resolve("x.dump")).doesNotExist();
        assertThat(folder.resolve("x.dump.part")).doesNotExist();
        MoveServers.sql(servers.source("postgres"), "drop role app_reader");
    }
}
