package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Action;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Two servers with logical replication, and a fresh database on the old one for each test. */
final class HotServers implements AutoCloseable {
    final MoveServers servers;
    private int count;
    private String place = "";

    HotServers() throws IOException {
        servers = MoveServers.logical();
    }

    /** @return what the publication of the new database is to be called */
    String fresh(String... statements) {
        place = "Db " + ++count;
        MoveServers.sql(servers.source("postgres"), "create database " + Quoted.name(place));
        MoveServers.sql(servers.source(place), statements);
        return "link_" + count;
    }

    Database old() {
        return servers.source(place);
    }

    Database fresh() {
        return servers.target(place);
    }

    JobAttempt attempt(Path folder) {
        return new JobAttempt(folder, Map.of("old", old(), "new", fresh()));
    }

    List<String> onOld(String query) {
        return MoveServers.ask(old(), query);
    }

    List<String> onNew(String query) {
        return MoveServers.ask(fresh(), query);
    }

    static <S extends Record> void done(Action<S> action, S spec, JobAttempt attempt) throws InterruptedException {
        var outcome = action.run(spec, attempt);
        assertThat(outcome).as("%s %s", outcome, attempt.output).isInstanceOf(Outcome.Done.class);
    }

    static <S extends Record> void undone(Action<S> action, S spec, JobAttempt attempt) throws InterruptedException {
        var outcome = action.undo(spec, attempt);
        assertThat(outcome).as("%s %s", outcome, attempt.output).isInstanceOf(Outcome.Done.class);
    }

    static <S extends Record> String refused(Action<S> action, S spec, JobAttempt attempt) throws InterruptedException {
        var outcome = action.run(spec, attempt);
        assertThat(outcome).as("%s", attempt.output).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).reason();
    }

    @Override
    public void close() throws IOException {
        servers.close();
    }
}
