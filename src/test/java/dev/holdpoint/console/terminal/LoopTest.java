package dev.holdpoint.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopTest {
    private static final Duration NEVER = Duration.ofDays(1);

    /** Shows the last message and how many there were. */
    private static final class Log implements Program<String> {
        private final List<String> handled = new ArrayList<>();

        @Override
        public String input(Input input) {
            return input instanceof Key key ? key.label() : input.toString();
        }

        @Override
        public String tick() {
            return "tick";
        }

        @Override
        public void handle(String message) {
            if (message.equals("fail")) {
                throw new IllegalStateException("asked to");
            }
            handled.add(message);
        }

        @Override
        public Frame view(Size size) {
            Canvas canvas = new Canvas(size);
            canvas.put(0, 0, handled.size() + ":" + (handled.isEmpty() ? "" : handled.getLast()), Role.NORMAL);
            return canvas.frame();
        }
    }

    private final Log program = new Log();
    private final MemoryDisplay display = new MemoryDisplay(40, 2);
    private Loop<String> loop = new Loop<>(program, NEVER);
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    private void start() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        running = end;
        Thread.ofPlatform().name("loop").start(() -> {
            try {
                loop.run(display);
                end.complete(null);
            } catch (InterruptedException | RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        loop.stop();
        if (!running.isCompletedExceptionally()) {
            running.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aKeyIsFollowedByAFrame() throws InterruptedException {
        start();
        display.awaitText("0:");
        loop.input(Key.of('j'));
        display.awaitText("1:j");
    }

    @Test
    void aBurstOfKeysIsHandledInOrder() throws InterruptedException {
        start();
        for (int i = 0; i < 1000; i++) {
            loop.input(Key.of('a' + i % 26));
        }
        display.awaitText("1000:" + (char) ('a' + 999 % 26));
        assertThat(program.handled.subList(0, 27)).startsWith("a", "b").endsWith("z", "a");
    }

    @Test
    void aFloodIsDrawnAtMostSixtyTimesASecond() throws InterruptedException {
        start();
        long started = System.nanoTime();
        for (int i = 0; i < 300_000; i++) {
            loop.post("line");
        }
        display.awaitText("300000:line");
        double seconds = (System.nanoTime() - started) / 1e9;
        assertThat(display.frames()).isLessThanOrEqualTo((int) (seconds * 60) + 3);
        assertThat(program.handled).hasSize(300_000);
    }

    @Test
    void nothingIsLostWhoeverPosts() throws Exception {
        start();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int j = 0; j < 5000; j++) {
                    loop.post("line");
                    loop.input(Key.of('k'));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        display.awaitText("40000:");
        assertThat(program.handled).filteredOn("k"::equals).hasSize(20_000);
    }

    @Test
    void theClockTicks() throws InterruptedException {
        loop = new Loop<>(program, Duration.ofMillis(5));
        start();
        display.awaitText("3:tick");
    }

    @Test
    void aStopSignalSuspendsAndComesBack() throws InterruptedException {
        start();
        loop.input(new Input.SuspendAsked());
        display.awaitText("Resumed");
        assertThat(display.suspensions()).isEqualTo(1);
    }

    @Test
    void aResizeIsDrawnInTheNewSize() throws InterruptedException {
        start();
        display.awaitText("0:");
        display.resize(60, 3);
        loop.input(new Input.Resized(display.size()));
        assertThat(display.awaitText("1:Resized").size()).isEqualTo(new Size(60, 3));
    }

    @Test
    void whatTheProgramThrowsComesOut() {
        start();
        loop.post("fail");
        assertThatThrownBy(() -> running.get(10, TimeUnit.SECONDS)).hasMessageContaining("asked to");
    }

    @Test
    void onlyTheLoopMayTouchItsState() throws InterruptedException {
        loop.assertOwner();
        start();
        display.awaitText("0:");
        assertThatThrownBy(loop::assertOwner).hasMessageStartingWith("only on the loop thread");
    }

    @Test
    void keysOvertakeAndEqualNoticesAreOne() throws InterruptedException {
        Inbox<String> inbox = new Inbox<>();
        inbox.putOnce("more output");
        inbox.putOnce("more output");
        inbox.put("event");
        inbox.putUrgent("key");
        assertThat(drain(inbox)).containsExactly("key", "more output", "event");
        inbox.putOnce("more output");
        assertThat(drain(inbox)).containsExactly("more output");
    }

    @Test
    void aWaitEndsWithTheFirstMessage() throws Exception {
        Inbox<String> inbox = new Inbox<>();
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<String> taken = CompletableFuture.supplyAsync(() -> {
            waiting.countDown();
            try {
                var message =
                        inbox.take(System.nanoTime() + Duration.ofSeconds(20).toNanos());
                return message == null ? "nothing" : message.message();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
        inbox.put("event");
        assertThat(taken.get(10, TimeUnit.SECONDS)).isEqualTo("event");
    }

    private static List<String> drain(Inbox<String> inbox) throws InterruptedException {
        List<String> messages = new ArrayList<>();
        for (var taken = inbox.take(System.nanoTime()); taken != null; taken = inbox.take(System.nanoTime())) {
            messages.add(taken.message());
        }
        return messages;
    }
}
