package dev.holdpoint.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets that are known go through everything that a run can do with them, and are looked for afterwards wherever somebody could read
 * them: the state folder, the terminal's bytes, a watcher's socket, the arguments of all processes, what commands print.
 */
@Tag("slow")
@Timeout(300)
@SuppressWarnings("NullAway.Init")
final class CanaryIT {
    private static final String TYPED = "typed-canary-08c41d";
    private static final String LATE = "late-canary-77ab30";
    private static final Map<String, String> SECRETS = new LinkedHashMap<>(Map.of(
            "plain", "hp-canary-5f1e0c77b2",
            "odd", "p/w \"ö'&5+<c@nary>\\ %41 ${plain} `id` $HOME;漢",
            "short", "Zq8#vK2!",
            "key", """
                    -----BEGIN CANARY KEY-----
                    MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj
                    c2lzIGlzIG5vIGtleSBidXQgYSBjYW5hcnksIGFuZCBub2JvZHkgbWF5IHJlYWQg
                    -----END CANARY KEY-----
                    """,
            "typed", TYPED,
            "late", LATE,
            "url_password", "in/url@canary:9"));

    /** Those that only have to be run. */
    private static final List<String> STEPS = List.of(
            "connect.by-url",
            "connect.right",
            "connect.wrong",
            "prints",
            "fails",
            "says-so",
            "captures",
            "red",
            "asks",
            "asks-nobody",
            "selects",
            "breaks",
            "psql",
            "dumps",
            "dumps-url",
            "at-terminal");

    @TempDir
    private Path folder;

    private final Canaries canaries = new Canaries(SECRETS);
    private Program program;
    private EmbeddedPostgres server;
    private EchoServer http;
    private Path checklist;
    private Path vars;
    private Map<String, String> environment;

    @BeforeEach
    void everything() throws Exception {
        program = new Program(folder.resolve("state"));
        Files.createDirectory(program.state());
        environment = new java.util.HashMap<>(program.environment());
        environment.put("TERM", "xterm-256color");
        environment.put("HOLDPOINT_SOCKETS", folder.toString());
        server = EmbeddedPostgres.builder().start();
        try (var session = server.getPostgresDatabase().getConnection();
                var statement = session.createStatement()) {
            statement.execute(
                    "CREATE ROLE app LOGIN PASSWORD '" + SECRETS.get("odd").replace("'", "''") + "'");
            statement.execute("CREATE TABLE canaries (v text UNIQUE, n int CHECK (n > 1))");
            statement.execute("GRANT ALL ON canaries TO app");
            try (var found = statement.executeQuery("SHOW hba_file")) {
                found.next();
                Files.writeString(
                        Path.of(found.getString(1)),
                        "host all app 127.0.0.1/32 scram-sha-256\nhost all postgres 127.0.0.1/32 trust\n");
            }
            statement.execute("SELECT pg_reload_conf()");
        }
        var known = new LinkedHashMap<>(SECRETS);
        known.remove("late");
        var forms = new Canaries(known).all();
        http = new EchoServer(forms.getBytes(UTF_8));
        Files.writeString(folder.resolve("forms"), forms);
        Files.writeString(folder.resolve("short"), SECRETS.get("short") + "\n");
        Files.writeString(folder.resolve("key"), SECRETS.get("key"));
        checklist = Files.writeString(
                folder.resolve("canary.yml"),
                Files.readString(Path.of("src/test/resources/canary.yml"))
                        .replace("FOLDER", folder.toString())
                        .replace("PORT", "" + server.getPort())
                        .replace("HTTP", "" + http.port()));
        var address = "postgres://app:" + URLEncoder.encode(SECRETS.get("url_password"), UTF_8) + "@127.0.0.1:"
                + server.getPort() + "/postgres";
        vars = Files.createFile(
                folder.resolve("vars.yml"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                vars,
                Map.of("plain", SECRETS.get("plain"), "odd", SECRETS.get("odd"), "address", address).entrySet().stream()
                        .map(it -> it.getKey() + ": '" + it.getValue().replace("'", "''") + "'\n")
                        .collect(Collectors.joining()));
    }

    @AfterEach
    void nothing() throws IOException {
        http.close();
        server.close();
    }

    @Test
    void aSecretIsNowhere() throws Exception {
        var found = new ArrayList<String>();
        try (var processes = new Processes(canaries)) {
            try (var line = new Recorded(
                    160,
                    45,
                    environment,
                    program.words("run", "--line", "--vars", vars.toString(), checklist.toString()))) {
                var watcher = byLine(line, found);
                found.addAll(prefixed("watcher", canaries.in(watcher)));
            }
            try (var screen =
                    new Recorded(160, 45, environment, program.words("resume", "--vars", vars.toString(), id()))) {
                onScreen(screen, found);
            }
            for (var words : List.of(
                    List.of("runs"),
                    List.of("verify", id()),
                    List.of("check", checklist.toString()),
                    List.of("plan", "--vars", vars.toString(), checklist.toString()))) {
                found.addAll(prefixed(words.getFirst(), canaries.in(said(words))));
            }
            assertThat(processes.seen()).isGreaterThan(1000);
            found.addAll(processes.found());
        }
        found.addAll(canaries.below(program.state()));
        var journal = Files.readString(program.run().resolve("journal.jsonl"));
        assertThat(found).isEmpty();
        assertThat(journal).contains("••••").contains("\"type\":\"note.added\"");
    }

    private static List<String> prefixed(String where, List<String> found) {
        return found.stream().map(it -> where + ": " + it).toList();
    }

    private String id() throws IOException {
        return program.run().getFileName().toString();
    }

    /** Drives the run to its last step; @return every byte that came over the socket meanwhile, output decoded. */
    private byte[] byLine(Recorded line, List<String> found) throws Exception {
        var own = new ArrayList<int[]>();
        line.await("^plain>");
        line.type("\n");
        line.await("^odd>");
        line.type("\n");
        line.await("^short>");
        line.type("\n");
        line.await("^key>");
        line.type("\n");
        line.await("^address>");
        line.type("\n");
        line.await("^typed>");
        line.type(TYPED + "\n");
        line.await("to do>");
        try (var watcher = new Listening(socket())) {
            for (var step : STEPS) {
                line.type("run " + step + "\n");
                if (step.equals("asks")) {
                    // Only from the prompt on: what was typed before it is forgotten.
                    line.await("^Type .*go.* to release:\\s*\n> ?");
                    line.type("go\n");
                }
                line.await("^" + step + " (is done|FAILED|UNKNOWN|unknown|is unknown)");
            }
            say(line, own, "note it was " + SECRETS.get("plain") + " all along");
            say(line, own, "retry fails now with " + SECRETS.get("plain"));
            line.await("(?s)fails FAILED.*fails FAILED");
            say(line, own, "skip fails " + SECRETS.get("plain") + " is no good");
            line.await("^fails is skipped");
            watcher.asks(List.of("prints", "red", "asks", "selects", "flip"));
            line.type("quit\n");
            line.awaitEnd();
            found.addAll(prefixed("line mode", canaries.in(without(own, line.bytes()))));
            return watcher.heard();
        }
    }

    /** Says what has a secret in it; what the operator types stands on the operator's screen, and nowhere else. */
    private static void say(Recorded line, List<int[]> own, String words) {
        int from = line.size();
        line.type(words);
        line.await(words, screen -> screen.contains(words));
        own.add(new int[] {from, line.size()});
        line.type("\n");
    }

    /** Comes back on the full screen, does what needs a form or a gate, and looks at everything. */
    private void onScreen(Recorded screen, List<String> found) throws IOException {
        var own = new ArrayList<int[]>();
        screen.await("Before it goes on");
        screen.type("\r\r\r\r\r" + TYPED + "\r");
        screen.await("form gone", it -> !it.contains("Before it goes on"));
        own(screen, own, "skip connect.by-url " + SECRETS.get("plain"));
        screen.await("– connect.by-url");
        own(screen, own, "mark-done connect.wrong " + SECRETS.get("plain"));
        screen.await("✔ connect.wrong");
        command(screen, "tick by-hand");
        screen.await("Late");
        screen.type(LATE + "\r");
        screen.await("✔ by-hand");
        command(screen, "run prints-late");
        screen.await("✘ prints-late");
        own(screen, own, "retry prints-late now with " + LATE);
        journaled("step.failed prints-late", 2);
        screen.await("✘ prints-late");
        own(screen, own, "mark-done prints-late seen " + LATE);
        screen.await("✔ prints-late");
        own(screen, own, "undo prints-late because of " + LATE);
        journaled("step.undo-failed prints-late", 1);
        command(screen, "gate breaks-on-row");
        screen.await("Locked: 1 check is red");
        screen.type("\u001b");
        screen.await("gate gone", it -> !it.contains("HOLD POINT"));
        released(screen, "flip");
        screen.await("✔ flip");
        own(screen, own, "note of " + SECRETS.get("plain"));
        for (var step : STEPS) {
            command(screen, "goto " + step);
            screen.await("╭─ " + step);
            screen.type("z");
            screen.type("[");
            screen.type("]");
            screen.type("z");
            screen.await("╭─ " + step);
        }
        screen.type("N");
        screen.await("╭ Notes");
        screen.type("\u001b");
        screen.await("notes gone", it -> !it.contains("╭ Notes"));
        command(screen, "quit");
        screen.awaitEnd();
        found.addAll(prefixed("screen", canaries.in(without(own, screen.bytes()))));
    }

    private static void command(Recorded screen, String words) {
        screen.keyUntil(":", "^ ?:");
        screen.type(words);
        screen.await(words, it -> it.contains(words));
        screen.type("\r");
    }

    /** A command with a secret in it: what the operator types stands on the operator's screen, and nowhere else. */
    private static void own(Recorded screen, List<int[]> own, String words) {
        int from = screen.size();
        screen.keyUntil(":", "^ ?:");
        screen.type(words);
        screen.await(words, it -> it.contains(words));
        own.add(new int[] {from, screen.size()});
        screen.type("\r");
    }

    private static void released(Recorded screen, String step) {
        command(screen, "gate " + step);
        screen.await("Type");
        screen.typeByHand("", "go");
        screen.type("\r");
    }

    private static byte[] without(List<int[]> own, byte[] all) {
        int from = 0;
        var rest = new ByteArrayOutputStream();
        for (var range : own) {
            rest.write(all, from, range[0] - from);
            from = range[1];
        }
        rest.write(all, from, all.length - from);
        return rest.toByteArray();
    }

    private void journaled(String event, long times) throws IOException {
        var deadline = System.nanoTime() + Tmux.PATIENCE.toNanos();
        while (program.journal().stream().filter(event::equals).count() < times) {
            assertThat(System.nanoTime())
                    .as("%s in %s", event, program.journal())
                    .isLessThan(deadline);
            Tmux.look();
        }
    }

    private Path socket() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(it -> it.toString().endsWith(".sock"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String said(List<String> words) throws Exception {
        var builder = new ProcessBuilder(program.words(words.toArray(String[]::new))).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
