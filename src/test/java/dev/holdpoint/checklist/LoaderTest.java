package dev.holdpoint.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoaderTest {
    private static final Path RIGHT = Path.of("src/test/resources/loader/everything-right.yml");

    @TempDir
    Path folder;

    private static Checklist right() {
        return Loader.load(RIGHT, new SampleKinds()).checklist().orElseThrow();
    }

    private static Step step(Checklist checklist, String id) {
        return checklist.steps().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }

    private Checklist load(String text) throws IOException {
        var file = Files.writeString(folder.resolve("c.yml"), text);
        var loaded = Loader.load(file, new SampleKinds());
        assertThat(loaded.problems()).isEmpty();
        return loaded.checklist().orElseThrow();
    }

    private static List<String> needs(Checklist checklist, String id) {
        return step(checklist, id).needs();
    }

    @Test
    void readsTheHeadOfAChecklist() {
        var checklist = right();
        assertThat(checklist.title()).isEqualTo("Everything that is right");
        assertThat(checklist.window()).isEqualTo(new Checklist.Window(Duration.ofMinutes(60), Duration.ofMinutes(15)));
        assertThat(checklist.variables())
                .extracting(Variable::name)
                .containsExactly("app_url", "kind", "db_password", "times", "address", "note");
        var password = checklist.variable("db_password").orElseThrow();
        assertThat(password.secret()).isTrue();
        assertThat(password.from()).isEqualTo(new Variable.From.Env("PGPASSWORD"));
        assertThat(checklist.variable("note").orElseThrow().ask()).isEqualTo("note");
        assertThat(checklist.databases().keySet()).containsExactly("old", "new");
        assertThat(checklist.sources())
                .extracting(Checklist.SourceFile::name)
                .containsExactly("everything-right.yml", "parts/service.yml");
    }

    @Test
    void readsEveryWordOfAStep() {
        var move = step(right(), "move");
        assertThat(move.retry()).isEqualTo(new Step.Retry(3, Duration.ofSeconds(10)));
        assertThat(move.timeout()).isEqualTo(Duration.ofMinutes(20));
        assertThat(move.verify()).extracting(KindUse::kind).containsExactly("postgres.same");
        assertThat(move.verifyWithin()).isEqualTo(Duration.ofMinutes(5));
        assertThat(move.failsWhen()).isEqualTo("ERROR:");
        assertThat(move.succeedsWhen()).isEqualTo("^done$");
        assertThat(move.tty()).isTrue();
        assertThat(step(right(), "one").capture())
                .containsExactly(
                        Map.entry("new_ip", new Step.Capture("inet (\\S+)", null)),
                        Map.entry("id", new Step.Capture(null, "/a/0")));
        var go = step(right(), "go");
        assertThat(go.undo()).isEqualTo(new Step.UndoRule.None("It is done."));
        assertThat(go.downtime()).isEqualTo(Step.Downtime.ENDS);
        var hold = go.hold();
        assertThat(hold).isNotNull();
        assertThat(hold.type()).isEqualTo("${kind}");
        assertThat(hold.fresh()).isEqualTo(Duration.ofMinutes(1));
        assertThat(hold.countdown()).isEqualTo(Duration.ZERO);
        assertThat(hold.because()).isEqualTo("From here on ${app_url} is new.");
    }

    @Test
    void aStepWaitsForEverythingAboveItAndForThePhaseBefore() {
        var checklist = right();
        assertThat(needs(checklist, "look")).isEmpty();
        assertThat(needs(checklist, "ask")).containsExactly("look");
        assertThat(needs(checklist, "any")).isEmpty();
        assertThat(needs(checklist, "stop")).containsExactly("look", "ask", "one", "each.users", "each.big-table");
        assertThat(needs(checklist, "move"))
                .containsExactly("look", "ask", "one", "each.users", "each.big-table", "stop");
    }

    @Test
    void stepsSideBySideShareAGroupAndDoNotWaitForEachOther() {
        var checklist = right();
        for (var id : List.of("one", "each.users", "each.big-table")) {
            assertThat(needs(checklist, id)).containsExactly("look");
            assertThat(step(checklist, id).group()).isEqualTo(new Step.Group("parallel-1", 2));
        }
    }

    @Test
    void needsOfAPartOrASpreadStepMeansAllOfIts() {
        var checklist = right();
        assertThat(needs(checklist, "go")).endsWith("service.stop", "service.start");
        assertThat(needs(checklist, "service.start"))
                .contains("look", "move", "each.users", "each.big-table", "service.stop")
                .doesNotHaveDuplicates();
    }

    @Test
    void stepsThatMayBeDoneAnytimeHoldNobodyUp() throws IOException {
        var checklist = load("""
                checklist: A
                phases:
                  - phase: One
                    steps:
                      - { step: a, manual: x }
                      - { step: free, anytime: true, manual: x }
                      - { step: b, manual: x }
                  - phase: Only free ones
                    steps:
                      - { step: c, anytime: true, manual: x }
                  - phase: Three
                    steps:
                      - { step: d, manual: x }
                      - { step: e, anytime: true, manual: x }
                """);
        assertThat(needs(checklist, "b")).containsExactly("a");
        assertThat(needs(checklist, "c")).containsExactly("a", "b");
        assertThat(needs(checklist, "d")).containsExactly("a", "b");
        assertThat(needs(checklist, "e")).containsExactly("a", "b");
    }

    @Test
    void aParallelBlockWithAnIdIsNeededAsAWhole() throws IOException {
        var checklist = load("""
                checklist: A
                phases:
                  - phase: One
                    steps:
                      - { step: a, manual: x }
                      - step: block
                        parallel: [{ step: p, manual: x }, { step: q, manual: x }]
                        anytime: true
                      - { step: b, manual: x }
                      - { step: c, manual: x, needs: block }
                """);
        assertThat(needs(checklist, "p")).isEmpty();
        assertThat(step(checklist, "p").anytime()).isTrue();
        assertThat(step(checklist, "q").group()).isEqualTo(new Step.Group("block", 2));
        assertThat(needs(checklist, "b")).containsExactly("a");
        assertThat(needs(checklist, "c")).containsExactly("p", "q");
    }

    @Test
    void aStepOfAPartSeesThePartsValues() {
        var stop = step(right(), "service.stop");
        assertThat(stop.title()).isEqualTo("Stop web-${new_ip}");
        assertThat(stop.at().file()).endsWith("parts/service.yml");
        var seen = stop.scope(new Values(Map.of("new_ip", "10.0.0.7"), Set.of("new_ip")));
        assertThat(seen.get("service")).contains("web-10.0.0.7");
        assertThat(seen.secret("service")).isTrue();
        assertThat(seen.get("port")).contains("8080");
        assertThat(stop.scope(Values.NONE).get("service")).isEmpty();
    }

    @Test
    void valuesGoThroughPartsInParts() throws IOException {
        Files.writeString(folder.resolve("outer.yml"), """
                part: Outer
                variables: { name: { ask: x }, price: { default: "$5" } }
                steps:
                  - step: in
                    for_each: { side: [a, b] }
                    use: inner.yml
                    with: { who: "${name} at ${side} for ${price} $${kept}" }
                    when: ${side} != c
                """);
        Files.writeString(folder.resolve("inner.yml"), """
                part: Inner
                variables: { who: { ask: x } }
                steps:
                  - { step: do, title: "For ${who}", shell: 'echo "$who"' }
                """);
        var checklist = load("""
                checklist: A
                variables: { user: { ask: x, secret: true } }
                phases:
                  - phase: One
                    steps:
                      - { step: out, use: outer.yml, with: { name: "${user}" } }
                """);
        var step = step(checklist, "out.in.b.do");
        assertThat(step.needs()).containsExactly("out.in.a.do");
        var values = new Values(Map.of("user", "alice"), Set.of("user"));
        assertThat(step.scope(values).get("who")).contains("alice at b for $5 ${kept}");
        assertThat(step.scope(values).secret("who")).isTrue();
        assertThat(Template.fill(step.title(), values).text()).isEqualTo("For alice at b for $5 ${kept}");
        var when = step.when();
        assertThat(when).isNotNull();
        assertThat(when.holds(step.scope(values))).isTrue();
    }

    @Test
    void aMissingFileIsOneClearLine() {
        var loaded = Loader.load(folder.resolve("nothing.yml"), new SampleKinds());
        assertThat(loaded.problems())
                .extracting(Problem::toString)
                .containsExactly(folder.resolve("nothing.yml") + ":1:1: there is no such file");
        assertThat(Loader.load(folder, new SampleKinds()).problems())
                .extracting(Problem::says)
                .containsExactly("this is a folder; name a file");
    }

    @Test
    void aHugeFileIsRefusedUnread() throws IOException {
        var file = Files.write(folder.resolve("c.yml"), new byte[(1 << 20) + 1]);
        mustBeTooLarge(file);
        // It says that it holds nothing, and never ends.
        mustBeTooLarge(Path.of("/dev/zero"));
    }

    private static void mustBeTooLarge(Path file) {
        assertThat(Loader.load(file, new SampleKinds()).problems())
                .extracting(Problem::says)
                .containsExactly("the file is larger than 1 MiB; what belongs here is a page of text");
    }
}
