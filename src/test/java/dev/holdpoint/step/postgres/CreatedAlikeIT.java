package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.database.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database is created as it was on its source, also where the target makes other ones by itself. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
class CreatedAlikeIT {
    private static EmbeddedPostgres old;
    private static EmbeddedPostgres fresh;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        old = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        fresh = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setLocaleConfig("locale-provider", "icu")
                .setLocaleConfig("icu-locale", "en")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        old.close();
        fresh.close();
    }

    private static Database source() {
        return new Database("old", "127.0.0.1", old.getPort(), "postgres", "postgres", "x");
    }

    private static Database target() {
        return new Database("new", "127.0.0.1", fresh.getPort(), "postgres", "postgres", "x");
    }

    @BeforeEach
    @AfterEach
    void drop() {
        for (var server : List.of(source(), target())) {
            MoveServers.sql(
                    server, "drop database if exists shop with (force)", "drop tablespace if exists \"Fast disk\"");
        }
    }

    private void move() throws InterruptedException {
        var attempt = new JobAttempt(folder, Map.of("old", source(), "new", target()));
        var outcome =
                new Move().run(new Move.Spec("old", "new", List.of("shop"), null, false, Owners.KEEP, null), attempt);
        assertThat(outcome).as("%s", attempt.output).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whatSortsByTheCLibraryDoesSoOnAServerOfIcu() throws Exception {
        assertThat(MoveServers.ask(target(), "select datlocprovider from pg_database where datname = 'template0'"))
                .containsExactly("i");
        MoveServers.sql(source(), "create database shop template template0 locale 'C'");

        move();

        assertThat(
                        MoveServers.ask(
                                target(),
                                "select concat_ws(' ', datlocprovider, datcollate, daticulocale) from pg_database where datname = 'shop'"))
                .containsExactly("c C");
    }

    @Test
    void whatLiesInATablespaceLiesInTheOneOfThatName() throws Exception {
        for (var server : List.of(source(), target())) {
            var place = Files.createDirectory(folder.resolve("of " + server.target()));
            for (var each : List.of(folder, place)) {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
            MoveServers.sql(server, "create tablespace \"Fast disk\" location '" + place + "'");
        }
        MoveServers.sql(source(), "create database shop tablespace \"Fast disk\"");

        move();

        assertThat(
                        MoveServers.ask(
                                target(),
                                "select spcname from pg_database d join pg_tablespace s on s.oid = dattablespace where datname = 'shop'"))
                .containsExactly("Fast disk");
        drop();
    }
}
