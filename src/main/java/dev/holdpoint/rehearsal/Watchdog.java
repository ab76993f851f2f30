package dev.holdpoint.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parent of a lab's servers: a small shell that reads a pipe from us. When the pipe ends, however we ended, it stops the
 * servers and removes the lab's folder. It runs in a session of its own, so that Ctrl-C and a closed terminal do not reach it.
 *
 * <p>Who has made the folder {@code taken} in the lab owns it: that is how a program that comes back takes over from a watchdog
 * that waits, without a race at the end of its waiting.
 */
final class Watchdog {
    // A process is ours only if it works inside the lab: its number may have been given to another since.
    private static final String SCRIPT = """
            lab=$1
            grace=0
            pids=
            trap 'grace=0' HUP INT TERM
            while IFS=' ' read -r word rest; do
                case $word in
                start) sh "$lab/servers/$rest/start" </dev/null >>"$lab/servers/$rest/log" 2>&1 & echo $! >>"$lab/pids" ;;
                leave) grace=$rest; break ;;
                esac
            done
            if [ "$grace" -gt 0 ]; then
                pids=$(cat "$lab/pids")
                rmdir "$lab/taken"
                while [ "$grace" -gt 0 ] && [ -d "$lab" ]; do
                    sleep 1
                    [ ! -d "$lab/taken" ] || exit 0
                    grace=$((grace - 1))
                done
                [ ! -d "$lab" ] || mkdir "$lab/taken" 2>/dev/null || exit 0
            fi
            ours() { case $(readlink "/proc/$1/cwd") in "$lab"/*) return 0 ;; *) return 1 ;; esac; }
            [ ! -r "$lab/pids" ] || pids=$(cat "$lab/pids")
            for pid in $pids; do ours "$pid" && kill -QUIT "$pid"; done
            tries=200
            for pid in $pids; do
                while ours "$pid" && [ "$tries" -gt 0 ]; do sleep 0.02; tries=$((tries - 1)); done
                ours "$pid" && kill -KILL "$pid"
            done
            rm -rf -- "$lab"
            [ -z "$2" ] || rmdir -- "$2" 2>/dev/null
            """;

    /** From the end of a program, which frees its run's lock, to the moment when its watchdog has let the lab go, or cleared it. */
    private static final Duration ENDING = Duration.ofSeconds(10);

    private static final Duration BETWEEN = Duration.ofMillis(20);

    private final Path lab;
    private final Process shell;

    private Watchdog(Path lab, Process shell) {
        this.lab = lab;
        this.shell = shell;
    }

    /** Waits for the watchdog of a program that has just ended. Where somebody still has the lab then, {@link #over} says so. */
    static void awaitFree(Path lab) {
        long deadline = System.nanoTime() + ENDING.toNanos();
        try {
            while (Files.exists(lab.resolve("taken")) && System.nanoTime() < deadline) {
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Watches a lab that we own from now on.
     *
     * @param lab a folder that exists; removed at the end
     * @param around the folder around it, which is removed too where nothing else is in it then; null where that stays
     * @throws LabProblem when somebody else owns it, or no shell can be started
     */
    static Watchdog over(Path lab, @Nullable Path around) {
        try {
            Files.createDirectory(lab.resolve("taken"));
            var shell = new ProcessBuilder(List.of(
                            "setsid",
                            "sh",
                            "-c",
                            SCRIPT,
                            "holdpoint-lab",
                            lab.toRealPath().toString(),
                            around == null ? "" : around.toRealPath().toString()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Watchdog(lab, shell);
        } catch (IOException e) {
            throw new LabProblem("the lab in " + lab + " cannot be watched (" + e.getMessage() + "); is it in use?", e);
        }
    }

    /** Starts {@code servers/NAME/start} as a child of the watchdog. */
    void start(String server) {
        tell("start " + server);
    }

    /** Lets everything run without us for so long; then the watchdog clears up, unless somebody took over. */
    void leave(Duration grace) {
        tell("leave " + Math.max(1, grace.toSeconds()));
    }

    /** Stops everything and waits until the folder is gone. */
    void close() {
        try {
            shell.getOutputStream().close();
            shell.waitFor();
        } catch (IOException e) {
            throw new LabProblem("the lab in " + lab + " cannot be stopped (" + e.getMessage() + ")", e);
        } catch (InterruptedException e) {
            // The shell goes on clearing up without us.
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String line) {
        try {
            var pipe = shell.getOutputStream();
            pipe.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            pipe.flush();
        } catch (IOException e) {
            throw new LabProblem("the watchdog of the lab in " + lab + " is gone: start the rehearsal again", e);
        }
    }
}
