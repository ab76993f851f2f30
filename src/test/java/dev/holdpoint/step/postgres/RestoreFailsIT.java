package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.host.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong under a restore: one clear line, nothing half-done is called done, and a retry clears away what was left. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
class RestoreFailsIT {
    private MoveServers servers;

    @TempDir
    private Path folder;

    @BeforeEach
    void dump() throws Exception {
        servers = new MoveServers();
        MoveServers.sql(servers.source("postgres"), "create database jobs");
        MoveServers.sql(
                servers.source("jobs"),
                "create table events (id int primary key, body text)",
                "alter table events alter body set storage external",
                "insert into events select i, repeat(md5(i::text), 150) from generate_series(1, 20000) i");
        var dump = new Dump.Spec("old", "jobs", null, "jobs.dump", null, Format.CUSTOM, 1, null, null);
        assertThat(new Dump().run(dump, new JobAttempt(folder, servers.targets())))
                .isInstanceOf(Outcome.Done.class);
    }

    @AfterEach
    void stop() throws Exception {
        servers.close();
    }

    private static Restore.Spec spec() {
        return new Restore.Spec("new", "jobs", null, "jobs.dump", null, false, Owners.KEEP, null);
    }

    private JobAttempt attempt() {
        return new JobAttempt(folder, servers.targets()).retry();
    }

    private static Outcome.Failed failed(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        var failed = (Outcome.Failed) outcome;
        assertThat(List.of(failed.reason(), failed.remedy())).noneMatch(it -> it.isBlank() || it.contains("\n"));
        return failed;
    }

    @Test
    void aServerThatIsGoneInTheMiddle() throws Exception {
        var attempt = attempt();
        var copying = new CountDownLatch(1);
        attempt.onLine(line -> {
            if (line.contains("processing data for table \"public.events\"")) {
                copying.countDown();
            }
        });
        var restore = new FutureTask<>(() -> new Restore().run(spec(), attempt));
        Thread.ofVirtual().start(restore);
        assertThat(copying.await(60, TimeUnit.SECONDS)).isTrue();
        servers.fresh.close();

        var failed = failed(restore.get(60, TimeUnit.SECONDS));
        assertThat(failed.reason())
                .startsWith("jobs")
                .containsPattern(
                        "server closed the connection|terminating connection|shutting down|connection to server")
                .contains("0 of 1 database restored");
        assertThat(failed.remedy()).contains("look whether the server is up");
        assertThat(attempt.facts.getOrDefault("finished/jobs", "")).isEmpty();
    }

    @Test
    void ofTwoDumpsOfOneNameNoneIsTaken() throws Exception {
        Files.writeString(folder.resolve("jobs.sql"), "-- of last week\n");
        var spec = new Restore.Spec("new", "jobs", null, null, ".", false, Owners.KEEP, null);
        var refused = failed(new Restore().run(spec, attempt()));
        assertThat(refused.reason())
                .contains("two dumps of jobs")
                .contains("jobs.dump")
                .contains("jobs.sql");
        Files.delete(folder.resolve("jobs.sql"));
        assertThat(new Restore().run(spec, attempt())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aSessionThatIsEndedInTheMiddleAndARetry() throws Exception {
        var attempt = attempt();
        attempt.onLine(line -> {
            if (line.contains("processing data for table")) {
                MoveServers.sql(
                        servers.target("postgres"),
                        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'holdpoint move'");
            }
        });
        assertThat(failed(new Restore().run(spec(), attempt)).reason())
                .containsPattern("terminating connection|server closed the connection");

        var retry = attempt.retry();
        assertThat(new Restore().run(spec(), retry)).as("%s", retry.output).isInstanceOf(Outcome.Done.class);
        assertThat(MoveServers.ask(servers.target("jobs"), "select count(*) from events"))
                .containsExactly("20000");
    }

    @Test
    void aFullTarget() throws Exception {
        var small = Files.createDirectory(folder.resolve("small"));
        try (var _ = new SmallDisk(small, 20 << 10)) {
            var data = Path.of(MoveServers.ask(servers.target("postgres"), "show data_directory")
                    .getFirst());
            MoveServers.sql(
                    servers.target("postgres"),
                    "create tablespace tight location '" + SmallDisk.owned(small, data) + "'",
                    "create database jobs tablespace tight");

            var failed = failed(new Restore().run(spec(), attempt()));

            assertThat(failed.reason()).contains("No space left on device").contains("0 of 1 database restored");
            assertThat(failed.remedy()).contains("give the target more disk space");
            MoveServers.sql(servers.target("postgres"), "drop database jobs", "drop tablespace tight");
        }
    }
}
