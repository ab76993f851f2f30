package dev.holdpoint.step;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs pieces of work in the order given, so many at once. Closing it interrupts what is left. */
public final class SideBySide implements AutoCloseable {
    private final ExecutorService threads;
    private final List<Future<?>> pieces = new ArrayList<>();

    public SideBySide(int atOnce) {
        threads = Executors.newFixedThreadPool(
                atOnce, Thread.ofVirtual().name("beside ", 1).factory());
    }

    /**
     * What is asked of several, all of them at once.
     *
     * @return what each has answered, in their order
     * @throws RuntimeException what the first of them that failed has thrown; the others are ended then
     */
    public static <T> List<T> all(List<Callable<T>> asked) throws InterruptedException {
        try (var side = new SideBySide(asked.size())) {
            var answers = asked.stream().map(side::asked).toList();
            side.await();
            return answers.stream().map(Future::resultNow).toList();
        }
    }

    public void add(Work work) {
        var _ = asked(() -> {
            work.run();
            return true;
        });
    }

    private <T> Future<T> asked(Callable<T> piece) {
        var answer = threads.submit(piece);
        pieces.add(answer);
        return answer;
    }

    /**
     * Waits for all.
     *
     * @throws RuntimeException what the first of them that failed has thrown
     */
    public void await() throws InterruptedException {
        try {
            for (var piece : pieces) {
                piece.get();
            }
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case InterruptedException interrupted -> throw interrupted;
                case null, default -> throw new IllegalStateException(failed.getCause());
            }
        }
    }

    /** Interrupts what still runs and waits a moment for it to leave: work ends at its next wait. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** One piece that has no answer. */
    public interface Work {
        void run() throws InterruptedException;
    }
}
