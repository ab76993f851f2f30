package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.containers.Machine;
import dev.holdpoint.containers.Machines;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.StepStatus;
import dev.holdpoint.step.HotMovePartTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hot move between the servers of two hosts comes to its switch, and somebody whom nobody knew of writes to the old one. */
@Tag("containers")
@Timeout(300)
@SuppressWarnings("NullAway.Init")
final class RogueWriterIT {
    private static final int POSTGRES = 5432;
    private static final String SWITCH = "shop.switch";
    private static final Set<StepState> ENDS = EnumSet.of(StepState.DONE, StepState.FAILED, StepState.UNKNOWN);

    @TempDir
    private Path folder;

    @Test
    void theGateOfTheFlipLocksWithinTenSecondsAndNamesWhoWrites() throws Exception {
        try (var machines = Machines.start(folder.resolve("ssh"), List.of("old", "new"), POSTGRES)) {
            var old = machines.named("old");
            for (var each : List.of(old, machines.named("new"))) {
                serve(each);
            }
            psql(
                    old,
                    "shop",
                    "create role shop login password 'Rogue-test'; create table orders (id serial primary key, what text);"
                            + " grant all on orders to shop; insert into orders (what) select 'w' from generate_series(1, 1000)");
            psql(machines.named("new"), "postgres", "create role shop login password 'Rogue-test'");
            TestRun.of(folder, yaml(old, machines.named("new"))).begin(robot -> {
                robot.does(new Intent.SetVariables(Values.NONE.with("word", "Rogue-test", true)));
                walk(robot);
                arm(robot);
                rogue(old);
                var since = System.nanoTime();
                var locked = robot.waits(Duration.ofSeconds(60))
                        .await("the gate is locked", it -> it.status(SWITCH).gate() instanceof Gate.Locked);
                assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(10));
                assertThat(reason(locked)).contains("nightly");
                assertThat(robot.wants(new Intent.ArmHold(SWITCH)))
                        .isInstanceOfSatisfying(
                                Decision.Refusal.class,
                                it -> assertThat(it.reason())
                                        .contains("fenced is red")
                                        .contains("nightly"));
                robot.does(new Intent.Leave());
            });
        }
    }

    private static String reason(Run run) {
        return run.status(SWITCH).gate() + " " + run.senses().kept();
    }

    /** Its server listens to the other host and to this machine; everybody needs a password. */
    private static void serve(Machine machine) throws IOException, InterruptedException {
        machine.does("cd /etc/postgresql/15/main && echo \"listen_addresses = '*'\" >>postgresql.conf"
                + " && echo 'wal_level = logical' >>postgresql.conf && echo 'host all all all scram-sha-256' >>pg_hba.conf"
                + " && systemctl start postgresql@15-main");
        psql(machine, "postgres", "alter role postgres password 'Rogue-test'");
        psql(machine, "postgres", "create database shop");
    }

    private static String psql(Machine machine, String database, String statements)
            throws IOException, InterruptedException {
        return machine.does("cd /tmp && runuser -u postgres -- psql -qAt -v ON_ERROR_STOP=1 -d " + database + " -c \""
                + statements + "\"");
    }

    private String yaml(Machine old, Machine fresh) throws IOException {
        HotMovePartTest.copyParts(folder);
        return """
                checklist: The shop to its new server
                variables:
                  word: { ask: Password, secret: true }
                databases:
                  old: { host: 127.0.0.1, port: %d, name: shop, user: postgres, password: "${word}" }
                  new: { host: 127.0.0.1, port: %d, name: shop, user: postgres, password: "${word}" }
                phases:
                  - phase: Move
                    steps:
                      - step: shop
                        use: parts/hot-move-postgres.yml
                        with:
                          name: shop
                          roles: shop
                          reach: old:5432
                          switch: Point it at the new server.
                          back: Point it back.
                """.formatted(old.port(POSTGRES), fresh.port(POSTGRES));
    }

    private static void walk(Robot robot) throws InterruptedException {
        var run = robot.await("a run", it -> it.variablesSet());
        for (var stop : run.plan().walk()) {
            if (stop.id().equals(SWITCH)) {
                return;
            }
            if (stop.isHold()) {
                robot.does(new Intent.ArmHold(stop.id()));
                var armed = robot.await("armed", it -> it.status(stop.id()).gate() instanceof Gate.Armed);
                robot.does(new Intent.TypePhrase(
                        stop.id(), ((Gate.Armed) armed.status(stop.id()).gate()).phrase()));
            } else {
                robot.does(new Intent.StartStep(stop.id()));
            }
            var ended = robot.await(
                    stop.id() + " has ended",
                    it -> ENDS.contains(it.status(stop.id()).state()));
            assertThat(ended.status(stop.id()))
                    .as("%s: %s", stop.id(), ended.status(stop.id()).evidence())
                    .returns(StepState.DONE, StepStatus::state);
        }
    }

    private static void arm(Robot robot) throws InterruptedException {
        robot.does(new Intent.ArmHold(SWITCH));
        robot.await("armed", it -> it.status(SWITCH).gate() instanceof Gate.Armed);
    }

    /** A job that nobody thought of, as somebody whom no fence stops, writes a row now and then. */
    private static void rogue(Machine old) throws IOException, InterruptedException {
        old.does("cd /tmp && PGAPPNAME=nightly setsid runuser -u postgres -- psql -q -d shop -c"
                + " \"insert into orders (what) values ('rogue'); select pg_sleep(300)\" >/dev/null 2>&1 </dev/null &");
    }
}
