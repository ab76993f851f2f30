package dev.holdpoint.cli;

import dev.holdpoint.operator.TerminalGone;
import java.io.IOException;
import org.jline.utils.Signals;

/** What ends a conversation with the operator from outside: SIGHUP, for the terminal is gone, and SIGTERM, which asks the program to end. */
final class Ending implements AutoCloseable {
    private final Object hup = Signals.register("HUP", () -> come(false));
    private final Object term = Signals.register("TERM", () -> come(true));
    private boolean gone;
    private boolean asked;
    private @org.jspecify.annotations.Nullable Thread talking;

    /** A conversation. */
    interface Talk {
        void run() throws IOException, InterruptedException;
    }

    /** Returns when it is over, by the operator's wish or from outside. */
    void during(Talk talk) throws IOException, InterruptedException {
        synchronized (this) {
            if (ended()) {
                return;
            }
            talking = Thread.currentThread();
        }
        try {
            talk.run();
        } catch (TerminalGone closed) {
            come(false);
        } catch (InterruptedException e) {
            if (!ended()) {
                throw e;
            }
        } finally {
            silent();
        }
    }

    /** The interruption was for the conversation only: files that are written after it must not be closed by it. */
    private synchronized void silent() {
        talking = null;
        if (ended()) {
            boolean ignored = Thread.interrupted();
        }
    }

    private synchronized void come(boolean byTerm) {
        asked |= byTerm;
        gone |= !byTerm;
        if (talking != null) {
            talking.interrupt();
        }
        notifyAll();
    }

    synchronized boolean ended() {
        return gone || asked;
    }

    /** Somebody wants the program to end. */
    synchronized boolean asked() {
        return asked;
    }

    @Override
    public void close() {
        Signals.unregister("HUP", hup);
        Signals.unregister("TERM", term);
    }
}
