package dev.holdpoint.console;

import dev.holdpoint.console.model.Output;
import dev.holdpoint.run.OutputSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Follows the output of one attempt into its pane, on a thread of its own, so that a flood never stands before a key. Who is far behind
 * skips to the tail: nobody can read it, and the whole of it is in the file.
 */
final class OutputReader implements AutoCloseable {
    /** What a screen may be behind, in bytes, before the middle is left out. */
    private static final long BEHIND = 8L << 20;

    /** What is read of it then: more rows than the pane keeps, for lines of ordinary length. */
    private static final long TAIL = 2L << 20;

    /** Until the tail is looked at again then. To read and to draw a flood as fast as it comes takes all processors from whoever makes it. */
    private static final Duration REST = Duration.ofMillis(100);

    private static final int CHUNK = 32 << 10;

    /** Chunks whose questions wait for the end of a drain; a flood of questions gets no flood of answers. */
    private static final int MOST_ASKED = 16;

    private final OutputSource source;
    private final Output output;
    private final Runnable moved;
    private final Answerer answerer;
    private final Semaphore news = new Semaphore(1);
    private final Thread thread;
    private final List<Asked> asked = new ArrayList<>();
    private long offset;

    /** What the terminal answers to a chunk of output, and when that came: what was asked long ago may be read together with what is now. */
    private record Asked(String answer, Instant at) {}

    /** Types at the step what its terminal answers. */
    @FunctionalInterface
    interface Answerer {
        /** @param asked when the step printed the question */
        void answer(String step, byte[] answer, Instant asked);
    }

    private OutputReader(OutputSource source, Output output, Runnable moved, Answerer answerer) {
        this.source = source;
        this.output = output;
        this.moved = moved;
        this.answerer = answerer;
        this.thread = Thread.ofVirtual().name("output-" + output.step()).unstarted(this::follow);
    }

    /**
     * @param moved called on the reader's thread whenever the pane has changed
     * @param answerer called there too
     */
    static OutputReader start(OutputSource source, Output output, Runnable moved, Answerer answerer) {
        var reader = new OutputReader(source, output, moved, answerer);
        reader.thread.start();
        return reader;
    }

    Output output() {
        return output;
    }

    OutputSource source() {
        return source;
    }

    /** There may be more; any thread. */
    void nudge() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void follow() {
        var chunk = new byte[CHUNK];
        try {
            while (!Thread.interrupted()) {
                // The wait has an end because a nudge may come while the last bytes are still on their way to the file.
                if (news.tryAcquire(1, TimeUnit.SECONDS)) {
                    news.drainPermits();
                }
                if (drain(chunk)) {
                    Thread.sleep(REST);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException unreadable) {
            output.pane()
                    .write(("\r\n[the output cannot be read: " + unreadable.getMessage() + "]\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            moved.run();
        }
    }

    /** @return whether the middle was left out, and there is more behind the tail that was read */
    private boolean drain(byte[] chunk) throws IOException {
        boolean some = false;
        long tail = Long.MAX_VALUE;
        while (!Thread.currentThread().isInterrupted()) {
            long size = source.size();
            if (size - offset > BEHIND) {
                output.skipped().addAndGet(size - TAIL - offset);
                offset = size - TAIL;
                tail = size;
            }
            int count = source.read(offset, chunk);
            if (count <= 0) {
                break;
            }
            offset += count;
            output.pane().write(chunk, 0, count);
            listen();
            some = true;
            moved.run();
            if (offset >= tail) {
                return true;
            }
        }
        if (some) {
            answer();
            moved.run();
        }
        return false;
    }

    private void listen() throws IOException {
        var answer = output.pane().answers();
        if (!answer.isEmpty() && asked.size() < MOST_ASKED) {
            asked.add(new Asked(answer, source.cameAt(offset - 1)));
        }
    }

    /** Who has asked waits, and prints nothing more: so not before all has been read. */
    private void answer() {
        asked.forEach(it -> answerer.answer(output.step(), it.answer().getBytes(StandardCharsets.UTF_8), it.at()));
        asked.clear();
    }
}
