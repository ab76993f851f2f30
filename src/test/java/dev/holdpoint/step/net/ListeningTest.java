package dev.holdpoint.step.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningTest {
    @TempDir
    Path folder;

    private final FakeAttempt attempt = new FakeAttempt().at("old", Map.of());

    private Evidence look(int port, List<String> ignore) throws Exception {
        return new Listening().observe(new Listening.Spec("old", List.of(port), ignore, null), attempt);
    }

    private void says(String lines) throws Exception {
        Files.writeString(folder.resolve("lines"), lines);
        var ss = Files.writeString(folder.resolve("ss"), "#!/bin/sh\ncat " + folder + "/lines\n");
        assertThat(ss.toFile().setExecutable(true)).isTrue();
        attempt.at("old", Map.of("PATH", folder + ":" + System.getenv("PATH")));
    }

    @Test
    void aConnectionIsSeenAndItsPeerNamed() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var client = new Socket(server.getInetAddress(), server.getLocalPort());
                var taken = server.accept()) {
            assertThat(taken.isConnected() && client.isConnected()).isTrue();
            var seen = look(server.getLocalPort(), null);
            assertThat(seen.sentence()).isEqualTo("1 still talks to old: 127.0.0.1 to port " + server.getLocalPort());
            assertThat(seen.green()).isFalse();
            assertThat(look(server.getLocalPort(), List.of("127.0.0.0/8")).green())
                    .isTrue();
            assertThat(look(server.getLocalPort(), List.of("10.0.0.0/8")).green())
                    .isFalse();
        }
    }

    @Test
    void peersAreCountedAndReadFromEveryForm() throws Exception {
        says("""
                0      0      203.0.113.10:443    198.51.100.7:50001
                0      0      [::ffff:203.0.113.10]:443    [::ffff:198.51.100.7]:50002
                0      0      [fe80::1%eth0]:443    [2001:db8::7]:50003
                0      0      203.0.113.10:22    198.51.100.9:50003
                0      0      203.0.113.10:50000    198.51.100.9:443
                """);
        var seen = look(443, null);
        assertThat(seen.details())
                .containsExactly("198.51.100.7 to port 443, 2 connections", "2001:db8::7 to port 443");
        assertThat(look(443, List.of("198.51.100.7", "2001:db8::/32")).green()).isTrue();
    }

    @Test
    void theKernelsOwnTableIsReadWhereSsIsNotThere() {
        assertThat(Connection.of("   1: 0100007F:1F90 0200007F:C350 01 00000000:00000000 00:00000000 00000000"))
                .contains(new Connection(8080, "127.0.0.2"));
        assertThat(Connection.of("   1: 0100007F:1F90 0200007F:C350 0A 00000000:00000000 00:00000000 00000000"))
                .isEmpty();
        assertThat(Connection.of(
                        "   1: 0000000000000000FFFF00000100007F:01BB 0000000000000000FFFF00000200007F:C350 01 0"))
                .contains(new Connection(443, "127.0.0.2"));
        assertThat(Connection.of(
                        "   1: B80D0120000000000000000001000000:01BB B80D0120000000000000000007000000:C350 01 0"))
                .contains(new Connection(443, "2001:0db8:0000:0000:0000:0000:0000:0007"));
        assertThat(Network.of("2001:db8::7").holds("2001:0db8:0000:0000:0000:0000:0000:0007"))
                .isTrue();
    }

    @Test
    void whatCannotBeSeenIsNotGreen() throws Exception {
        Files.writeString(folder.resolve("ss"), "#!/bin/sh\necho cannot open netlink\nexit 1\n")
                .toFile()
                .setExecutable(true);
        attempt.at("old", Map.of("PATH", folder + ":" + System.getenv("PATH")));
        assertThat(look(443, null).sentence()).isEqualTo("cannot see who talks to old: cannot open netlink");
    }

    @Test
    void whatIsNoPortOrNetworkIsAProblem() {
        var spec = new Listening.Spec(
                "old", List.of(0, 443), List.of("10.0.0.0/33", "example.org", "10.0.0", "::1/128"), null);
        assertThat(new Listening().problems(spec)).hasSize(4);
    }
}
