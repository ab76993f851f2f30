package dev.holdpoint.target.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.target.TargetProblem;
import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class LoginTest {
    /** A fence that looks who is connected has to know us from the first moment on. */
    @Test
    void theNameOfTheProgramIsInTheVeryFirstMessage() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var first = CompletableFuture.supplyAsync(() -> {
                try (var session = server.accept()) {
                    var in = new DataInputStream(session.getInputStream());
                    return new String(in.readNBytes(in.readInt() - Integer.BYTES), UTF_8);
                } catch (Exception broken) {
                    throw new AssertionError(broken);
                }
            });
            var database =
                    new Database("shop", "127.0.0.1", server.getLocalPort(), "postgres", "app", null, "disable", false);
            assertThatThrownBy(() -> Login.open(database, "holdpoint fence")).isInstanceOf(TargetProblem.class);
            assertThat(first.get()).contains("application_name\0holdpoint fence\0");
        }
    }
}
