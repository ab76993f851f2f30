package dev.holdpoint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.pair.Call;
import dev.holdpoint.pair.Meeting;
import dev.holdpoint.pair.RemoteRun;
import dev.holdpoint.pair.Reviewers;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Measured;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunFeed;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run with its door open: a watcher of the same user, and guests that do what no guest should. */
@Tag("slow")
@Timeout(180)
final class DoorIT {
    private static final Registry REGISTRY = Registry.ofAll();

    private static final String CHECKLIST = """
            checklist: Door
            variables:
              host: { ask: Host, default: old }
              word: { ask: Word, secret: true }
            phases:
              - phase: One
                steps:
                  - step: say
                    title: Say it
                    shell: echo "hello $host $word"
                  - step: flip
                    title: Flip
                    shell: "true"
                    hold: { because: it matters, type: go, approvals: 1 }
            """;

    @TempDir
    Path folder;

    @Test
    void whoWatchesSeesTheSameRun() throws Exception {
        begin((robot, place) -> {
            robot.does(new Intent.SetVariables(
                    Values.NONE.with("host", "old", false).with("word", "correct-horse", true)));
            robot.does(new Intent.AddNote(null, "before"));
            assertThat(robot.feed.watchers()).isEmpty();
            var minute = new Measured.Figure(Duration.ofMinutes(1), null, 3, 0);
            robot.await("anything", it -> true).plan().measured().learn(Map.of("say", minute));
            try (var call = Call.to(place);
                    var remote = RemoteRun.join(call, AttachCommand::plan, () -> {})) {
                var watcher = new Watcher(remote);
                assertThat(watcher.run.events()).isGreaterThanOrEqualTo(3);
                assertThat(robot.feed.watchers())
                        .containsExactly(Identity.here().user());
                assertThat(watcher.run.plan().measured().all()).containsExactly(Map.entry("say", minute));
                robot.does(new Intent.AddNote(null, "after")).does(new Intent.StartStep("say"));
                var done = robot.awaits("say", StepState.DONE);
                var seen = watcher.await(it -> it.status("say").state() == StepState.DONE);
                assertThat(seen.notes()).isEqualTo(done.notes());
                assertThat(seen.steps()).isEqualTo(done.steps());
                assertThat(seen.values()).isEqualTo(done.values());
                assertThat(remote.preview("say")).isEqualTo(robot.feed.preview("say"));
                var output = remote.output("say", 1).orElseThrow();
                var bytes = new byte[100];
                assertThat(output.size()).isEqualTo("hello old ••••\n".getBytes(UTF_8).length);
                assertThat(new String(bytes, 0, output.read(0, bytes), UTF_8)).isEqualTo("hello old ••••\n");
                assertThat(output.read(output.size(), bytes)).isZero();
                assertThat(remote.output("flip", 1)).isEmpty();
            }
        });
    }

    @Test
    void whoWatchesLearnsThatTheDriverHasLeft() throws Exception {
        var gone = new CountDownLatch(1);
        begin((robot, place) -> {
            var remote = RemoteRun.join(Call.to(place), AttachCommand::plan, gone::countDown);
            assertThat(remote.follow(new Watcher(remote)).id()).isNotEmpty();
        });
        assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(new Meeting(folder).find(run())).isEmpty();
    }

    @Test
    void theDriverIsNoReviewer() throws Exception {
        begin((robot, place) -> {
            try (var call = Call.to(place)) {
                assertThatThrownBy(() -> call.look("say")).hasMessageContaining("asks for no approvals");
                assertThatThrownBy(() -> call.look("nowhere")).hasMessageContaining("there is no step nowhere");
                assertThat(call.look("flip").covers()).isEmpty();
                assertThatThrownBy(() -> call.approve("flip", "")).hasMessageContaining("is no reviewer");
            }
        });
    }

    @Test
    void whatIsNoLanguageEndsTheConversationAndNothingElse() throws Exception {
        begin((robot, place) -> {
            for (var wrong : List.of(
                    "garbage\n",
                    "\u0000\u0001\u0002\n",
                    "GET / HTTP/1.1\r\n\r\n",
                    "{\"v\":1,\"is\":\"drive\"}\n",
                    "{\"v\":9,\"is\":\"look\",\"step\":\"flip\"}\n",
                    "{\"v\":1,\"is\":\"look\"}\n",
                    "{\"v\":1,\"is\":\"approve\",\"step\":\"flip\",\"digest\":7}\n",
                    "{\"v\":1,\"is\":\"attach\"}\n{\"v\":1,\"is\":\"output\",\"id\":1,\"step\":\"say\",\"attempt\":1,\"from\":-1,\"most\":1}\n",
                    "{\"v\":1,\"is\":\"attach\"}\n{\"v\":1,\"is\":\"output\",\"id\":1,\"step\":\"../say\",\"attempt\":1,\"from\":0,\"most\":1}\n",
                    "{\"v\":1,\"is\":\"attach\"}\n{\"v\":1,\"is\":\"want\",\"id\":1,\"step\":\"say\"}\n")) {
                try (var channel = connect(place)) {
                    channel.write(ByteBuffer.wrap(wrong.getBytes(UTF_8)));
                    readToTheEnd(channel);
                }
            }
            try (var channel = connect(place)) {
                channel.write(ByteBuffer.wrap("{\"v\":1,\"is\":\"lo".getBytes(UTF_8)));
                channel.shutdownOutput();
                readToTheEnd(channel);
            }
            stillWorks(robot, place);
        });
    }

    @Test
    void aHundredMegabytesAreNotRead() throws Exception {
        begin((robot, place) -> {
            try (var channel = connect(place)) {
                var piece = new byte[1 << 20];
                assertThatThrownBy(() -> {
                            for (int n = 0; n < 100; n++) {
                                var bytes = ByteBuffer.wrap(piece);
                                while (bytes.hasRemaining()) {
                                    channel.write(bytes);
                                }
                            }
                        })
                        .isInstanceOf(IOException.class);
            }
            stillWorks(robot, place);
        });
    }

    @Test
    void whoNeverReadsIsDroppedAndNobodyWaits() throws Exception {
        begin((robot, place) -> {
            try (var channel = connect(place)) {
                channel.write(ByteBuffer.wrap("{\"v\":1,\"is\":\"attach\"}\n".getBytes(UTF_8)));
                var words = "x".repeat(3000);
                long slowest = 0;
                for (int n = 0; n < 300; n++) {
                    long began = System.nanoTime();
                    robot.does(new Intent.AddNote(null, words));
                    slowest = Math.max(slowest, System.nanoTime() - began);
                }
                assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(4));
                // The kernel's buffer is full; five seconds later the run lets go of it.
                var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
                while (writable(channel)) {
                    assertThat(System.nanoTime()).as("dropped in time").isLessThan(deadline);
                    Thread.onSpinWait();
                }
            }
            stillWorks(robot, place);
        });
    }

    /** Guests that say nothing keep nobody else out. */
    @Test
    void manyWhoSayNothingAreNotInTheWay() throws Exception {
        begin((robot, place) -> {
            var silent = new java.util.ArrayList<SocketChannel>();
            for (int n = 0; n < 20; n++) {
                silent.add(connect(place));
            }
            stillWorks(robot, place);
            for (var channel : silent) {
                channel.close();
            }
        });
    }

    private static boolean writable(SocketChannel channel) {
        try {
            channel.write(ByteBuffer.wrap("{\"v\":1,\"is\":\"preview\",\"id\":1,\"step\":\"say\"}\n".getBytes(UTF_8)));
            return true;
        } catch (IOException dropped) {
            return false;
        }
    }

    private static void stillWorks(Robot robot, Meeting.Place place) throws IOException, InterruptedException {
        robot.does(new Intent.AddNote(null, "still here"));
        try (var call = Call.to(place);
                var remote = RemoteRun.join(call, AttachCommand::plan, () -> {})) {
            new Watcher(remote).await(it -> !it.notes().isEmpty());
        }
        assertThat(robot.await("a run", it -> true).status("flip").gate()).isInstanceOf(Gate.Locked.class);
    }

    private static SocketChannel connect(Meeting.Place place) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(place.socket()));
        return channel;
    }

    /** Returns when the run has closed the conversation. */
    private static void readToTheEnd(SocketChannel channel) {
        var bytes = ByteBuffer.allocate(8192);
        try {
            while (channel.read(bytes.clear()) > 0) {
                // A snapshot may come before the mistake is found.
            }
        } catch (IOException reset) {
            // Closed with something unread.
        }
    }

    private interface Drives {
        void with(Robot robot, Meeting.Place place) throws Exception;
    }

    private String run() throws IOException {
        try (var runs = Files.list(RunPaths.runs(folder.resolve("state")))) {
            return runs.findFirst().orElseThrow().getFileName().toString();
        }
    }

    private void begin(Drives drives) throws Exception {
        var file = Files.writeString(folder.resolve("door.yml"), CHECKLIST);
        var checklist = Loader.load(file, REGISTRY).checklist().orElseThrow();
        var paths = RunFolder.make(folder.resolve("state"), file, checklist);
        var company = new Pairing.Company(new Reviewers(folder.resolve("reviewers")), new Meeting(folder));
        new Drive(
                        folder.resolve("state"),
                        REGISTRY,
                        (feed, control) -> drive(paths, new Robot(feed, control), drives),
                        company)
                .begin(paths, checklist, folder, Map.of(), false);
    }

    private void drive(RunPaths paths, Robot robot, Drives drives) throws InterruptedException {
        try {
            drives.with(robot, place(paths));
        } catch (RuntimeException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The door is opened beside the run. */
    private Meeting.Place place(RunPaths paths) throws IOException {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        for (; ; ) {
            var found = new Meeting(folder).find(paths.id());
            if (!found.isEmpty()) {
                return found.getFirst();
            }
            assertThat(System.nanoTime()).as("the door opens").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** What a watcher has seen. */
    private static final class Watcher implements RunFeed.Listener {
        private Run run;

        Watcher(RunFeed feed) {
            synchronized (this) {
                run = feed.follow(this);
            }
        }

        @Override
        public synchronized void changed(Run now, List<Event> events) {
            run = now;
            notifyAll();
        }

        @Override
        public void moved(String step) {}

        synchronized Run await(Predicate<Run> wanted) throws InterruptedException {
            var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!wanted.test(run)) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                assertThat(left).as("waited in vain, it stands at %s", run).isPositive();
                wait(left);
            }
            return run;
        }
    }
}
