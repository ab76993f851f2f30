package dev.holdpoint.console.terminal;

import java.util.Optional;
import org.jline.utils.Signals;

/**
 * The operator's real terminal without a screen: keys come one by one and unechoed, what is written scrolls away as it always did. Sends
 * nothing of its own. Whatever happens to the program, the terminal is given back as it was, its line speed included.
 */
public final class TtyLines implements AutoCloseable {
    private final byte[] saved;
    private final Thread hook = new Thread(this::giveBack, "terminal-restore");

    private TtyLines(byte[] saved) {
        this.saved = saved;
    }

    /** Takes standard input; empty where it is no terminal. */
    public static Optional<TtyLines> open() {
        byte[] saved = Posix.attributes(Posix.STDIN);
        if (saved == null) {
            return Optional.empty();
        }
        var lines = new TtyLines(saved);
        Runtime.getRuntime().addShutdownHook(lines.hook);
        // After somebody's SIGSTOP the shell has had the terminal.
        Signals.register("CONT", lines::take);
        lines.take();
        return Optional.of(lines);
    }

    private void take() {
        Posix.setAttributes(Posix.STDIN, Posix.unechoed(saved));
    }

    private void giveBack() {
        Posix.setAttributes(Posix.STDIN, saved);
    }

    /** Columns and rows as of now; 80 × 24 where nobody knows, as on a serial line. */
    public Size size() {
        return Posix.size(Posix.STDOUT);
    }

    /** Back to the shell, as ctrl-Z; returns when somebody has continued the program, at once where nobody could. */
    public void suspend() {
        giveBack();
        Posix.stopGroup();
        take();
    }

    @Override
    public void close() {
        Signals.registerDefault("CONT");
        giveBack();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyGoing) {
            // The hook has its turn.
        }
    }
}
