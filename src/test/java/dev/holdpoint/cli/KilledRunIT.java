package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.journal.JournalReader;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Intent;
import dev.holdpoint.step.Registry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run whose program is killed (SIGKILL) again and again: at each event, just before it is written, half-way, and just after; with a full
 * disk; and at moments of chance, among jobs side by side, in a verify, at a gate, in its countdown. Each job is carried out once, in a
 * database too, each of its lines is kept once, and it ends as if nothing had been.
 */
@Tag("slow")
@Timeout(900)
@SuppressWarnings("NullAway.Init")
final class KilledRunIT {
    private static final int LINES = 20;
    private static final int BY_CHANCE = 30;
    private static final List<String> STEPS = List.of("a", "b", "c", "one", "rows", "flip", "three");

    private static final String JOB = """
            |shell: |
            |  echo once >> "%1$s/$me"
            |  n=0; while [ $n -lt %2$d ]; do n=$((n + 1)); echo "line $n of %3$s"; sleep 0.01; done
            """;

    @TempDir
    static Path folder;

    /** What the JVM has learned of a walk: most of a life would go into loading classes. */
    private static final String LEARNED = "walk.aot";

    private static EmbeddedPostgres server;
    private static String classPath;
    private static final AtomicInteger KILLS = new AtomicInteger();

    @BeforeAll
    static void aDatabase() throws Exception {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        try (var session = server.getPostgresDatabase().getConnection()) {
            session.createStatement().execute("CREATE TABLE did (run text, n int)");
        }
        classPath = inJars(System.getProperty("java.class.path"));
        var run = new Killed("learning");
        var learner = run.started(List.of("-XX:AOTCacheOutput=" + folder.resolve(LEARNED)), List.of());
        assertThat(ended(learner, 120_000)).as(run::journal).isTrue();
        assertThat(learner.exitValue()).isEqualTo(Exit.DONE);
        assertThat(folder.resolve(LEARNED)).isNotEmptyFile();
        run.isWhole();
    }

    /** The JVM learns of classes in jars only. */
    private static String inJars(String path) {
        var jar = ToolProvider.findFirst("jar").orElseThrow();
        var entries = new ArrayList<String>();
        for (var entry : path.split(File.pathSeparator, -1)) {
            if (entry.isEmpty()) {
                // Surefire's path ends with a separator; to the JVM that would be the working folder, with all that is
                // in it.
                continue;
            }
            if (Files.isDirectory(Path.of(entry))) {
                var made = folder.resolve("classes" + entries.size() + ".jar").toString();
                assertThat(jar.run(
                                System.out, System.err, "--create", "--no-compress", "--file", made, "-C", entry, "."))
                        .isZero();
                entries.add(made);
            } else if (Files.exists(Path.of(entry))) {
                entries.add(entry);
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    @AfterAll
    static void nobodyWasSpared() throws Exception {
        server.close();
        assertThat(KILLS.get()).as("kills").isGreaterThanOrEqualTo(200);
    }

    /** Enough of them for 200 kills; each begins with another death, so that each event meets all of them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 6, 9, 12, 15, 18})
    void atEveryEvent(int number) throws Exception {
        var deaths = new ArrayList<String>();
        for (int twice = 0; twice < 2; twice++) {
            deaths.addAll(
                    List.of("BEFORE:2", "AFTER:2", "TORN:2", "AFTER:1", "FULL:2", "BEFORE:1", "AFTER:3", "TORN:1"));
        }
        // A gate is locked again by every return: its release and its job need nine writings in one life.
        deaths.addAll(List.of("FULL:5", "BEFORE:7", "TORN:6", "AFTER:11"));
        var run = new Killed("event" + number);
        int kills = 0;
        for (; kills < 120; kills++) {
            var walker = run.walker(deaths.get((kills + number) % deaths.size()));
            assertThat(walker.waitFor(60, TimeUnit.SECONDS))
                    .as(() -> "dies or ends: " + run.journal())
                    .isTrue();
            if (walker.exitValue() == Exit.DONE) {
                break;
            }
            assertThat(walker.exitValue()).as(run::journal).isEqualTo(137);
            KILLS.incrementAndGet();
        }
        assertThat(kills).as("kills before its end").isBetween(20, 119);
        run.isWhole();
    }

    @Test
    void atMomentsOfChance() throws Exception {
        var chance = new Random(20);
        var run = new Killed("chance");
        int kills = 0;
        while (kills < BY_CHANCE && killed(run, chance.nextInt(700))) {
            kills++;
        }
        KILLS.addAndGet(kills);
        assertThat(kills).as("kills before its end").isGreaterThan(5);
        if (kills == BY_CHANCE) {
            var last = run.walker();
            assertThat(ended(last, 60_000))
                    .as(() -> "walks to its end: " + run.journal())
                    .isTrue();
            assertThat(last.exitValue()).isEqualTo(Exit.DONE);
        }
        run.isWhole();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9})
    void aDiskThatIsFullForAWhileLosesNothing(int after) throws Exception {
        var run = new Killed("full" + after);
        var walker = run.walker("FULL_FOR_A_WHILE:" + after);
        assertThat(ended(walker, 120_000)).as(run::journal).isTrue();
        assertThat(walker.exitValue()).isEqualTo(Exit.DONE);
        run.isWhole();
    }

    /** Starts the program and kills it a while after it has come back; false where it had walked to the end before. */
    private static boolean killed(Killed run, int millis) throws Exception {
        var walker = run.walker();
        try (var said = new BufferedReader(new InputStreamReader(walker.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("up");
            if (ended(walker, millis)) {
                assertThat(walker.exitValue()).isEqualTo(Exit.DONE);
                return false;
            }
            return true;
        }
    }

    /** Whether it has walked to the end in that time; it is gone in any case. */
    private static boolean ended(Process walker, int millis) throws InterruptedException {
        try {
            return walker.waitFor(millis, TimeUnit.MILLISECONDS);
        } finally {
            walker.destroyForcibly().waitFor();
        }
    }

    /** One run, in a folder of its own. */
    private static final class Killed {
        private final String name;
        private final Path home;
        private final Path state;
        private final RunPaths paths;

        Killed(String name) throws Exception {
            this.name = name;
            this.home = Files.createDirectory(folder.resolve(name));
            this.state = home.resolve("state");
            this.paths = begin();
        }

        /** @param deaths at most one, in the words of {@link Mortal} */
        Process walker(String... deaths) throws IOException {
            return started(List.of("-XX:AOTCache=" + folder.resolve(LEARNED)), List.of(deaths));
        }

        private Process started(List<String> jvm, List<String> deaths) throws IOException {
            var words = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx96m",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    classPath));
            words.addAll(jvm);
            words.addAll(List.of(Walker.class.getName(), state.toString(), paths.id(), "flip"));
            words.addAll(deaths);
            var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("HOLDPOINT_SOCKETS", home.toString());
            return builder.start();
        }

        private RunPaths begin() throws Exception {
            var file = Files.writeString(home.resolve("killed.yml"), yaml());
            var registry = Registry.ofAll();
            var loaded = Loader.load(file, registry);
            assertThat(loaded.problems()).isEmpty();
            var checklist = loaded.checklist().orElseThrow();
            var made = RunFolder.make(state, file, checklist);
            new Drive(
                            state,
                            registry,
                            (feed, control) -> new Robot(feed, control)
                                    .does(new Intent.SetVariables(Values.NONE))
                                    .does(new Intent.Leave()))
                    .begin(made, checklist, home, Map.of(), false);
            return made;
        }

        private String yaml() {
            return """
                    checklist: Killed
                    databases:
                      here: { host: 127.0.0.1, port: %1$d, name: postgres, user: postgres }
                    phases:
                      - phase: One
                        steps:
                          - parallel:
                    """.formatted(server.getPort())
                    + step("a", "          ") + step("b", "          ") + step("c", "          ")
                    + step("one", "      ")
                    + "        verify:\n          - shell: sleep 0.2\n"
                    + step("rows", "      ")
                    + """
                              psql -X -q -h 127.0.0.1 -p %1$d -U postgres -c "INSERT INTO did SELECT '%2$s', count(*) FROM did WHERE run = '%2$s'"
                            verify:
                              - sql: { on: here, run: "SELECT count(*) FROM did WHERE run = '%2$s'", equals: 1 }
                    """.formatted(server.getPort(), name)
                    + step("flip", "      ")
                    + """
                            hold:
                              because: it matters
                              checks:
                                - sql: { on: here, run: "SELECT count(*) FROM did WHERE run = '%1$s'", equals: 1 }
                              type: go
                              countdown: 1s
                    """.formatted(name)
                    + step("three", "      ");
        }

        private String step(String id, String indent) {
            var job = JOB.formatted(home, LINES, id).replace("$me", "did-" + id).replace("|  ", indent + "    ");
            return indent + "- step: " + id + "\n" + indent + "  title: Step " + id + "\n"
                    + job.lines()
                            .map(it -> it.startsWith("|") ? indent + "  " + it.substring(1) : it)
                            .collect(Collectors.joining("\n", "", "\n"));
        }

        String journal() {
            try {
                return Files.readString(paths.journal());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void isWhole() throws Exception {
            for (var step : STEPS) {
                assertThat(home.resolve("did-" + step)).as(step).hasContent("once");
                assertThat(output(step))
                        .as("output of " + step)
                        .filteredOn(it -> it.startsWith("line"))
                        .containsExactlyElementsOf(lines(step));
            }
            try (var session = server.getPostgresDatabase().getConnection();
                    var rows = session.createStatement()
                            .executeQuery("SELECT string_agg(n::text, ' ') FROM did WHERE run = '" + name + "'")) {
                rows.next();
                assertThat(rows.getString(1)).as("rows in the database").isEqualTo("0");
            }
            assertThat(JournalReader.verify(paths.journal())).isEmpty();
            var done = STEPS.stream()
                    .map(it -> "\"type\":\"step.done\",\"step\":\"" + it + "\"")
                    .toList();
            assertThat(journal().lines()).allSatisfy(line -> assertThat(line).endsWith("}"));
            for (var each : done) {
                assertThat(journal().lines().filter(it -> it.contains(each)))
                        .as(each)
                        .hasSize(1);
            }
            assertThat(ProcessHandle.allProcesses()
                            .map(it -> it.info().commandLine().orElse(""))
                            .filter(it -> it.contains(home.toString())))
                    .as("processes left behind")
                    .isEmpty();
        }

        /** Of all attempts: a hold point whose program was killed before its job had begun is released again. */
        private List<String> output(String step) throws IOException {
            var lines = new ArrayList<String>();
            for (int attempt = 1; Files.exists(paths.log(step, attempt)); attempt++) {
                lines.addAll(Files.readAllLines(paths.log(step, attempt)));
            }
            return lines;
        }
    }

    private static List<String> lines(String step) {
        return IntStream.rangeClosed(1, LINES)
                .mapToObj(n -> "line " + n + " of " + step)
                .toList();
    }
}
