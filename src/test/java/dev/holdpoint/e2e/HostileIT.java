package dev.holdpoint.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
 * Output that takes terminals over ({@code src/test/resources/hostile}) on its way to the operator's: every byte that the real program
 * writes is held against what it may write.
 */
@Tag("slow")
@Timeout(300)
final class HostileIT {
    private static final String CR_LF = "\r\n";
    private static final String BELL = "\u0007";

    /** In double quotes of YAML: a title, the clipboard, a way back up, a direction, a letter with a flood of marks. */
    private static final String EVIL =
            "x\\e]0;owned\\a \\e]52;c;b3duZWQK\\a \\e[2J\\e[1A \\x9b31m \\u202eevil\\u202c a" + "\\u0301".repeat(40);

    @TempDir
    private Path folder;

    private Program program = new Program(Path.of(""));
    private Map<String, String> environment = Map.of();
    private List<String> corpus = List.of();

    @BeforeEach
    void aCorpus() throws IOException {
        program = new Program(folder.resolve("state"));
        environment = new HashMap<>(program.environment());
        environment.put("TERM", "xterm-256color");
        environment.put("HOLDPOINT_SOCKETS", folder.toString());
        var files = Path.of("src/test/resources/hostile").toAbsolutePath();
        try (var all = Files.list(files)) {
            corpus = all.map(it -> it.getFileName().toString())
                    .filter(it -> !it.endsWith(".md"))
                    .sorted()
                    .toList();
        }
        assertThat(corpus).hasSizeGreaterThan(20);
        assertThat(Files.readString(files.resolve("README.md")))
                .contains(corpus.stream().map(it -> "| `" + it + "` |").toList());
        var copies = Files.createDirectory(folder.resolve("hostile"));
        for (var name : corpus) {
            Files.copy(files.resolve(name), copies.resolve(name));
        }
        Files.writeString(folder.resolve("hostile.yml"), checklist());
    }

    private String checklist() {
        var yaml = new StringBuilder("""
                checklist: "Hostile EVIL"
                about: "EVIL"
                variables:
                  word: { ask: "EVIL", default: "w" }
                phases:
                  - phase: "One EVIL"
                    steps:
                """);
        for (var file : corpus) {
            yaml.append("""
                          - step: %1$s
                            title: "%1$s EVIL"
                            why: "EVIL"
                            shell: cat FOLDER/hostile/%1$s; echo; echo "after %1$s"
                    """.formatted(file));
        }
        return yaml.append("""
                      - step: reason
                        anytime: true
                        shell: cat FOLDER/hostile/[a-z]*
                        fails_when: "(?s).*owned.*"
                      - step: last-words
                        anytime: true
                        shell: cat FOLDER/hostile/title FOLDER/hostile/bidi FOLDER/hostile/c1-utf-8 >&2; exit 1
                      - step: seen
                        anytime: true
                        check:
                          - shell: { run: "cat FOLDER/hostile/t* FOLDER/hostile/c*; exit 1", label: "EVIL" }
                      - step: gate
                        anytime: true
                        shell: cat FOLDER/hostile/title
                        opens: ["EVIL"]
                        hold:
                          because: "EVIL"
                          checks:
                            - shell: { run: "cat FOLDER/hostile/title FOLDER/hostile/b*", label: "EVIL" }
                          type: "go"
                          countdown: 0s
                      - step: word-given
                        anytime: true
                        manual: EVIL
                      - step: long
                        anytime: true
                        needs: [word-given]
                        shell: head -c 10000000 /dev/zero | tr '\\\\0' x; sleep 1; echo; echo long-is-over
                """).toString().replace("EVIL", EVIL).replace("FOLDER", folder.toString());
    }

    private Recorded open(String... words) throws IOException {
        return new Recorded(120, 36, environment, program.words(words));
    }

    private String file() {
        return folder.resolve("hostile.yml").toString();
    }

    private static void obeysNothing(Recorded recorded, Pattern allowed, String controls) {
        assertThat(Told.wrong(recorded.bytes(), allowed, controls)).isEmpty();
        assertThat(Told.bells(recorded.bytes())).as("bells").isLessThan(60);
    }

    @Test
    void onTheFullScreenAndInThePager() throws Exception {
        try (var screen = open("run", file())) {
            screen.await("EVIL|word|owned|enter");
            screen.type("\r");
            screen.await(corpus.getFirst());
            screen.keyUntil("R", "✔ wide");
            screen.await("✔ wide");
            // It runs on past nothing that has failed: what is left is run one by one.
            for (var step : List.of("reason", "last-words", "seen")) {
                if (!screen.screen().contains("✘ " + step)) {
                    command(screen, "run " + step);
                }
                screen.await("✘ " + step);
            }
            for (var step : corpus) {
                command(screen, "goto " + step);
                screen.await("╭─ " + step);
                screen.type("z");
                screen.type("\u001b[5~\u001b[6~");
                screen.type("z");
                // The pager is cat: it writes what it is given, and ends.
                command(screen, "output");
                screen.await("╭─ " + step);
            }
            command(screen, "gate gate");
            screen.await("HOLD POINT");
            screen.await("Armed|Type|Locked");
            screen.type("\u001b");
            screen.await("gate gone", it -> !it.contains("HOLD POINT"));
            command(screen, "note \u001b[200~a \u001b]0;owned\u0007 \u009b31m \u202egnp.exe\u001b[201~");
            screen.keyUntil("N", "╭ Notes");
            screen.type("\u001b");
            screen.await("notes gone", it -> !it.contains("╭ Notes"));
            // Running on starts what may run at any time; this one waits for a person, to be seen from its first byte.
            command(screen, "run word-given");
            command(screen, "tick word-given");
            screen.await("✔ word-given");
            command(screen, "run long");
            screen.await("▶ long");
            long asked = System.nanoTime();
            screen.type("?");
            screen.await("Keys|keys");
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(3));
            screen.type("\u001b");
            screen.await("✔ long");
            command(screen, "quit");
            screen.awaitEnd();
            obeysNothing(screen, Told.SCREEN, CR_LF + BELL + "\t");
        }
    }

    private static void command(Recorded screen, String words) {
        screen.keyUntil(":", "^ ?:");
        screen.type(words + "\r");
        screen.await("command line gone", it -> !it.contains("enter does it"));
    }

    @Test
    void lineByLineAndInWhatCommandsPrint() throws Exception {
        try (var line = open("run", "--line", file())) {
            line.await("^word");
            line.type("\n");
            line.await("to do>");
            for (var step : corpus) {
                line.type("run " + step + "\n");
                line.await("^" + step + " is done");
            }
            for (var step : List.of("reason", "last-words", "seen")) {
                line.type("run " + step + "\n");
                line.await("^" + step + " FAILED");
            }
            line.type("where\nlist\nhelp\noutput combining\nnote \u202egnp.exe\nnotes\ngate gate\n");
            line.await("to release:\\s*\n>|is locked|Locked");
            line.type("\n");
            line.type("run word-given\ntick word-given\n");
            line.await("^word-given is done");
            line.type("run long\n");
            line.await("^long is done");
            line.type("quit\n");
            line.awaitEnd();
            obeysNothing(line, Told.LINES, CR_LF + BELL + "\b");
        }
        for (var words : List.of(
                List.of("runs"), List.of("verify", program.run().getFileName().toString()), List.of("plan", file()))) {
            prints(words);
        }
    }

    /** A file that is wrong in every place that a complaint quotes, under a name that is hostile too. */
    @Test
    void inComplaints() throws Exception {
        var evil = folder.resolve("e\u001b]0;owned\u0007\u202evil\u009b31m.yml");
        Files.writeString(evil, """
                checklist: "EVIL"
                "EVIL": 1
                variables:
                  "EVIL": { ask: "EVIL", type: "EVIL" }
                phases:
                  - phase: "EVIL"
                    steps:
                      - step: "EVIL"
                        shell: "echo ${EVIL}"
                      - step: a
                        "EVIL": "EVIL"
                        needs: ["EVIL"]
                        when: "${EVIL} == EVIL"
                        on: "EVIL"
                        fails_when: "(EVIL"
                      - step: b
                        sql: { on: "EVIL", run: "SELECT '${EVIL}'" }
                        expect: "EVIL"
                      - step: c
                        use: "EVIL"
                """.replace("EVIL", EVIL));
        prints(List.of("check", evil.toString()));
        prints(List.of("plan", evil.toString()));
        prints(List.of("run", evil.toString()));
        prints(List.of("check", evil + "-is-not-there"));
        prints(List.of("run", "--" + evil.getFileName(), file()));
        prints(List.of("runs", "--state", folder.resolve("\u001b]0;owned\u0007").toString()));
        prints(List.of("verify", "\u001b]0;owned\u0007"));
        prints(List.of("resume", "\u001b]0;owned\u0007"));
        prints(List.of("approve", "\u001b]0;owned\u0007", "\u001b[2J"));
        prints(List.of("reviewer", "add", "--file", folder.resolve("reviewers").toString(), "\u001b]0;owned\u0007"));
        prints(List.of("run", "--vars", evil.toString(), file()));
        Files.writeString(evil, "checklist: \u001b]0;owned\u0007\n\t- \u202e: [\n");
        prints(List.of("check", evil.toString()));
        prints(List.of("rehearse", evil.toString()));
    }

    private void prints(List<String> words) throws IOException {
        try (var command = open(words.toArray(String[]::new))) {
            command.awaitEnd();
            assertThat(command.size()).as("what %s says", words).isPositive();
            assertThat(Told.wrong(command.bytes(), Told.NOTHING, CR_LF))
                    .as("%s", words)
                    .isEmpty();
        }
    }
}
