package dev.holdpoint.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.run.Approvals;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Rollback;
import dev.holdpoint.step.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What comes over a run's socket on its way to the terminal of whoever watches or approves: somebody else drives that run, and its program
 * may be none of ours. Every byte that {@code attach} and {@code approve} write is held against what they may write.
 */
@Tag("slow")
@Timeout(300)
final class HostileSocketIT {
    private static final String CR_LF = "\r\n";
    private static final String BELL = "\u0007";

    private static final String EVIL = "x\u001b]0;owned\u0007 \u001b]52;c;b3duZWQK\u0007 \u001b[2J\u001b[1A \u009b31m "
            + "\u202eevil\u202c \u2028a" + "\u0301".repeat(40);

    private static final Instant AT = Instant.parse("2026-03-01T02:00:00Z");

    @TempDir
    private Path folder;

    private Program program = new Program(Path.of(""));
    private Map<String, String> environment = Map.of();
    private byte[] corpus = {};

    @BeforeEach
    void aCorpus() throws IOException {
        program = new Program(folder.resolve("state"));
        environment = new HashMap<>(program.environment());
        environment.put("TERM", "xterm-256color");
        environment.put("HOLDPOINT_SOCKETS", folder.toString());
        var all = new ByteArrayOutputStream();
        try (var files = Files.list(Path.of("src/test/resources/hostile"))) {
            for (var file : files.filter(it -> !it.toString().endsWith(".md"))
                    .filter(it -> !it.toString().endsWith(".yml"))
                    .sorted()
                    .toList()) {
                if (Files.size(file) < 1 << 20) {
                    all.write(Files.readAllBytes(file));
                    all.write('\n');
                }
            }
        }
        corpus = all.toByteArray();
        assertThat(corpus).hasSizeGreaterThan(1000);
    }

    private static String checklist() {
        var evil = EVIL.replace("\u001b", "\\e")
                .replace("\u0007", "\\a")
                .replace("\u009b", "\\x9b")
                .replace("\u2028", "\\u2028");
        return """
                checklist: "EVIL"
                variables: { word: { ask: "EVIL", default: w } }
                phases:
                  - phase: "EVIL"
                    steps:
                      - { step: first, title: "EVIL", why: "EVIL", shell: "true" }
                      - { step: failed, title: "EVIL", shell: "false", anytime: true }
                      - { step: skipped, title: "EVIL", shell: "true", anytime: true }
                      - { step: lost, title: "EVIL", shell: "true", anytime: true }
                      - { step: long, title: "EVIL", shell: "true", anytime: true }
                      - step: gate
                        title: "EVIL"
                        anytime: true
                        shell: "true"
                        hold: { because: "EVIL", checks: [ { shell: { run: "true", label: "EVIL" } } ], type: "go", approvals: 2 }
                """.replace("EVIL", evil);
    }

    private static List<Event> events() {
        var red = new Evidence(false, EVIL, EVIL, AT, List.of(EVIL), null);
        var green = new Evidence(true, EVIL, EVIL, AT, List.of(EVIL), null);
        return List.of(
                new Event.RunStarted(EVIL, EVIL, EVIL, EVIL, EVIL, false),
                new Event.VariablesSet(Map.of("word", EVIL), List.of()),
                new Event.NoteAdded(null, EVIL, EVIL),
                new Event.StepStarted("first", 1),
                new Event.StepDone("first", 1, EVIL, List.of(green), EVIL),
                new Event.StepStarted("failed", 1),
                new Event.ItemOpened("failed", EVIL, EVIL),
                new Event.ItemHandedOver("failed", EVIL, EVIL, AT.plus(Duration.ofDays(900)), EVIL, EVIL),
                new Event.StepFailed("failed", 1, EVIL, EVIL, List.of(red), null),
                new Event.StepSkipped("skipped", EVIL, EVIL),
                new Event.StepStarted("lost", 1),
                new Event.StepUnknown("lost", 1, EVIL),
                new Event.HoldSensing("gate", false),
                new Event.ApprovalsAsked("gate", 2, List.of(EVIL, "bob"), EVIL, List.of(EVIL)),
                new Event.HoldArmed("gate", EVIL, List.of(green), AT),
                new Event.HoldApproved("gate", EVIL, Approvals.How.SESSION, EVIL),
                new Event.ApprovalVoided("gate", EVIL, EVIL),
                new Event.HoldApproved("gate", EVIL, Approvals.How.CODE, EVIL),
                new Event.RunOnStopped(EVIL),
                new Event.StepStarted("long", 1));
    }

    private static List<Event> back() {
        var events = new ArrayList<>(events());
        events.add(new Event.StepFailed("long", 1, EVIL, EVIL, List.of(), null));
        events.add(new Event.RollbackWeighing(EVIL));
        events.add(new Event.RollbackWeighed(Map.of("failed", List.of(EVIL)), AT));
        events.add(new Event.RollbackStarted(
                EVIL,
                EVIL,
                List.of(
                        new Rollback.Planned("failed", Duration.ZERO),
                        new Rollback.Planned("first", Duration.ofMinutes(1)))));
        events.add(new Event.StepSteppedOver("failed", EVIL, EVIL));
        events.add(new Event.SourceLooking());
        events.add(new Event.SourceLooked(List.of(new Evidence(false, EVIL, EVIL, AT, List.of(EVIL), null))));
        return events;
    }

    private HostileRun hostile(List<Event> events) throws Exception {
        return new HostileRun(folder, "r1", EVIL, corpus, checklist(), events);
    }

    private Recorded open(String... words) throws IOException {
        return new Recorded(120, 36, environment, program.words(words));
    }

    private static void obeysNothing(Recorded recorded, Pattern allowed, String controls) {
        assertThat(Told.wrong(recorded.bytes(), allowed, controls)).isEmpty();
        assertThat(Told.bells(recorded.bytes())).as("bells").isLessThan(60);
    }

    @Test
    void onTheTerminalOfWhoeverApproves() throws Exception {
        try (var run = hostile(events());
                var approve = open("approve", "r1", "gate")) {
            assertThat(run).isNotNull();
            approve.await("^Approve this\\? Type yes:");
            // The question is the program's own, on a line of its own, and the last one.
            assertThat(approve.screen().lines().filter(it -> it.startsWith("Approve this?")))
                    .hasSize(1);
            approve.type("yes\n");
            approve.awaitEnd();
            assertThat(Told.wrong(approve.bytes(), Told.NOTHING, CR_LF)).isEmpty();
        }
    }

    @Test
    void onTheFullScreenOfWhoeverWatches() throws Exception {
        for (var events : List.of(events(), back())) {
            try (var run = hostile(events);
                    var screen = open("attach", "r1")) {
                assertThat(run).isNotNull();
                screen.await("read-only");
                for (var step : List.of("first", "failed", "skipped", "lost", "long", "gate")) {
                    command(screen, "goto " + step);
                    screen.await("╭─ " + step);
                    screen.type("z");
                    screen.type("\u001b[5~\u001b[6~");
                    screen.type("z");
                }
                command(screen, "gate gate");
                screen.await("HOLD POINT");
                screen.type("\u001b");
                screen.await("gate gone", it -> !it.contains("HOLD POINT"));
                for (var page : List.of("notes", "items", "rollback")) {
                    command(screen, page);
                    screen.await("esc closes|esc leaves");
                    screen.type("\u001b");
                    screen.await("page gone", it -> !it.contains("esc closes") && !it.contains("esc leaves"));
                }
                screen.type("q");
                screen.awaitEnd();
                obeysNothing(screen, Told.SCREEN, CR_LF + BELL + "\t");
            }
            remove();
        }
    }

    private static void command(Recorded screen, String words) {
        screen.type(":");
        screen.await("^ ?:");
        screen.type(words + "\r");
        screen.await("command line gone", it -> !it.contains("enter does it"));
    }

    @Test
    void lineByLine() throws Exception {
        for (var events : List.of(events(), back())) {
            try (var run = hostile(events);
                    var line = open("attach", "--line", "r1")) {
                assertThat(run).isNotNull();
                line.await("quit|ctrl-D");
                line.type("\u0004");
                line.awaitEnd();
                assertThat(line.size()).isPositive();
                obeysNothing(line, Told.LINES, CR_LF + BELL + "\b");
            }
            remove();
        }
    }

    /** Where a run listened. */
    private void remove() throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.filter(it -> it.toString().contains("holdpoint-"))
                    .sorted(java.util.Comparator.reverseOrder())
                    .toList()) {
                Files.delete(path);
            }
        }
    }

    /** What no run of ours would ever say: it ends in one line that says so. */
    @Test
    void norByWhatIsNoRunAtAll() throws Exception {
        for (var events : List.<List<Event>>of(
                List.of(new Event.StepStarted(EVIL, 1)),
                List.of(events().getFirst(), new Event.StepStarted("no-such-step", 1)),
                List.of())) {
            try (var run = hostile(events);
                    var screen = open("attach", "r1")) {
                assertThat(run).isNotNull();
                screen.awaitEnd();
                assertThat(screen.size()).isPositive();
                assertThat(Told.wrong(screen.bytes(), Told.NOTHING, CR_LF)).isEmpty();
                assertThat(screen.screen()).doesNotContain("Exception", "at dev.holdpoint");
            }
            remove();
        }
    }
}
