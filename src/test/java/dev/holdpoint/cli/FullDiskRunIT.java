package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.journal.JournalReader;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.StepState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose disk becomes full, on a disk that really does: nothing happens that is not written down, and nothing is lost. */
@Tag("slow")
final class FullDiskRunIT {
    private static final int LINES = 20_000;

    @TempDir
    Path folder;

    private Path mounted = Path.of("");

    private void mount(Path at, String size) throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", at.toString()) == 0, "may not mount");
        mounted = at;
    }

    @AfterEach
    void unmount() throws Exception {
        if (!mounted.toString().isEmpty()) {
            assertThat(run("umount", mounted.toString())).isZero();
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }

    private static void await(String what, BooleanSupplier so) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void withoutAnEventThereIsNoAction() throws Exception {
        mount(Files.createDirectory(folder.resolve("state")), "1m");
        var test = new TestRun(folder, """
                - { step: waits, title: Waits, shell: "touch %1$s/begun; until test -e %1$s/go; do sleep 0.05; done" }
                - { step: other, title: Other, anytime: true, shell: "echo ran > %1$s/ran" }
                """.formatted(folder));
        var run = test.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("waits"));
            await("its job has begun", () -> Files.exists(folder.resolve("begun")));
            fill();
            // A file may grow until its last page is full, also where no page is left.
            while (robot.wants(new Intent.AddNote(null, "x")) instanceof Decision.Events) {
                Thread.onSpinWait();
            }
            Files.createFile(folder.resolve("go"));
            await("the trouble is seen", () -> robot.feed.stall().isPresent());
            assertThat(robot.feed.stall().orElseThrow().why()).startsWith("no space left for ");
            assertThat(robot.wants(new Intent.StartStep("other")))
                    .isInstanceOfSatisfying(
                            Decision.Refusal.class,
                            it -> assertThat(it.reason()).startsWith("the journal cannot be written: no space left"));
            assertThat(folder.resolve("ran")).doesNotExist();
            Files.delete(filler());
            robot.awaits("waits", StepState.DONE);
            await("the trouble is over", () -> robot.feed.stall().isEmpty());
            robot.does(new Intent.StartStep("other")).awaits("other", StepState.DONE);
        });
        assertThat(run.status("waits").attempt()).isEqualTo(1);
        assertThat(JournalReader.verify(test.paths.journal())).isEmpty();
    }

    private Path filler() {
        return folder.resolve("state/filler");
    }

    private void fill() throws IOException {
        try (var out = Files.newOutputStream(filler(), StandardOpenOption.CREATE)) {
            var bytes = new byte[1024];
            for (; ; ) {
                out.write(bytes);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    @Test
    void outputThatCannotBeKeptIsKeptLaterWithoutAGap() throws Exception {
        var test = new TestRun(folder, """
                - step: prints
                  title: Prints
                  shell: |
                    n=0; while [ $n -lt %d ]; do n=$((n + 1)); echo "line $n"; done
                """.formatted(LINES));
        mount(Files.createDirectories(test.paths.output()), "64k");
        test.begin(robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("prints"));
            await(
                    "it is told",
                    () -> robot.feed
                            .progress("prints")
                            .filter(it -> it.says().startsWith("cannot follow, the job goes on: no space left"))
                            .isPresent());
            grow();
            robot.awaits("prints", StepState.DONE);
        });
        assertThat(test.output("prints", 1).lines())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, LINES)
                        .mapToObj(it -> "line " + it)
                        .toList());
    }

    private void grow() throws IOException {
        try {
            assertThat(run("mount", "-o", "remount,size=16m", mounted.toString()))
                    .isZero();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Test
    void aTornLastLineIsRepairedAndTold() throws Exception {
        var test = new TestRun(folder, "- { step: a, title: A, shell: echo a }");
        test.begin(robot -> robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.Leave()));
        Files.writeString(test.paths.journal(), "{\"n\":4,\"at\":", StandardOpenOption.APPEND);
        test.resume(robot -> {
            assertThat(robot.feed.found())
                    .singleElement()
                    .asString()
                    .contains("cut off")
                    .contains("journal.torn");
            robot.does(new Intent.Leave());
        });
        var again = test.resume(robot -> {
            assertThat(robot.feed.found()).isEmpty();
            robot.does(new Intent.Leave());
        });
        assertThat(again.notes())
                .singleElement()
                .satisfies(it -> assertThat(it.text()).contains("journal.torn"));
        assertThat(test.paths.torn()).exists();
    }
}
