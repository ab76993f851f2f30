package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code succeeds_when}, {@code fails_when} and {@code capture} read what the step's own action printed, and nothing else. */
@Tag("slow")
final class OutputRulesIT {
    @TempDir
    Path folder;

    @Test
    void whatAGateCheckPrintedIsNoSuccess() throws Exception {
        var run = released("""
                - step: flip
                  title: Flip
                  shell: echo nothing
                  succeeds_when: "DONE$"
                  hold: { because: it matters, checks: [ { shell: echo DONE } ], type: go, countdown: 1s }
                """, StepState.FAILED);
        assertThat(run.status("flip").says()).isEqualTo("its output lacks what success looks like: DONE$");
    }

    @Test
    void whatAGateCheckPrintedIsNoFailureAndNoValue() throws Exception {
        var run = released("""
                - step: flip
                  title: Flip
                  shell: |
                    echo 'warning: this tool is old' >&2
                    echo '{ "id": "i-7" }'
                    echo 'last of 1'; echo 'last of 2'
                  fails_when: ERROR
                  capture: { id: { json: /id }, number: { regex: "last of (.*)" } }
                  hold:
                    because: it matters
                    checks: [ { shell: 'echo "{ ERROR count 0"; echo last of 3' } ]
                    type: go
                    countdown: 1s
                """, StepState.DONE);
        assertThat(run.values().get("id")).contains("i-7");
        assertThat(run.values().get("number")).contains("2");
    }

    @Test
    void whatAnUndoPrintsIsKeptFromItsFirstByte() throws Exception {
        var test = new TestRun(folder, """
                - step: x
                  title: X
                  shell: echo a longer line of the step itself
                  undo: [ { shell: echo taken back } ]
                """);
        test.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("x"));
            robot.awaits("x", StepState.DONE);
            robot.does(new Intent.UndoStep("x", "wrong")).awaits("x", StepState.UNDONE);
        });
        assertThat(test.output("x", 1)).endsWith("\ntaken back\n");
    }

    private Run released(String steps, StepState end) throws Exception {
        return new TestRun(folder, steps).begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.ArmHold("flip"));
            robot.await("armed", it -> it.status("flip").gate() instanceof Gate.Armed);
            robot.does(new Intent.TypePhrase("flip", "go")).awaits("flip", end);
        });
    }
}
