package dev.holdpoint.console.terminal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The console's heartbeat: messages in, model changed, frame out. A key is followed by a frame at once; everything else
 * is drawn at most 60 times a second, less often where a frame takes long, a batch at a time. Nothing polls: with no
 * message the thread sleeps until the next tick.
 *
 * <p>{@link #post} and its kin may be called from any thread; {@link #run} owns the program and the display.
 *
 * @param <M> the program's messages
 */
public final class Loop<M> {
    private static final long FRAME_NANOS = Duration.ofSeconds(1).toNanos() / 60;

    /** What a frame took is left to others so many times over: what runs is not to wait for what only shows it. */
    private static final int SHARE = 3;

    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    /** How long ordinary messages are handled before the screen gets its turn. */
    private static final long BATCH_NANOS = Duration.ofMillis(4).toNanos();

    private final Program<M> program;
    private final long tickNanos;
    private final Inbox<M> inbox = new Inbox<>();
    private volatile boolean stopped;
    private volatile @Nullable Thread owner;
    private volatile boolean suspendAsked;
    private boolean dirty = true;
    private boolean urgent = true;
    private long pauseNanos = FRAME_NANOS;
    private long lastFrame = System.nanoTime() - FRAME_NANOS;

    /** A loop that ticks every second. */
    public Loop(Program<M> program) {
        this(program, Duration.ofSeconds(1));
    }

    /** A loop with a clock of its own pace. */
    public Loop(Program<M> program, Duration tick) {
        this.program = program;
        this.tickNanos = tick.toNanos();
    }

    /** Adds a message; never waits. */
    public void post(M message) {
        inbox.put(message);
    }

    /** Adds a message unless an equal one of this kind still waits: "there is more output of step 3". */
    public void postOnce(M message) {
        inbox.putOnce(message);
    }

    /** Adds what the terminal says; it overtakes ordinary messages. Give this to {@link TtyScreen#open}. */
    public void input(Input input) {
        if (input instanceof Input.SuspendAsked) {
            suspendAsked = true;
        }
        inbox.putUrgent(program.input(input));
    }

    /** Ends {@link #run} after the message at hand. */
    public void stop() {
        stopped = true;
        inbox.wake();
    }

    /**
     * Runs until {@link #stop}. What the program throws comes out here, after which the caller closes the display.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void run(Display display) throws InterruptedException {
        owner = Thread.currentThread();
        long nextTick = System.nanoTime() + tickNanos;
        while (!stopped) {
            drawIfDue(display);
            handleBatch(dirty ? earlier(lastFrame + pauseNanos, nextTick) : nextTick);
            if (suspendAsked) {
                suspendAsked = false;
                display.suspend();
                input(new Input.Resumed());
            }
            long now = System.nanoTime();
            if (now - nextTick >= 0) {
                handle(program.tick());
                nextTick = now + tickNanos;
            }
        }
    }

    /**
     * Says who may touch what the loop owns.
     *
     * @throws IllegalStateException on any other thread while the loop runs
     */
    public void assertOwner() {
        Thread running = owner;
        if (running != null && !running.equals(Thread.currentThread())) {
            throw new IllegalStateException("only on the loop thread, not on " + Thread.currentThread());
        }
    }

    private void drawIfDue(Display display) {
        if (dirty && (urgent || System.nanoTime() - lastFrame >= pauseNanos)) {
            lastFrame = System.nanoTime();
            dirty = false;
            urgent = false;
            display.draw(program.view(display.size()));
            long took = System.nanoTime() - lastFrame;
            pauseNanos = Math.clamp(took * (1 + SHARE), FRAME_NANOS, LONGEST_PAUSE_NANOS);
        }
    }

    /** Handles what has come, up to the first moment when the screen should be drawn. */
    private void handleBatch(long deadline) throws InterruptedException {
        Inbox.@Nullable Taken<M> taken = inbox.take(deadline);
        long started = System.nanoTime();
        while (taken != null) {
            handle(taken.message());
            urgent |= taken.urgent();
            boolean enough = urgent ? !inbox.hasUrgent() : System.nanoTime() - started > BATCH_NANOS;
            if (stopped || enough) {
                return;
            }
            taken = inbox.take(System.nanoTime());
        }
    }

    /** The earlier of two moments of {@link System#nanoTime}, which may overflow. */
    private static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }

    private void handle(M message) {
        assertOwner();
        program.handle(message);
        dirty = true;
    }
}
