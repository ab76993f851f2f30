package dev.holdpoint.step.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Identity;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostReachableTest {
    private final FakeAttempt attempt = new FakeAttempt().at("old", Map.of());

    private String rights(String user, boolean mayUseSudo, Host.@Nullable Sudo sudo) throws InterruptedException {
        attempt.hosts.put("old", new Host("old", "old.example.org", null, null, null, null, sudo));
        attempt.identities.put(
                "old",
                new Identity(
                        "old",
                        "192.0.2.7:22",
                        "SHA256:x",
                        user,
                        "Linux 6.1",
                        "m1",
                        Duration.ZERO,
                        1L << 30,
                        "/",
                        "/jobs",
                        mayUseSudo));
        return new HostReachable()
                .observe(new HostReachable.Spec("old"), attempt)
                .details()
                .getLast();
    }

    @Test
    void whoeverLogsInIsNotTakenForRoot() throws InterruptedException {
        assertThat(rights("root", true, null)).isEqualTo("all that runs there runs as root");
        assertThat(rights("root", true, new Host.Sudo(null))).isEqualTo("all that runs there runs as root, by sudo");
        assertThat(rights("admin", true, null))
                .isEqualTo("LOGS IN AS admin, NOT ROOT: what needs root will fail;"
                        + " write sudo: true at this host, or log in as root");
        assertThat(rights("admin", false, null)).contains("NOT ROOT", "sudo_password");
    }
}
