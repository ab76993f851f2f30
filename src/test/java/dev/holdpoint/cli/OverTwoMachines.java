package dev.holdpoint.cli;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.containers.Machine;
import dev.holdpoint.containers.Machines;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests whose runs are over two hosts, which are called old and new; all tests of a class have the same ones. */
@SuppressWarnings("NullAway.Init")
abstract class OverTwoMachines {
    @TempDir
    private static Path shared;

    static Machines machines;
    static Machine old;
    static Machine fresh;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        machines = Machines.start(shared.resolve("ssh"), "old", "new");
        old = machines.named("old");
        fresh = machines.named("new");
    }

    @AfterAll
    static void stop() {
        if (machines != null) {
            machines.close();
        }
    }

    /**
     * A run of a checklist with one phase.
     *
     * @param variables what stands between the braces
     * @param hosts the same
     */
    TestRun run(String variables, String hosts, String steps) throws IOException {
        return TestRun.of(folder, """
                        checklist: Two machines
                        variables: { %s }
                        hosts: { %s }
                        phases:
                          - phase: One
                            steps:
                        """.formatted(variables, hosts) + steps.indent(6))
                .by(machines.settings());
    }

    static Robot connected(Robot robot, Values values, String... hosts) throws InterruptedException {
        robot.does(new Intent.SetVariables(values));
        for (var host : hosts) {
            robot.does(new Intent.StartStep("connect." + host)).awaits("connect." + host, StepState.DONE);
        }
        return robot;
    }
}
