package dev.holdpoint.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labs with real servers; their data is cached in the user's cache as in a real rehearsal. */
@Tag("slow")
final class LabIT {
    private static final String FIXTURE = """
            servers:
              old:
                host: 127.0.0.1
                administrator: boss
                roles: CREATE ROLE applications LOGIN
                databases:
                  shop:
                    megabytes: 1
                    sql: |
                      CREATE TABLE heartbeat (at timestamptz DEFAULT now());
                      GRANT SELECT, INSERT ON heartbeat TO applications
              new:
                host: 127.0.0.2
                administrator: boss
                roles: CREATE ROLE applications LOGIN
                databases:
                  shop:
                    megabytes: 0
                    sql: |
                      CREATE TABLE heartbeat (at timestamptz DEFAULT now());
                      GRANT SELECT, INSERT ON heartbeat TO applications
            application: { uses: old, database: shop, role: applications }
            values:
              host: "${old.host}"
              port: "${old.port}"
              user: "${old.user}"
              password: "${old.password}"
              target: "${new.host} ${new.port}"
              health: "${application.url}"
              control: "${application.control}"
            """;

    @TempDir
    Path temporary;

    private Path fixture = Path.of("");
    private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        fixture = Files.writeString(temporary.resolve("fixture.yml"), FIXTURE);
        folder = temporary.resolve("a lab");
    }

    @Test
    void leavesNothingBehind() throws Exception {
        Map<String, String> values;
        try (var lab = Lab.start(fixture, folder)) {
            values = lab.values();
            assertThat(query(values, "SELECT current_user")).isEqualTo("boss");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
        assertThat(folder).doesNotExist();
        assertThat(answers(values)).isFalse();
    }

    @Test
    void startsInUnderTenSecondsWhereItsDataIsThere() {
        var machine = ManagementFactory.getOperatingSystemMXBean();
        assumeTrue(
                machine.getSystemLoadAverage() < 2 * machine.getAvailableProcessors(),
                "the machine has not much else to do");
        Lab.start(fixture, folder).close();
        var began = System.nanoTime();
        Lab.start(fixture, folder).close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void nobodyGetsInWithoutThePassword() {
        try (var lab = Lab.start(fixture, folder)) {
            var wrong = new java.util.HashMap<>(lab.values());
            wrong.put("password", "guess");
            assertThatThrownBy(() -> query(wrong, "SELECT 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void theApplicationsStopStartAndSwitch() throws Exception {
        try (var lab = Lab.start(fixture, folder)) {
            var values = lab.values();
            await(() -> health(values).contains("\"writes\": \"on\"")
                    && !beats(values).equals("0"));

            control(values, "stop");
            await(() -> query(values, "SELECT count(*) FROM pg_stat_activity WHERE usename = 'applications'")
                    .equals("0"));

            control(values, "point " + values.get("target"));
            assertThat(health(values)).contains("\"server\": \"127.0.0.2:").contains("\"writes\": \"off\"");
            control(values, "start");
            await(() -> !health(values).contains("\"heartbeats\": 0"));
        }
    }

    @Test
    void anOperatorWhoLeavesFindsTheSameServersAgain() throws Exception {
        var left = Lab.start(fixture, folder);
        query(left.values(), "CREATE TABLE half_done ()");
        left.leave(Duration.ofMinutes(5));

        try (var lab = await(() -> Lab.resume(folder))) {
            assertThat(lab.values()).isEqualTo(left.values());
            assertThat(query(lab.values(), "SELECT count(*) FROM half_done")).isEqualTo("0");
            await(() -> health(lab.values()).contains("\"status\": \"ok\""));
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void aLabThatNobodyComesBackToIsCleared() throws Exception {
        var left = Lab.start(fixture, folder);
        left.leave(Duration.ofSeconds(1));

        await(() -> !Files.exists(folder));
        assertThat(answers(left.values())).isFalse();
        assertThatThrownBy(() -> Lab.resume(folder)).hasMessageContaining("the lab of this rehearsal is gone");
    }

    @Test
    void aLabWhoseFolderIsRemovedMeanwhileStops() throws Exception {
        var left = Lab.start(fixture, folder);
        var postmaster = postmaster();
        left.leave(Duration.ofMinutes(5));
        await(() -> !Files.exists(folder.resolve("taken")));

        Command.run(List.of("rm", "-rf", "--", folder.toString()), "");

        await(() -> !postmaster.isAlive());
        assertThat(answers(left.values())).isFalse();
    }

    @Test
    void aLabInUseIsNotTakenOver() {
        try (var lab = Lab.start(fixture, folder)) {
            assertThatThrownBy(() -> Lab.resume(folder))
                    .isInstanceOf(LabProblem.class)
                    .hasMessageContaining("in use");
            assertThat(folder).exists();
        }
    }

    @Test
    void aKilledProgramLeavesNothingBehind() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var program = new ProcessBuilder(List.of(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LabProgram.class.getName(),
                        fixture.toString(),
                        folder.toString(),
                        Lab.cache().toString()))
                .redirectErrorStream(true)
                .start();
        assertThat(program.inputReader().readLine()).isEqualTo("started");
        var postmaster = postmaster();

        program.destroyForcibly();

        await(() -> !Files.exists(folder));
        assertThat(postmaster.isAlive()).isFalse();
    }

    @Test
    void sqlThatFailsIsNamedAndNothingStays() throws IOException {
        Files.writeString(
                fixture,
                FIXTURE.replace("megabytes: 1", "megabytes: 2").replace("timestamptz DEFAULT", "timestampt DEFAULT"));

        assertThatThrownBy(() -> Lab.start(fixture, folder))
                .isInstanceOf(LabProblem.class)
                .hasMessageContaining("database shop of the rehearsal")
                .hasMessageContaining("timestampt");
        assertThat(folder).doesNotExist();
    }

    private ProcessHandle postmaster() throws IOException {
        var pid = Files.readAllLines(folder.resolve("servers/old/data/postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static String beats(Map<String, String> values) throws SQLException {
        return query(values, "SELECT count(*) FROM heartbeat");
    }

    private static String query(Map<String, String> values, String sql) throws SQLException {
        var url = "jdbc:postgresql://%s:%s/shop".formatted(values.get("host"), values.get("port"));
        try (var connection = DriverManager.getConnection(url, values.get("user"), values.get("password"));
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            var rows = statement.getResultSet();
            rows.next();
            return rows.getString(1);
        }
    }

    private static boolean answers(Map<String, String> values) {
        try {
            query(values, "SELECT 1");
            return true;
        } catch (SQLException gone) {
            return false;
        }
    }

    private static String health(Map<String, String> values) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(values.get("health"))).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static void control(Map<String, String> values, String words) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", "exec \"$0\" " + words, values.get("control"))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    /** Waits for a condition, or for a value that is made without a problem. */
    private static <T> T await(Callable<T> condition) throws Exception {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                var value = condition.call();
                if (!Boolean.FALSE.equals(value)) {
                    return value;
                }
            } catch (LabProblem | SQLException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
            }
            assertThat(System.nanoTime()).as("the deadline").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
