package dev.holdpoint.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.Sample;
import dev.holdpoint.journal.Entry;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.RunFeed;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that is watched while its program stands still: it has the socket, and nobody reads it. */
@Timeout(60)
final class RemoteRunTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    Path folder;

    private final CountDownLatch goesOn = new CountDownLatch(1);

    @Test
    void aDriverThatStandsStillIsSeenUntilItGoesOn() throws IOException {
        var place = new Meeting.Place(folder.resolve("run.sock"), 0);
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(place.socket()));
            Thread.ofVirtual().start(() -> drive(listener));
            try (var call = Call.to(place);
                    var run = RemoteRun.join(call, files -> Sample.replit(), () -> {}, SHORT)) {
                awaits(() -> run.stall().isPresent());
                assertThat(run.stall()).hasValueSatisfying(stall -> {
                    assertThat(stall.cause()).isEqualTo(RunFeed.Stall.Cause.DRIVER);
                    assertThat(stall.why()).contains("does not answer", "suspended? use fg");
                });
                goesOn.countDown();
                awaits(() -> run.stall().isEmpty());
                assertThat(run.run().id()).isEqualTo("r1");
            }
        }
    }

    private static void awaits(BooleanSupplier wanted) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!wanted.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(wanted.getAsBoolean()).isTrue();
    }

    /** Says what a run says to whoever comes to watch, then nothing until it may, then what it is asked for. */
    private void drive(ServerSocketChannel listener) {
        try (var guest = listener.accept()) {
            var wire = new Wire(into -> guest.read(ByteBuffer.wrap(into)), Wire.GUEST);
            say(guest, "welcome", Map.of());
            assertThat(wire.next()).isNotNull();
            say(guest, "run", Map.of("run", "r1", "you", "bob", "driver", "alice", "pulse", true));
            say(guest, "file", Map.of("name", "a.yml", "text", ""));
            var begun = new Event.RunStarted("r1", "Replit", "", "alice", "bastion", false);
            guest.write(ByteBuffer.wrap(Watch.past(List.of(new Entry<>(1, Instant.EPOCH, begun)))));
            say(guest, "ready", Map.of());
            goesOn.await();
            for (var asked = wire.next(); asked != null; asked = wire.next()) {
                say(guest, asked.is(), Map.of());
            }
        } catch (IOException | InterruptedException over) {
            return;
        }
    }

    private static void say(SocketChannel guest, String is, Map<String, ?> content) throws IOException {
        guest.write(ByteBuffer.wrap(Wire.line(is, content)));
    }
}
