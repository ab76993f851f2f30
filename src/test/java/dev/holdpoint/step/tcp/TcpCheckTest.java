package dev.holdpoint.step.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.FakeAttempt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TcpCheckTest {
    private final TcpCheck check = new TcpCheck();

    private static TcpCheck.Spec at(int port, boolean closed) {
        return new TcpCheck.Spec("127.0.0.1", port, closed, Duration.ofSeconds(5), null);
    }

    @Test
    void anOpenPortIsGreenUnlessItShouldBeClosed() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var open = check.observe(at(server.getLocalPort(), false), new FakeAttempt());
            assertThat(open.green()).isTrue();
            assertThat(open.sentence()).startsWith("127.0.0.1:" + server.getLocalPort() + " answers in ");
            assertThat(check.observe(at(server.getLocalPort(), true), new FakeAttempt())
                            .green())
                    .isFalse();
        }
    }

    @Test
    void aMachineThatCannotEvenAskKnowsOfNoClosedPort() throws Exception {
        // No socket may send to everybody.
        var spec = new TcpCheck.Spec("255.255.255.255", 9, true, Duration.ofSeconds(5), null);
        var evidence = check.observe(spec, new FakeAttempt());
        assertThat(evidence.green()).isFalse();
        assertThat(evidence.sentence()).contains("cannot be asked from here");
    }

    @Test
    void aRefusedPortIsRedUnlessItShouldBeClosed() throws Exception {
        var port = unused();
        var refused = check.observe(at(port, false), new FakeAttempt());
        assertThat(refused.green()).isFalse();
        assertThat(refused.sentence()).isEqualTo("127.0.0.1:" + port + " refuses connections");
        assertThat(check.observe(at(port, true), new FakeAttempt()).green()).isTrue();
    }

    @Test
    void aNameNobodyHasProvesNothing() throws Exception {
        var spec = new TcpCheck.Spec("nobody.invalid", 80, true, Duration.ofSeconds(5), null);
        var evidence = check.observe(spec, new FakeAttempt());
        assertThat(evidence.green()).isFalse();
        assertThat(evidence.sentence()).isEqualTo("nobody.invalid:80: no host has that name");
    }

    private static int unused() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        }
    }
}
