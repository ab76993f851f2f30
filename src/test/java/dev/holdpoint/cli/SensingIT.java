package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Senses.Colour;
import dev.holdpoint.run.StepState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks that nobody waits for, with real programs that look. */
@Tag("slow")
final class SensingIT {
    @TempDir
    Path folder;

    @Test
    void redLocksTheGateBehindItAndIsSeenAfterAReturn() throws Exception {
        var quiet = Files.createFile(folder.resolve("quiet"));
        var run = new TestRun(folder, """
                - step: quiet
                  check: [ { shell: "test -e '%s'" } ]
                  keep: 1s
                - step: flip
                  shell: "true"
                  hold: { because: It is the switch., fresh: 2h, countdown: 1h }
                """.formatted(quiet));
        run.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("quiet"));
            robot.awaits("quiet", StepState.DONE);
            robot.does(new Intent.ArmHold("flip"));
            robot.await("armed", it -> it.status("flip").gate() instanceof Gate.Armed);
            robot.does(new Intent.TypePhrase("flip", "flip"));
            Files.delete(quiet);
            robot.await("locked", it -> it.status("flip").gate() instanceof Gate.Locked);
            assertThat(robot.wants(new Intent.ArmHold("flip")))
                    .isInstanceOfSatisfying(
                            Decision.Refusal.class,
                            it -> assertThat(it.reason()).startsWith("quiet is red: "));
            Files.createFile(quiet);
            robot.await("green", it -> it.senses().kept().get("quiet").colour() == Colour.GREEN);
            robot.does(new Intent.ArmHold("flip")).does(new Intent.Leave());
        });
        Files.delete(quiet);
        run.resume(robot -> {
            robot.await("red", it -> it.senses().kept().get("quiet").colour() == Colour.RED);
            robot.does(new Intent.Leave());
        });
    }

    @Test
    void aSoakLastsUntilItsTimeHasPassedWithItsChecksGreen() throws Exception {
        var healthy = Files.createFile(folder.resolve("healthy"));
        var run = new TestRun(folder, """
                - step: switch
                  shell: "true"
                - step: drop
                  shell: touch '%s'
                  soak: { after: switch, for: 3s, while: [ { shell: "test -e '%s'" } ] }
                """.formatted(folder.resolve("dropped"), healthy));
        run.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("switch"));
            robot.await(
                    "green",
                    it -> it.senses().soaks().containsKey("drop")
                            && it.senses().soaks().get("drop").colour() == Colour.GREEN);
            assertThat(robot.wants(new Intent.StartStep("drop"))).isInstanceOf(Decision.Refusal.class);
            Files.delete(healthy);
            robot.await("red", it -> it.senses().soaks().get("drop").since() == null);
            robot.does(new Intent.Leave());
        });
        Files.createFile(healthy);
        run.resume(robot -> {
            robot.await("over", it -> it.senses().soaks().get("drop").over());
            robot.does(new Intent.StartStep("drop")).awaits("drop", StepState.DONE);
        });
        assertThat(folder.resolve("dropped")).exists();
    }
}
