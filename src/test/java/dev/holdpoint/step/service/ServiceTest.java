package dev.holdpoint.step.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdpoint.checklist.DurationText;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.service.Service.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kinds against the stand-ins that the lab has too. */
class ServiceTest {
    private static final Path STAND_INS =
            Path.of("src/main/resources/dev/holdpoint/rehearsal").toAbsolutePath();

    private final Service service = new Service();
    private final ServiceCheck check = new ServiceCheck();
    private final FakeAttempt attempt = new FakeAttempt();

    @TempDir
    Path units;

    @BeforeEach
    void host() {
        attempt.at("new", Map.of("PATH", STAND_INS + ":" + System.getenv("PATH"), "HOLDPOINT_UNITS", units.toString()));
    }

    private Path unit(String name) throws IOException {
        return Files.createDirectories(units.resolve(name));
    }

    private void hook(String unit, String verb, String text) throws IOException {
        var file = Files.writeString(unit(unit).resolve(verb), "#!/bin/sh\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Service.Spec spec(String unit, State state, Boolean enabled) {
        return new Service.Spec("new", unit, state, enabled, Duration.ofSeconds(5), Duration.ZERO);
    }

    private ServiceCheck.Spec is(String unit, ServiceCheck.State state, Boolean enabled) {
        return new ServiceCheck.Spec("new", unit, state, enabled, Duration.ZERO, null);
    }

    private String kept(String unit, String file) throws IOException {
        return Files.readString(units.resolve(unit).resolve(file)).strip();
    }

    /** The names of systemd escape with backslashes. */
    @Test
    void whatIsShownIsWhatTheShellWouldRead() {
        var name = "mnt-my\\x20disk.mount";
        assertThat(service.preview(spec(name, State.STOPPED, false), attempt))
                .startsWith(
                        "on new: LC_ALL=C systemctl --no-ask-password --no-pager disable -- 'mnt-my\\x20disk.mount'",
                        "on new: LC_ALL=C systemctl --no-ask-password --no-pager stop -- 'mnt-my\\x20disk.mount'");
        assertThat(check.preview(is(name, ServiceCheck.State.STOPPED, null), attempt))
                .first()
                .isEqualTo("on new: LC_ALL=C systemctl show --no-pager -- 'mnt-my\\x20disk.mount'");
    }

    @Test
    void aUnitIsStartedAndEnabledAndItsUndoPutsBothBack() throws Exception {
        unit("container@.service");
        var spec = spec("container@forgejo", State.STARTED, true);
        assertThat(service.run(spec, attempt))
                .asString()
                .matches("Done\\[says=container@forgejo on new is active \\(running\\) for \\ds, enabled]");
        assertThat(check.observe(is("container@forgejo", ServiceCheck.State.STARTED, true), attempt)
                        .green())
                .isTrue();
        assertThat(service.undo(spec, attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(kept("container@forgejo.service", "active")).isEqualTo("inactive");
        assertThat(kept("container@forgejo.service", "enabled")).isEqualTo("disabled");
        assertThat(service.undo(spec, attempt))
                .isEqualTo(Outcome.done("nothing was changed, so nothing is taken back"));
    }

    @Test
    void whatIsSoAlreadyIsLeftAlone() throws Exception {
        unit("forgejo.service");
        service.run(spec("forgejo", State.STARTED, null), attempt);
        var invocation = kept("forgejo.service", "invocation");
        service.run(spec("forgejo", State.STARTED, null), attempt);
        assertThat(kept("forgejo.service", "invocation")).isEqualTo(invocation);
        service.run(spec("forgejo", State.RESTARTED, null), attempt);
        assertThat(kept("forgejo.service", "invocation")).isNotEqualTo(invocation);
    }

    @Test
    void whoComesBackRestartsNothingTwice() throws Exception {
        unit("forgejo.service");
        service.run(spec("forgejo", State.STARTED, null), attempt);
        service.run(spec("forgejo", State.RESTARTED, null), attempt);
        var invocation = kept("forgejo.service", "invocation");
        attempt.resumed = true;
        attempt.begun.put("state", new Ended.Exited(0));
        assertThat(service.run(spec("forgejo", State.RESTARTED, null), attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(kept("forgejo.service", "invocation")).isEqualTo(invocation);
    }

    /** As where the host falls silent just behind the restart: how the unit is could not be looked at. */
    private void blindFromItsStartOn(String unit) throws IOException {
        var bin = Files.createDirectories(units.resolveSibling(units.getFileName() + "-bin"));
        var systemctl = Files.writeString(bin.resolve("systemctl"), """
                #!/bin/sh
                case "$*" in *show*) [ ! -e "$HOLDPOINT_UNITS/blind" ] || { echo away; exit 1; } ;; esac
                exec "%s/systemctl" "$@"
                """.formatted(STAND_INS));
        assertThat(systemctl.toFile().setExecutable(true)).isTrue();
        attempt.at(
                "new",
                Map.of(
                        "PATH",
                        bin + ":" + STAND_INS + ":" + System.getenv("PATH"),
                        "HOLDPOINT_UNITS",
                        units.toString()));
        hook(unit, "start", ": >\"$HOLDPOINT_UNITS/blind\"");
    }

    @Test
    void aRetryBehindALookThatFailedRestartsNothingOnceMore() throws Exception {
        unit("forgejo.service");
        service.run(spec("forgejo", State.STARTED, null), attempt);
        blindFromItsStartOn("forgejo.service");
        var restart = spec("forgejo", State.RESTARTED, null);
        assertThat(service.run(restart, attempt))
                .asString()
                .startsWith("Failed[")
                .contains("does not say how");
        var invocation = kept("forgejo.service", "invocation");
        Files.delete(units.resolve("blind"));
        assertThat(service.run(restart, attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(kept("forgejo.service", "invocation")).isEqualTo(invocation);
        // What was seen is over: the next one is meant.
        hook("forgejo.service", "start", "true");
        assertThat(service.run(restart, attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(kept("forgejo.service", "invocation")).isNotEqualTo(invocation);
    }

    @Test
    void aRetryBehindALookThatFailedRestartsWhatIsNotSo() throws Exception {
        unit("forgejo.service");
        service.run(spec("forgejo", State.STARTED, null), attempt);
        blindFromItsStartOn("forgejo.service");
        var restart = spec("forgejo", State.RESTARTED, null);
        assertThat(service.run(restart, attempt)).isInstanceOf(Outcome.Failed.class);
        Files.delete(units.resolve("blind"));
        hook("forgejo.service", "start", "true");
        Files.writeString(units.resolve("forgejo.service/active"), "inactive\n");
        assertThat(service.run(restart, attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(kept("forgejo.service", "active")).isEqualTo("active");
    }

    @Test
    void theStateBeforeTheFirstTryIsWhatUndoPutsBack() throws Exception {
        unit("forgejo.service");
        service.run(spec("forgejo", State.STARTED, null), new FakeAttempt().at("new", attempt.surroundings.get("new")));
        var stop = spec("forgejo", State.STOPPED, null);
        service.run(stop, attempt);
        assertThat(service.run(stop, attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(service.undo(stop, attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(kept("forgejo.service", "active")).isEqualTo("active");
    }

    @Test
    void whatDoesNotStartFailsWithItsLogAndWithoutSecrets() throws Exception {
        attempt.with("!pin=hunter22");
        hook("forgejo.service", "start", "echo cannot open the database with hunter22; exit 1");
        assertThat(service.run(spec("forgejo.service", State.STARTED, null), attempt))
                .extracting("reason")
                .asString()
                .matches(
                        "forgejo.service on new is failed \\(exit-code\\) for \\ds, not started: Job for forgejo.service failed .*");
        assertThat(attempt.said).contains("  cannot open the database with ••••");
        var evidence = check.observe(is("forgejo.service", ServiceCheck.State.NOT_FAILED, null), attempt);
        assertThat(evidence.green()).isFalse();
        assertThat(evidence.details()).contains("cannot open the database with ••••");
    }

    @Test
    void whatStopsBySomethingElseIsNamed() throws Exception {
        Files.writeString(unit("sshd.service").resolve("properties"), "TriggeredBy=sshd.socket\n");
        service.run(spec("sshd", State.STARTED, null), attempt);
        assertThat(service.run(spec("sshd", State.STOPPED, null), attempt))
                .asString()
                .endsWith("s; it can still be started by sshd.socket]");
        assertThat(check.observe(is("sshd", ServiceCheck.State.STOPPED, false), attempt)
                        .sentence())
                .endsWith("disabled, can still be started by sshd.socket");
    }

    @Test
    void aStopThatASocketTakesBackIsNone() throws Exception {
        Files.writeString(unit("sshd.service").resolve("properties"), "TriggeredBy=sshd.timer sshd.socket\n");
        Files.writeString(unit("sshd.timer").resolve("properties"), "ActiveState=inactive\n");
        Files.writeString(unit("sshd.socket").resolve("properties"), "ActiveState=active\n");
        service.run(spec("sshd", State.STARTED, null), attempt);
        assertThat(service.run(spec("sshd", State.STOPPED, null), attempt))
                .asString()
                .contains(", and sshd.socket on new will start it again");
        var evidence = check.observe(is("sshd", ServiceCheck.State.STOPPED, false), attempt);
        assertThat(evidence.green()).isFalse();
        assertThat(evidence.sentence()).endsWith("sshd.socket will start it again");
        Files.writeString(unit("sshd.socket").resolve("properties"), "ActiveState=inactive\n");
        assertThat(service.run(spec("sshd", State.STOPPED, null), attempt)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aUnitThatRunsToItsEndIsStartedWhenItDid() throws Exception {
        Files.writeString(
                unit("acme.service").resolve("properties"), "Type=oneshot\nActiveState=inactive\nInvocationID=a1\n");
        assertThat(service.run(spec("acme", State.RELOADED, null), attempt)).isInstanceOf(Outcome.Failed.class);
        attempt.memory.put("invocation", "a0");
        attempt.resumed = true;
        attempt.begun.put("state", new Ended.Exited(0));
        assertThat(service.run(spec("acme", State.STARTED, null), attempt)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whoComesBackBeforeSystemctlRanRunsIt() throws Exception {
        unit("forgejo.service");
        service.run(spec("forgejo", State.STARTED, null), attempt);
        var invocation = kept("forgejo.service", "invocation");
        attempt.resumed = true;
        for (var stale : new String[] {null, "of an earlier attempt"}) {
            attempt.memory.remove("invocation");
            if (stale != null) {
                attempt.memory.put("invocation", stale);
            }
            assertThat(service.run(spec("forgejo", State.RESTARTED, null), attempt))
                    .isInstanceOf(Outcome.Done.class);
            assertThat(kept("forgejo.service", "invocation")).isNotEqualTo(invocation);
            invocation = kept("forgejo.service", "invocation");
        }
    }

    @Test
    void whoComesBackToAReloadThatFailedSaysSo() throws Exception {
        unit("forgejo.service");
        service.run(spec("forgejo", State.STARTED, null), attempt);
        attempt.resumed = true;
        attempt.begun.put("state", new Ended.Exited(1));
        assertThat(service.run(spec("forgejo", State.RELOADED, null), attempt)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void aUnitThatIsNotThereAMaskedOneAndAHostWithoutSystemdAreSaid() throws Exception {
        assertThat(service.run(spec("nothing", State.STARTED, null), attempt))
                .extracting("reason")
                .isEqualTo("new has no unit nothing; see there: systemctl list-units --all 'nothing*'");
        Files.writeString(unit("masked.service").resolve("properties"), "LoadState=masked\n");
        assertThat(service.run(spec("masked", State.STARTED, null), attempt))
                .extracting("reason")
                .isEqualTo("masked on new is masked");
        attempt.at("bare", Map.of("PATH", units.toString()));
        assertThat(check.observe(
                                new ServiceCheck.Spec(
                                        "bare", "x", ServiceCheck.State.STARTED, null, Duration.ZERO, null),
                                attempt)
                        .sentence())
                .startsWith("bare has no systemctl");
    }

    /** Each time that somebody looks, it has just been started again; its own time says since when it runs. */
    private void startsOverAndOver(String since) throws IOException {
        unit("forgejo.service");
        var bin = Files.createDirectories(units.resolveSibling(units.getFileName() + "-bin"));
        var systemctl = Files.writeString(bin.resolve("systemctl"), """
                #!/bin/sh
                case "$*" in *show*)
                    echo >>"$HOLDPOINT_UNITS/looks"
                    printf 'ActiveState=active\nInvocationID=%%s\n%s\n' $(wc -l <"$HOLDPOINT_UNITS/looks") >"$HOLDPOINT_UNITS/forgejo.service/properties" ;;
                esac
                exec "%s/systemctl" "$@"
                """.formatted(since, STAND_INS));
        assertThat(systemctl.toFile().setExecutable(true)).isTrue();
        attempt.at(
                "new",
                Map.of(
                        "PATH",
                        bin + ":" + STAND_INS + ":" + System.getenv("PATH"),
                        "HOLDPOINT_UNITS",
                        units.toString()));
    }

    private static ServiceCheck.Spec steady(String time) {
        return new ServiceCheck.Spec(
                "new",
                "forgejo",
                ServiceCheck.State.STARTED,
                null,
                DurationText.parse(time).orElseThrow(),
                null);
    }

    @Test
    void aUnitThatEndsAndBeginsOverAndOverIsNotSteady() throws Exception {
        startsOverAndOver("ActiveEnterTimestampMonotonic=99000000000000");
        var seen = check.observe(steady("100ms"), attempt);
        assertThat(seen.green()).isFalse();
        assertThat(seen.sentence()).endsWith("; it did not stay up for 100ms");
        assertThat(check.observe(steady("0s"), attempt).green()).isTrue();
    }

    @Test
    void aUnitThatRunsLongEnoughByItsOwnTimeIsNotWaitedFor() throws Exception {
        assumeTrue(!Files.exists(Path.of("/sys/power/state"))
                || Files.readString(Path.of("/sys/power/state")).isBlank());
        startsOverAndOver("ActiveEnterTimestampMonotonic=1");
        assertThat(check.observe(steady("2s"), attempt).green()).isTrue();
        assertThat(units.resolve("looks")).hasContent("\n");
    }

    @Test
    void aUnitThatHasJustBeenStartedIsWaitedFor() throws Exception {
        unit("forgejo.service");
        service.run(spec("forgejo", State.STARTED, null), attempt);
        assertThat(check.observe(steady("100ms"), attempt).green()).isTrue();
        service.run(spec("forgejo", State.STOPPED, null), attempt);
        assertThat(check.observe(steady("1h"), attempt).green()).isFalse();
        var stopped =
                new ServiceCheck.Spec("new", "forgejo", ServiceCheck.State.STOPPED, null, Duration.ofSeconds(1), null);
        assertThat(check.problems(stopped)).hasSize(1);
    }

    @Test
    void whatBecameOfALostJobIsLookedAt() throws Exception {
        unit("forgejo.service");
        attempt.jobEnds = new Ended.Lost("the machine went down under it");
        assertThat(service.run(spec("forgejo", State.STARTED, null), attempt)).isInstanceOf(Outcome.Unknown.class);
        assertThat(service.run(spec("forgejo", State.STOPPED, null), attempt)).isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-H evil", "a b", "forgejo*", "x;reboot", "a\nb", "--force"})
    void whatIsNotTheNameOfOneUnitIsAProblem(String unit) {
        assertThat(service.problems(spec(unit, State.STOPPED, null))).hasSize(1);
        assertThat(check.problems(is(unit, ServiceCheck.State.STOPPED, null))).hasSize(1);
    }

    @Test
    void nothingToDoIsAProblem() {
        assertThat(service.problems(spec("x", null, null))).hasSize(1);
        assertThat(service.problems(spec("${service}.service", State.STARTED, null)))
                .isEmpty();
    }
}
