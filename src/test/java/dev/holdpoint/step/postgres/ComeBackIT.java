package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Action;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes back to jobs that run, and reaches no server, follows them all the same: their end decides, not a look that fails. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
class ComeBackIT {
    private static final List<String> BOTH = List.of("large", "small");

    private static MoveServers servers;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        servers = new MoveServers();
        for (var name : BOTH) {
            MoveServers.sql(servers.source("postgres"), "create database " + name);
            MoveServers.sql(
                    servers.source(name),
                    "create table t (id int primary key, body text)",
                    "insert into t select i, repeat(md5(i::text), 10) from generate_series(1, "
                            + (name.equals("large") ? 300_000 : 10) + ") i",
                    "analyze");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        servers.close();
    }

    private static Map<String, Database> unreachable() {
        return Map.of(
                "old", new Database("old", "127.0.0.1", 1, "postgres", "postgres", "x"),
                "new", new Database("new", "127.0.0.1", 1, "postgres", "postgres", "x"));
    }

    /** The attempt after the program died at the first line that holds {@code word}, on a machine that reaches no server. */
    private <S extends Record> JobAttempt diedAt(String word, Action<S> action, S spec, JobAttempt first)
            throws InterruptedException {
        var said = new CountDownLatch(1);
        first.onLine(line -> {
            if (line.contains(word)) {
                said.countDown();
            }
        });
        var thread = Thread.ofVirtual().start(() -> untilItDies(action, spec, first));
        assertThat(said.await(60, TimeUnit.SECONDS)).as("%s", first.output).isTrue();
        thread.interrupt();
        thread.join();
        return first.again(unreachable());
    }

    private static <S extends Record> void untilItDies(Action<S> action, S spec, JobAttempt attempt) {
        try {
            action.run(spec, attempt);
        } catch (InterruptedException _) {
            // Its jobs go on.
        }
    }

    @Test
    void aMoveUnderWayIsFollowedToItsEndAndWhatWasNotBegunIsNamed() throws Exception {
        var spec = new Move.Spec("old", "new", BOTH, 1, true, Owners.KEEP, null);
        var back = diedAt("large: copy: processing data", new Move(), spec, new JobAttempt(folder, servers.targets()));

        var outcome = new Move().run(spec, back);

        assertThat(back.facts).as("%s %s", outcome, back.output).containsEntry("finished/large", "yes");
        assertThat(MoveServers.ask(servers.target("large"), "select count(*) from t"))
                .containsExactly("300000");
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(((Outcome.Failed) outcome).reason())
                .contains("small")
                .contains("connection refused")
                .contains("(1 of 2 databases moved)");
    }

    @Test
    void aDumpAndARestoreUnderWayAreDone() throws Exception {
        var dump = new Dump.Spec("old", "large", null, "large.dump", null, Format.CUSTOM, null, null, null);
        var dumping = diedAt("large: pg_dump: dumping", new Dump(), dump, new JobAttempt(folder, servers.targets()));
        assertThat(new Dump().run(dump, dumping)).as("%s", dumping.output).isInstanceOf(Outcome.Done.class);

        var restore = new Restore.Spec("new", "large", null, "large.dump", null, true, Owners.KEEP, null);
        var restoring = diedAt(
                "large: pg_restore: processing data",
                new Restore(),
                restore,
                new JobAttempt(folder, servers.targets()).retry());
        assertThat(new Restore().run(restore, restoring))
                .as("%s", restoring.output)
                .isInstanceOf(Outcome.Done.class);
        assertThat(MoveServers.ask(servers.target("large"), "select count(*) from t"))
                .containsExactly("300000");
    }

    /** A new attempt, under which the program died before it had kept a word: "finished" is the earlier attempt's. */
    @Test
    void whatAnEarlierAttemptHasFinishedIsDoneAgain() throws Exception {
        var small = List.of("small");
        var file = folder.resolve("small.dump").toString();
        var move = new Move.Spec("old", "new", small, 1, true, Owners.KEEP, null);
        var dump = new Dump.Spec("old", "small", null, file, null, Format.CUSTOM, null, null, null);
        var restore = new Restore.Spec("new", "small", null, file, null, true, Owners.KEEP, null);

        var moved = done(new Move(), move, new JobAttempt(own("move"), servers.targets()));
        MoveServers.sql(servers.target("small"), "drop table t");
        done(new Move(), move, moved.retry().again());
        assertThat(MoveServers.ask(servers.target("small"), "select to_regclass('t') is not null"))
                .containsExactly("t");

        var dumping = new JobAttempt(own("dump"), servers.targets());
        done(new Dump(), dump, dumping);
        Files.delete(folder.resolve("small.dump"));
        done(new Dump(), dump, dumping.retry().again());
        assertThat(folder.resolve("small.dump")).isNotEmptyFile();

        var restored = done(new Restore(), restore, new JobAttempt(own("restore"), servers.targets()));
        MoveServers.sql(servers.target("small"), "drop table t");
        done(new Restore(), restore, restored.retry().again());
        assertThat(MoveServers.ask(servers.target("small"), "select to_regclass('t') is not null"))
                .containsExactly("t");
    }

    private Path own(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private static <S extends Record> JobAttempt done(Action<S> action, S spec, JobAttempt attempt)
            throws InterruptedException {
        assertThat(action.run(spec, attempt)).as("%s", attempt.output).isInstanceOf(Outcome.Done.class);
        return attempt;
    }
}
