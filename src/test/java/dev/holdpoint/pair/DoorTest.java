package dev.holdpoint.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.console.FakeRun;
import dev.holdpoint.console.Sample;
import dev.holdpoint.run.Decision;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run's door, and beside it the socket of a program that was stopped: it listens, and takes nobody in. */
@Timeout(60)
final class DoorTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    Path folder;

    @Test
    void whoListensAndSaysNothingIsNotWaitedForForEver() throws IOException {
        var place = new Meeting.Place(folder.resolve("stopped.sock"), 0);
        try (var stopped = stopped(place.socket())) {
            assertThatThrownBy(() -> Call.to(place, SHORT))
                    .isInstanceOf(Call.Silent.class)
                    .hasMessageContaining("does not answer")
                    .hasMessageContaining("fg in its terminal");
            var before = full(place.socket());
            assertThatThrownBy(() -> Call.to(place, SHORT)).isInstanceOf(Call.Silent.class);
            close(before);
            assertThat(stopped.isOpen()).isTrue();
        }
    }

    @Test
    void aStoppedProgramBesideItKeepsNoDoorShut() throws IOException {
        var meeting = new Meeting(folder);
        var stopped = meeting.place("stopped");
        var dead = meeting.place("dead");
        Files.createFile(dead);
        try (var ignored = stopped(stopped)) {
            var before = full(stopped);
            try (var door = Door.open(host(), meeting);
                    var call = Call.to(meeting.find("mine").getFirst())) {
                assertThat(door.watching()).isEmpty();
                assertThat(call).isNotNull();
            }
            assertThat(stopped).exists();
            assertThat(dead).doesNotExist();
            close(before);
        }
    }

    /** Their own user is no guest: neither such a file nor a crowd of guests keeps them from taking their run over. */
    @Test
    void aFileOfReviewersThatDoesNotCountKeepsNobodyFromTheirOwnRun() throws IOException {
        var reviewers = Files.writeString(folder.resolve("reviewers"), "bob\n");
        Files.setPosixFilePermissions(reviewers, PosixFilePermissions.fromString("rw-rw-r--"));
        var meeting = new Meeting(folder);
        var calls = new ArrayList<Call>();
        try (var ignored = Door.open(host(), meeting)) {
            var place = meeting.find("mine").getFirst();
            for (int n = 0; n < 34; n++) {
                calls.add(Call.to(place));
            }
            assertThatThrownBy(() -> calls.getLast().approve("switch", ""))
                    .isInstanceOf(Call.Refused.class)
                    .hasMessageContaining(reviewers.toString())
                    .hasMessageContaining("ch");
        } finally {
            for (var call : calls) {
                call.close();
            }
        }
    }

    private Host host() {
        var run = new FakeRun(Sample.replit(), InstantSource.system(), false);
        return new Host(
                "mine",
                run,
                run::want,
                List.of(),
                folder.resolve("journal.jsonl"),
                new Reviewers(folder.resolve("reviewers")),
                Person.self(),
                () -> Decision.refused("it has its terminal"));
    }

    private static ServerSocketChannel stopped(Path socket) throws IOException {
        var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket), 1);
        return listener;
    }

    /** Knocks until nobody more can. */
    private static List<SocketChannel> full(Path socket) throws IOException {
        var before = new ArrayList<SocketChannel>();
        for (; ; ) {
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.configureBlocking(false);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                before.add(channel);
            } catch (IOException nobodyMore) {
                channel.close();
                return before;
            }
        }
    }

    private static void close(List<SocketChannel> all) throws IOException {
        for (var channel : all) {
            channel.close();
        }
    }
}
