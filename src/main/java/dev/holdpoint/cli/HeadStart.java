package dev.holdpoint.cli;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.console.Console;
import dev.holdpoint.console.terminal.TerminalSetup;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Uses a second core for what every start needs, while the first reads the command line and the checklist. */
final class HeadStart {
    private static final Set<String> WITH_CONSOLE = Set.of("run", "resume", "rehearse", "attach");

    private HeadStart() {}

    /** The one thread beside the first, made when it is needed; gone soon after. */
    private static final class Beside {
        private static final ThreadPoolExecutor THREAD = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("head start").daemon().factory());

        static {
            THREAD.allowCoreThreadTimeOut(true);
        }
    }

    /** @param command the first word of the command line */
    static void take(String command) {
        if (WITH_CONSOLE.contains(command)) {
            Beside.THREAD.execute(HeadStart::prepare);
        }
    }

    /** Something that is needed later, and takes long; what it throws is thrown where it is asked for. */
    static <T> FutureTask<T> beside(Callable<T> work) {
        var task = new FutureTask<>(work);
        Beside.THREAD.execute(task);
        return task;
    }

    /** What goes wrong here will be met again, and told, by the one who needs it. */
    private static void prepare() {
        try {
            Loader.prepare();
            MessageDigest.getInstance("SHA-256");
            Console.prepare(TerminalSetup.of(null, System.getenv()));
        } catch (NoSuchAlgorithmException | RuntimeException e) {
            return;
        }
    }
}
