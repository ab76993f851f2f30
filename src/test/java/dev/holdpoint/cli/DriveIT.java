package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.journal.JournalReader;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs with real jobs and a real journal, driven by a robot. */
@Tag("slow")
final class DriveIT {
    private static final Registry REGISTRY = Registry.ofAll();

    @TempDir
    Path folder;

    private Path state = Path.of("");

    @BeforeEach
    void places() {
        state = folder.resolve("state");
    }

    @Test
    void aRunFromItsFirstStepToItsEnd() throws Exception {
        var paths = make("""
                checklist: Whole
                phases:
                  - phase: One
                    steps:
                      - step: say
                        title: Say it
                        shell: echo "address 10.0.0.$((3 + 4))"
                        capture: { address: { regex: "address (\\\\S+)" } }
                      - step: use
                        title: Use it
                        shell: echo "got $address"
                      - step: hand
                        title: By hand
                        manual: Do it.
                """);
        var run = begin(paths, Map.of(), robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.RunOn());
            robot.awaits("use", StepState.DONE);
            robot.await("a person is needed", it -> !it.runningOn());
            robot.does(new Intent.TickStep("hand", Map.of())).does(new Intent.Leave());
        });
        assertThat(run.end()).isEqualTo(Run.End.FINISHED);
        assertThat(output(paths, "use", 1)).isEqualTo("got 10.0.0.7\n");
        assertThat(JournalReader.verify(paths.journal())).isEmpty();
        try (var left = Files.list(paths.jobs())) {
            assertThat(left.filter(it -> it.getFileName().toString().startsWith("say")))
                    .isEmpty();
        }
    }

    @Test
    void aHoldPointIsReleasedAndItsGateLooksTwice() throws Exception {
        var mark = folder.resolve("mark");
        var looks = folder.resolve("looks");
        var paths = make("""
                checklist: Gate
                phases:
                  - phase: One
                    steps:
                      - step: flip
                        title: Flip
                        shell: touch "%s"
                        hold:
                          because: it matters
                          checks:
                            - shell: { run: 'echo look >> "%s"', label: looked }
                          type: flip it
                          countdown: 1s
                """.formatted(mark, looks));
        begin(paths, Map.of(), robot -> {
            robot.does(new Intent.SetVariables(Values.NONE));
            assertThat(robot.wants(new Intent.StartStep("flip"))).isInstanceOf(Decision.Refusal.class);
            robot.does(new Intent.ArmHold("flip"));
            robot.await("armed", it -> it.status("flip").gate() instanceof Gate.Armed);
            assertThat(mark).doesNotExist();
            robot.does(new Intent.TypePhrase("flip", "flip it"));
            robot.awaits("flip", StepState.DONE);
        });
        assertThat(mark).exists();
        assertThat(looks).hasContent("look\nlook");
    }

    @Test
    void aRunThatIsLeftGoesOnWhereItWas() throws Exception {
        var go = folder.resolve("go");
        var paths = make("""
                checklist: Left
                phases:
                  - phase: One
                    steps:
                      - step: long
                        title: A long one
                        shell: |
                          echo began
                          until [ -e "%s" ]; do sleep 0.05; done
                          echo ended
                """.formatted(go));
        var left = begin(paths, Map.of(), robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("long"));
            robot.awaits("long", StepState.RUNNING);
            robot.does(new Intent.Leave());
        });
        assertThat(left.end()).isEqualTo(Run.End.NOT_YET);
        Files.createFile(go);
        var back = resume(paths, robot -> {
            robot.awaits("long", StepState.DONE);
            robot.does(new Intent.Leave());
        });
        assertThat(back.end()).isEqualTo(Run.End.FINISHED);
        assertThat(back.status("long").attempt()).isEqualTo(1);
        assertThat(output(paths, "long", 1)).isEqualTo("began\nended\n");
    }

    @Test
    void aSecretIsNowhere() throws Exception {
        var paths = make("""
                checklist: Secret
                variables:
                  password: { ask: Password, secret: true }
                phases:
                  - phase: One
                    steps:
                      - step: leak
                        title: Leak it
                        shell: echo "it is $password"; printf %s "$password" | base64
                """);
        var secret = "correct-horse-battery";
        begin(paths, Map.of(), robot -> {
            robot.does(new Intent.SetVariables(Values.NONE.with("password", secret, true)))
                    .does(new Intent.StartStep("leak"));
            robot.awaits("leak", StepState.DONE);
            assertThat(robot.feed.preview("leak").toString()).doesNotContain(secret);
            robot.does(new Intent.Leave());
        });
        assertThat(output(paths, "leak", 1)).contains("it is ••••");
        try (Stream<Path> all = Files.walk(paths.root())) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(text).as(file.toString()).doesNotContain(secret).doesNotContain("Y29ycmVjdC1ob3JzZS");
            }
        }
    }

    @Test
    void secretsAreAskedForAgainBeforeARunGoesOn() throws Exception {
        var paths = make("""
                checklist: Again
                variables:
                  password: { ask: Password, secret: true }
                phases:
                  - phase: One
                    steps:
                      - step: first
                        title: First
                        shell: "true"
                      - step: second
                        title: Second
                        shell: test "$password" = sesame
                """);
        begin(paths, Map.of(), robot -> {
            robot.does(new Intent.SetVariables(Values.NONE.with("password", "sesame", true)))
                    .does(new Intent.StartStep("first"));
            robot.awaits("first", StepState.DONE);
            robot.does(new Intent.Leave());
        });
        resume(paths, robot -> {
            assertThat(robot.feed.wanted()).hasSize(1);
            assertThat(robot.wants(new Intent.StartStep("second"))).isInstanceOf(Decision.Refusal.class);
            robot.does(new Intent.SetVariables(Values.NONE.with("password", "sesame", true)))
                    .does(new Intent.StartStep("second"));
            robot.awaits("second", StepState.DONE);
            robot.does(new Intent.Leave());
        });
    }

    @Test
    void aSecretAnswerIsAskedForAgainToo() throws Exception {
        var paths = make("""
                checklist: Answer
                phases:
                  - phase: One
                    steps:
                      - step: ask
                        title: Ask
                        manual:
                          text: Make a password.
                          ask: { word: { ask: The password, secret: true } }
                      - step: use
                        title: Use
                        shell: test "$word" = sesame
                """);
        begin(paths, Map.of(), robot -> {
            robot.does(new Intent.SetVariables(Values.NONE))
                    .does(new Intent.TickStep("ask", Map.of("word", "sesame")))
                    .does(new Intent.Leave());
        });
        resume(paths, robot -> {
            assertThat(robot.feed.wanted())
                    .singleElement()
                    .satisfies(it -> assertThat(it.variable().name()).isEqualTo("word"));
            robot.does(new Intent.SetVariables(Values.NONE.with("word", "sesame", true)))
                    .does(new Intent.StartStep("use"));
            robot.awaits("use", StepState.DONE);
            robot.does(new Intent.Leave());
        });
    }

    @Test
    void aGateCheckThatLeavesAChildBehindStillAnswers() throws Exception {
        var paths = make("""
                checklist: Child
                phases:
                  - phase: One
                    steps:
                      - step: flip
                        title: Flip
                        shell: "true"
                        hold:
                          because: it matters
                          checks:
                            - shell: { run: 'sleep 30 & echo here', label: leaves a child }
                """);
        begin(paths, Map.of(), robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.ArmHold("flip"));
            robot.await("armed", it -> it.status("flip").gate() instanceof Gate.Armed);
        });
    }

    @Test
    void aGateCheckThatHangsIsStoppedAndKeepsNothingWaiting() throws Exception {
        var paths = make("""
                checklist: Hangs
                phases:
                  - phase: One
                    steps:
                      - step: flip
                        title: Flip
                        shell: "true"
                        hold:
                          because: it matters
                          checks:
                            - shell: { run: 'sleep 600', label: one }
                            - shell: { run: 'sleep 600', label: two }
                            - shell: { run: 'sleep 600', label: three }
                            - shell: { run: 'sleep 600', label: four }
                      - step: other
                        title: Other
                        needs: []
                        shell: "true"
                """);
        begin(paths, Map.of(), robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.ArmHold("flip"));
            robot.does(new Intent.StartStep("other")).awaits("other", StepState.DONE);
            robot.does(new Intent.StopCountdown("flip"));
            assertThat(robot.feed.follow(robot).status("flip").gate()).isInstanceOf(Gate.Locked.class);
        });
    }

    @Test
    void aCheckStepThatTakesTooLongIsEnded() throws Exception {
        var paths = make("""
                checklist: Slow look
                phases:
                  - phase: One
                    steps:
                      - step: look
                        title: Look
                        check:
                          - shell: sleep 600
                        timeout: 1s
                """);
        begin(paths, Map.of(), robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("look"));
            var run = robot.awaits("look", StepState.FAILED);
            assertThat(run.status("look").says()).contains("took longer than 1s");
        });
    }

    @Test
    void aSecondProgramIsToldWhoDrives() throws Exception {
        var paths = make("""
                checklist: Two
                phases:
                  - phase: One
                    steps:
                      - step: a
                        title: A
                        shell: "true"
                """);
        begin(
                paths,
                Map.of(),
                robot -> assertThatThrownBy(() -> resume(paths, other -> {}))
                        .isInstanceOf(Trouble.class)
                        .hasMessageContaining("is driven by " + System.getProperty("user.name"))
                        .hasMessageContaining("since"));
    }

    @Test
    void aStepThatTakesTooLongIsEnded() throws Exception {
        var paths = make("""
                checklist: Slow
                phases:
                  - phase: One
                    steps:
                      - step: sleepy
                        title: Sleepy
                        shell: sleep 600
                        timeout: 1s
                """);
        begin(paths, Map.of(), robot -> {
            robot.does(new Intent.SetVariables(Values.NONE)).does(new Intent.StartStep("sleepy"));
            var run = robot.awaits("sleepy", StepState.FAILED);
            assertThat(run.status("sleepy").says()).isEqualTo("took longer than 1s");
        });
    }

    /** What the robot does. */
    private interface Drives {
        void with(Robot robot) throws InterruptedException, IOException;
    }

    private RunPaths make(String yaml) throws IOException {
        var file = Files.writeString(folder.resolve("test.yml"), yaml);
        return RunFolder.make(state, file, checklist(file));
    }

    private static Checklist checklist(Path file) {
        var loaded = Loader.load(file, REGISTRY);
        assertThat(loaded.problems()).isEmpty();
        return loaded.checklist().orElseThrow();
    }

    private Run begin(RunPaths paths, Map<String, String> given, Drives drives) throws Exception {
        return new Drive(state, REGISTRY, (feed, control) -> drives.with(new Robot(feed, control)))
                .begin(paths, checklist(RunFolder.frozen(paths)), folder, given, false);
    }

    private Run resume(RunPaths paths, Drives drives) throws IOException, InterruptedException {
        return new Drive(state, REGISTRY, (feed, control) -> drives.with(new Robot(feed, control)))
                .resume(paths, checklist(RunFolder.frozen(paths)), Map.of());
    }

    private static String output(RunPaths paths, String step, int attempt) throws IOException {
        return Files.readString(paths.log(step, attempt));
    }
}
