package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A variable that nobody has set is missing, also in a shell, where it would be empty. */
class MentionsTest {
    private static final String CHECKLIST = """
            checklist: Directories
            phases:
              - phase: One
                steps:
                  - step: find
                    title: Find it
                    shell: ls
                    capture: { dir: { regex: "dir=(.*)" } }
                  - step: wipe
                    title: Wipe it
                    shell: rm -rf "$dir"/
                  - step: braces
                    title: Wipe it
                    shell: echo ${#dir}
                  - step: careful
                    title: Wipe it
                    shell: echo "${dir:-none} $dirX $HOME"
                  - step: asked
                    title: Ask for it
                    http: { url: "http://localhost/${dir}" }
                  - step: verified
                    title: Something else
                    shell: "true"
                    verify:
                      - shell: test -d "$dir"
                  - step: taken-back
                    title: Make something
                    shell: "true"
                    undo:
                      - shell: rm -rf "$dir"/
                  - step: each
                    use: part.yml
                    with: { place: "${dir}" }
            """;
    private static final String PART = """
            part: One place
            variables:
              place: { ask: Place }
            steps:
              - step: wipe
                title: Wipe it
                shell: rm -rf "$place"/
            """;

    @TempDir
    Path folder;

    private Run run() throws IOException {
        Files.writeString(folder.resolve("part.yml"), PART);
        var file = Files.writeString(folder.resolve("directories.yml"), CHECKLIST);
        var loaded = Loader.load(file, Registry.ofAll());
        assertThat(loaded.problems()).isEmpty();
        var plan = new Planner(Registry.ofAll()).plan(loaded.checklist().orElseThrow(), Map.of());
        var run = after(RunFold.of(plan).run(), new Intent.SetVariables(Values.NONE));
        return after(run, new Intent.SkipStep("find", "it is where it always was"));
    }

    private static Run after(Run run, Intent intent) {
        var decision = Decide.on(run, intent, Walk.START);
        assertThat(decision).as("%s", intent).isInstanceOf(Decision.Events.class);
        return Replay.with(run, ((Decision.Events) decision).events());
    }

    private static Run past(Run run, String step) {
        for (var stop : run.plan().stops()) {
            if (stop.id().equals(step)) {
                return run;
            }
            if (!run.status(stop).state().settled()) {
                run = after(run, new Intent.SkipStep(stop.id(), "not what is asked here"));
            }
        }
        return run;
    }

    private static boolean lacking(Run run, String step) {
        return Readiness.obstacle(run, run.plan().stop(step))
                .filter(it -> it.startsWith("dir has no value, find did not set it"))
                .isPresent();
    }

    @Test
    void whatReadsItDoesNotStartWithoutIt() throws IOException {
        for (var step : new String[] {"wipe", "braces", "asked", "verified", "each.wipe"}) {
            assertThat(lacking(past(run(), step), step)).as(step).isTrue();
        }
    }

    @Test
    void whatSaysWhatThenStarts() throws IOException {
        assertThat(Readiness.obstacle(past(run(), "careful"), run().plan().stop("careful")))
                .isEmpty();
    }

    @Test
    void whatReadsItForItsUndoIsNotUndoneWithoutIt() throws IOException {
        var run = after(past(run(), "taken-back"), new Intent.StartStep("taken-back"));
        var ended = new Signal.ActionEnded("taken-back", 1, Outcome.done("exit 0"), Map.of());
        run = Replay.with(run, Decide.on(run, ended, Walk.START).events());
        assertThat(Decide.on(run, new Intent.UndoStep("taken-back", "r"), Walk.START))
                .isEqualTo(new Decision.Refusal(
                        "dir has no value, find did not set it: mark that done and give the value (m)"));
    }

    @Test
    void givenByHandItIsThere() throws IOException {
        var run = after(run(), new Intent.MarkDone("find", "I know it", Map.of("dir", "/srv/old")));
        assertThat(lacking(run, "wipe")).isFalse();
        assertThat(Readiness.obstacle(run, run.plan().stop("wipe"))).isEmpty();
    }
}
