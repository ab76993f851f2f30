package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Trouble;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Registry;
import dev.holdpoint.step.http.CrudeServer;
import dev.holdpoint.step.http.HttpCheck;
import dev.holdpoint.step.http.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What goes wrong is known in the words in which the kinds and the services really say it. */
class ServiceTroublesTest {
    private static final Path SERVICES = Path.of("checklists/services");

    @Test
    void everyStepThatAsksTheNewHostByNameKnowsItsCertificateAndItsAddress() throws Exception {
        var tls = said("https", it -> {
            it.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            it.shutdownOutput();
        });
        assertThat(tls).contains("TLS with 127.0.0.1");
        var silent = said("http", it -> {});
        assertThat(silent).contains("did not answer within");
        var stops = 0;
        for (var plan : plans()) {
            for (var stop :
                    plan.walk().stream().filter(ServiceTroublesTest::asks).toList()) {
                var troubles = plan.troubles(stop.id());
                for (var text : List.of(
                        tls,
                        "TLS with h failed: No subject alternative DNS name matching h found.",
                        "TLS with h failed: NotAfter: Thu Nov 26 16:00:00 UTC 2026",
                        "curl: (60) SSL certificate problem: certificate has expired")) {
                    assertThat(says(text, troubles))
                            .as("%s: %s", stop.id(), text)
                            .singleElement()
                            .asString()
                            .containsIgnoringCase("certificate");
                }
                for (var text : List.of(
                        silent,
                        "h did not take the connection within 10000 ms",
                        "<head><title>504 Gateway Time-out</title></head>",
                        "ssh: connect to host h port 22: No route to host")) {
                    assertThat(says(text, troubles))
                            .as("%s: %s", stop.id(), text)
                            .anySatisfy(it -> assertThat(it).contains("address"));
                }
                assertThat(says("✔ it answers: 200 in 12 ms, under a certificate until 2027-01-01", troubles))
                        .as(stop.id())
                        .isEmpty();
                stops++;
            }
        }
        assertThat(stops).isGreaterThan(12);
    }

    @Test
    void whatAServiceSaysOfItsFilesAndItsDatabaseIsKnown() throws IOException {
        for (var plan : plans()) {
            var troubles = plan.checklist().troubles();
            assertThat(says("Error: open /var/lib/x/db.sqlite3: permission denied", troubles))
                    .allSatisfy(it -> assertThat(it).contains("belong to somebody else"))
                    .isNotEmpty();
            for (var text : List.of(
                    "connection to server at \"10.0.0.7\", port 5432 failed: Connection refused",
                    "dial tcp 10.0.0.7:5432: connect: connection refused",
                    "failed to connect to `host=db user=z database=z`: dial error",
                    "could not connect to server: Connection refused")) {
                assertThat(says(text, troubles))
                        .as(text)
                        .anySatisfy(it -> assertThat(it).contains("its database"));
            }
        }
    }

    private static List<String> says(String text, List<Trouble> troubles) {
        var found = TroubleLook.in(text, troubles);
        return troubles.stream()
                .filter(it -> found.contains(it.id()))
                .map(Trouble::say)
                .distinct()
                .toList();
    }

    /** Where the service is to answer by its name for the first time after the switch, and where that is looked at once more. */
    private static boolean asks(Plan.Stop stop) {
        var looks = stop.step().body() instanceof Step.Body.Look(var checks)
                        && stop.id().endsWith("responds")
                ? checks
                : List.<KindUse>of();
        var ends = stop.step().downtime() == Step.Downtime.ENDS ? stop.step().verify() : List.<KindUse>of();
        return Stream.concat(ends.stream(), looks.stream())
                .anyMatch(it -> it.kind().equals("http"));
    }

    private static List<Plan> plans() throws IOException {
        try (var files = Files.list(SERVICES)) {
            return files.filter(it -> it.toString().endsWith(".yml"))
                    .map(ServiceTroublesTest::plan)
                    .toList();
        }
    }

    private static Plan plan(Path file) {
        var loaded = Loader.load(file, Registry.ofAll());
        return new Planner(Registry.ofAll()).plan(loaded.checklist().orElseThrow(), Map.of());
    }

    /** What the check says of a server that does no more than this. */
    private static String said(String scheme, CrudeServer.Talk talk) throws IOException, InterruptedException {
        try (var server = new CrudeServer(talk)) {
            var url = scheme + "://" + server.authority() + "/";
            var spec = new Request(url, "GET", "2xx", null, null, null, Map.of(), null, Duration.ofSeconds(2), null);
            var seen = new HttpCheck().observe(spec, new FakeAttempt());
            assertThat(seen.green()).isFalse();
            return seen.sentence();
        }
    }
}
