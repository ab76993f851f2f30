package dev.holdpoint.console.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/**
 * The operator's real terminal as a full screen: raw mode, alternate screen, bracketed paste, keys and resizes as
 * events. Whatever happens to the program (its end, an exception, SIGTERM, SIGHUP), {@link #close} gives the terminal
 * back as it was; only after a kill -9 the launcher has to. Forks nothing, unpacks nothing, asks the terminal nothing.
 *
 * <p>Owned by the loop's thread, except {@link #close}, which any thread may call, also twice.
 */
public final class TtyScreen implements Display, AutoCloseable {
    /** What puts a terminal right: to be used by a launcher too, after a kill -9, together with {@code stty}. */
    public static final String RESTORE =
            "\u001b[?2026l\u001b[?1006l\u001b[?1000l\u001b[?2004l\u001b[0m\u001b[H\u001b[2J\u001b[?25h\u001b[?1049l";

    private static final String ENTER = "\u001b[?1049h\u001b[?2004h\u001b[0m\u001b[2J";
    private static final String WHEEL = "\u001b[?1000h\u001b[?1006h";

    /** A terminal that takes no bytes for so long (a dead ssh) does not get the farewell sequence either. */
    private static final int CLOSE_MILLIS = 500;

    /** Without a CONT for so long there is no shell that could continue us, and we were never stopped. */
    private static final int STOP_MILLIS = 1000;

    /** A signal that nobody sends, and that does nothing. */
    private static final String UNUSED = "URG";

    private enum State {
        SHOWN,
        AWAY,
        CLOSED
    }

    private final TerminalSetup setup;
    private final Consumer<Input> events;
    private final byte[] saved;
    private final byte[] raw;
    private final FrameWriter writer;
    private final KeyReader keys;
    private final ReentrantLock lock = new ReentrantLock();
    private final Semaphore continued = new Semaphore(0);
    private final Thread hook = new Thread(this::close, "terminal-restore");
    private volatile State state = State.AWAY;
    private volatile boolean stopping;
    private boolean reading;
    private volatile Size size;

    @SuppressWarnings("resource") // standard output is not ours to close
    private TtyScreen(TerminalSetup setup, byte[] saved, Consumer<Input> events) throws IOException {
        this.setup = setup;
        this.events = events;
        this.saved = saved;
        this.raw = Posix.raw(saved);
        this.size = Posix.size(Posix.STDOUT);
        this.writer = new FrameWriter(new FileOutputStream(FileDescriptor.out), setup, size);
        this.keys = new KeyReader(events);
    }

    /**
     * Takes the terminal.
     *
     * @param events gets keys, resizes and the like, on other threads; {@link Loop#input}
     * @throws IOException if standard input or output is no terminal, or one that can't show a full screen; the message
     *     is fit for the operator
     */
    public static TtyScreen open(TerminalSetup setup, Consumer<Input> events) throws IOException {
        return open(setup, System.getenv(), events);
    }

    /** Why a terminal of this kind can show no full screen, for the operator; empty where it can. */
    public static Optional<String> refusal(Map<String, String> env) {
        String term = env.getOrDefault("TERM", "");
        return term.isEmpty() || term.equals("dumb")
                ? Optional.of("TERM is '" + term + "', which cannot show a full screen: use --line")
                : Optional.empty();
    }

    static TtyScreen open(TerminalSetup setup, Map<String, String> env, Consumer<Input> events) throws IOException {
        var refusal = refusal(env);
        if (refusal.isPresent()) {
            throw new IOException(refusal.get());
        }
        byte[] saved = Posix.attributes(Posix.STDIN);
        if (saved == null || Posix.attributes(Posix.STDOUT) == null) {
            throw new IOException("standard input and output must be a terminal for the full screen: use --line");
        }
        TtyScreen screen = new TtyScreen(setup, saved, events);
        screen.begin();
        return screen;
    }

    /**
     * Loads what asks the terminal, has the JVM write the class for handlers of signals, and sends a frame nowhere: what every start needs, made
     * ready beside other work. Neither touches the terminal nor fails.
     */
    public static void prepare(TerminalSetup setup, Frame frame) {
        Posix.prepare();
        Signals.register(UNUSED, () -> {});
        try {
            new FrameWriter(OutputStream.nullOutputStream(), setup, frame.size()).draw(frame, frame.size());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to nowhere", e);
        }
    }

    @Override
    public Size size() {
        return size;
    }

    /** {@inheritDoc} Keys are read from the first one on: to wait for them takes a call that is linked first, and no frame waits for that. */
    @Override
    public void draw(Frame frame) {
        locked(() -> {
            if (state == State.SHOWN) {
                writer.draw(frame, size);
            }
        });
        if (!reading) {
            reading = true;
            keys.start();
        }
    }

    @Override
    public void theme(Theme theme) {
        locked(() -> writer.theme(theme));
    }

    @Override
    public void bell() {
        locked(() -> {
            if (state == State.SHOWN) {
                writer.write("\u0007");
            }
        });
    }

    /** {@inheritDoc} Where nobody could continue us (no shell above), it comes back after a second. */
    @Override
    public void suspend() {
        leave();
        continued.drainPermits();
        stopping = true;
        Signals.registerDefault("TSTP");
        try {
            Posix.stopGroup();
            // The stop may come an instant after kill(2) returns; only SIGCONT tells that it is over.
            boolean _ = continued.tryAcquire(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            stopping = false;
            Signals.register("TSTP", this::onStop);
            enter();
        }
    }

    /**
     * {@inheritDoc} Ctrl-C means that other program only: caught here and not ignored, which it would inherit. Ctrl-Z stops both at once, as
     * every job of a shell.
     */
    @Override
    public void outside(Runnable work) {
        var interrupted = Signals.register("INT", () -> {});
        Signals.registerDefault("TSTP");
        leave();
        try {
            work.run();
        } finally {
            enter();
            Signals.register("TSTP", this::onStop);
            Signals.unregister("INT", interrupted);
        }
    }

    /** Gives the terminal back for good. Frames that come later are dropped. */
    @Override
    public void close() {
        boolean mine = false;
        try {
            mine = lock.tryLock(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        try {
            State was = state;
            state = State.CLOSED;
            if (was == State.SHOWN) {
                keys.pause();
                giveBack(mine);
            }
        } finally {
            if (mine) {
                lock.unlock();
            }
        }
        forgetHook();
    }

    private void begin() {
        Runtime.getRuntime().addShutdownHook(hook);
        Signals.register("WINCH", this::onResize);
        Signals.register("CONT", this::onContinue);
        Signals.register("TSTP", this::onStop);
        enter();
    }

    /** What was typed before is not taken: it was meant for a screen that nobody had seen, or for a pager that is gone. */
    private void enter() {
        locked(() -> {
            if (state == State.AWAY) {
                Posix.setAttributesAfresh(Posix.STDIN, raw);
                size = Posix.size(Posix.STDOUT);
                writer.forget();
                writer.write(setup.mouse() ? ENTER + WHEEL : ENTER);
                state = State.SHOWN;
            }
        });
        keys.resume();
    }

    private void leave() {
        keys.pause();
        locked(() -> {
            if (state == State.SHOWN) {
                state = State.AWAY;
                giveBack(true);
            }
        });
    }

    /**
     * @param orderly false when another thread is stuck in a write: then only the line discipline is put right
     */
    private void giveBack(boolean orderly) {
        if (orderly) {
            try {
                writer.write(RESTORE);
            } catch (IOException gone) {
                // There is no terminal left to put right.
            }
        }
        Posix.setAttributes(Posix.STDIN, saved);
    }

    private void onResize() {
        size = Posix.size(Posix.STDOUT);
        events.accept(new Input.Resized(size));
    }

    /** Continued: by us after {@link #suspend}, or after somebody's SIGSTOP, when the shell has had the terminal. */
    private void onContinue() {
        if (stopping) {
            continued.release();
            return;
        }
        locked(() -> {
            if (state == State.SHOWN) {
                state = State.AWAY;
                enter();
                events.accept(new Input.Resumed());
            }
        });
    }

    private void onStop() {
        events.accept(new Input.SuspendAsked());
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyGoing) {
            // This is the hook, or it has had its turn.
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    /** Runs under the lock; a terminal that is gone means no key will come either. */
    private void locked(Writing work) {
        lock.lock();
        try {
            work.run();
        } catch (IOException gone) {
            state = State.CLOSED;
            events.accept(new Input.Hangup());
        } finally {
            lock.unlock();
        }
    }
}
