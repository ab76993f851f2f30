package dev.holdpoint.run.work;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Starts of jobs, which take milliseconds and are never cut in two: who leaves in the middle of one has begun it. The thread that waits
 * may be interrupted at any time.
 */
final class StartsUnderWay {
    private static final int PATIENCE_SECONDS = 10;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** What is done whole. */
    interface Start<T> {
        T go() throws IOException, InterruptedException;
    }

    <T> T whole(Start<T> start) throws IOException, InterruptedException {
        Future<T> begun = threads.submit(start::go);
        try {
            return begun.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException broken -> throw broken;
                case InterruptedException stopped -> throw stopped;
                case RuntimeException mistake -> throw mistake;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** Waits for those under way; none begins any more. */
    void close() throws InterruptedException {
        threads.shutdown();
        var _ = threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
