package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is looked up again when somebody comes back to a run: what the program has not kept, and where it stood at the beginning. */
@Tag("slow")
final class LookupsOnReturnIT {
    @TempDir
    Path folder;

    @Test
    void onlySecretsAreLookedUpAgain() throws Exception {
        Files.writeString(folder.resolve("password"), "sesame\n");
        var run = new TestRun(folder, """
                address: { from: { shell: echo asked >> asked; echo 10.0.0.7 } }
                password: { secret: true, from: { file: password } }
                """, """
                - step: a
                  title: A
                  shell: "true"
                """);
        run.begin(robot -> {
            assertThat(robot.feed.wanted()).extracting(it -> it.value()).containsExactly("10.0.0.7", "sesame");
            robot.does(new Intent.SetVariables(
                            Values.NONE.with("address", "10.0.0.7", false).with("password", "sesame", true)))
                    .does(new Intent.Leave());
        });
        run.resume(robot -> assertThat(robot.feed.wanted())
                .singleElement()
                .satisfies(it -> assertThat(it.value()).isEqualTo("sesame")));
        assertThat(folder.resolve("asked")).hasContent("asked");
    }
}
