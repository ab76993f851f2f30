package dev.holdpoint.target.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Trouble;
import dev.holdpoint.step.Registry;
import dev.holdpoint.target.TargetProblem;
import java.io.DataInputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    private static Arguments reason(@Nullable String state, @Nullable Throwable cause, String known) {
        return Arguments.of(new SQLException("the server's own words", state, cause), known);
    }

    static Stream<Arguments> reasons() {
        return Stream.of(
                reason("28P01", null, "A password"),
                reason("08004", null, "A password"),
                reason("28000", null, "The server does not let"),
                reason("3D000", null, "A database is not there"),
                reason("53300", null, "A server has no free connection"),
                reason("57P03", null, "A server cannot be reached"),
                reason("08001", new UnknownHostException(), "A server cannot be reached"),
                reason("08001", new ConnectException(), "A server cannot be reached"),
                reason("08001", new SocketTimeoutException(), "A server cannot be reached"),
                reason("08001", new NoRouteToHostException(), "A server cannot be reached"),
                reason("08001", new SSLException("no"), "The server does not let"));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void theShippedChecklistKnowsWhyNobodyIsLetIn(SQLException failed, String known) {
        var database = new Database("source", "db1", 5432, "postgres", "app", null, null, false);
        var reason = Login.reason(database, failed);
        var troubles = Loader.load(Path.of("checklists/pod-databases.yml"), Registry.ofAll())
                .checklist()
                .orElseThrow()
                .troubles();
        assertThat(troubles)
                .as(reason)
                .filteredOn(it -> it.of().isEmpty())
                .filteredOn(it -> Pattern.compile(it.when()).matcher(reason).find())
                .singleElement()
                .extracting(Trouble::say)
                .asString()
                .startsWith(known);
    }
}
