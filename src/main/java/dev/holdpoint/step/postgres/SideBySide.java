package dev.holdpoint.step.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs pieces of work in the order given, so many at once. Closing it interrupts what is left. */
final class SideBySide implements AutoCloseable {
    private final ExecutorService threads;
    private final List<Future<?>> pieces = new ArrayList<>();

    SideBySide(int atOnce) {
        threads = Executors.newFixedThreadPool(
                atOnce, Thread.ofVirtual().name("postgres ", 1).factory());
    }

    /** @param goOn asked when its turn comes; false leaves it out */
    void add(BooleanSupplier goOn, Work work) {
        pieces.add(threads.submit(() -> {
            if (goOn.getAsBoolean()) {
                work.run();
            }
            return null;
        }));
    }

    /** Waits for all. */
    void await() throws InterruptedException {
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

    /** One piece. Its failures are its own to keep; only an interrupt leaves it. */
    interface Work {
        void run() throws InterruptedException;
    }
}
