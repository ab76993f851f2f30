package dev.holdpoint.target.host;

import dev.holdpoint.target.TargetProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One command on a host that was started. Holds no connection and no file: any number of them may speak of the same job. */
public final class Job {
    /** What is read at once of a flood. */
    private static final int PIECE = 256 * 1024;

    /** The same of a job that says little: of those there are many side by side. */
    private static final int LITTLE = 8 * 1024;

    private static final int MOST_KEYS = 4096;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Shell shell;
    private final String directory;
    private final JobId id;
    private final InstantSource clock;
    private final String patience;

    Job(Shell shell, String directory, JobId id, InstantSource clock, Duration patience) {
        this.shell = shell;
        this.directory = directory;
        this.id = id;
        this.clock = clock;
        this.patience = Long.toString(patience.toMillis() / 10);
    }

    /** @return what the host says of it after the start or the attachment */
    String start(JobCommand command) throws IOException, InterruptedException {
        return ask("start", List.of(patience), Sh.start(command));
    }

    /** @return what the host says of it; a start that was cut off is over then */
    String settle() throws IOException, InterruptedException {
        return ask("settle", List.of(patience), new byte[0]);
    }

    /** @return as {@link #settle}; a start that was written down in this boot and left nothing is proven never to have begun */
    String close(String boot) throws IOException, InterruptedException {
        return ask("close", List.of(boot, patience), new byte[0]);
    }

    /** @return the id of the host's boot */
    String boot() throws IOException, InterruptedException {
        return ask("boot");
    }

    public JobId id() {
        return id;
    }

    /** Its directory on the host. */
    public String directory() {
        return directory;
    }

    /**
     * Hands all output from an offset on to the listener, in order and as it comes, and waits for the end. Output that processes left
     * in the background write after the command's own end does not count.
     *
     * @param from bytes of its output that the caller has already
     * @throws IOException if the listener or the way to the host fails; follow again from the offset reached
     * @throws InterruptedException if the thread is interrupted; the job goes on
     */
    public JobEnd follow(long from, JobListener listener) throws IOException, InterruptedException {
        for (long at = from; ; Thread.sleep(LOOK_AGAIN)) {
            at = deliver(at, listener);
            Optional<JobEnd> end = end(at);
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    /** How it ended; empty while it runs. How many bytes that were is known to the follower only. */
    private Optional<JobEnd> end(long bytes) throws IOException, InterruptedException {
        String answer = settle();
        String[] words = answer.split(" ", 2);
        String rest = words.length > 1 ? words[1].strip() : "";
        return switch (words[0]) {
            case "running" -> Optional.empty();
            case "exited" ->
                Optional.of(
                        rest.matches("\\d{1,3}")
                                ? new JobEnd.Exited(Integer.parseInt(rest), bytes, clock.instant())
                                : new JobEnd.Lost("its exit status cannot be read", bytes, clock.instant()));
            case "never" -> Optional.of(new JobEnd.NeverBegan(rest, clock.instant()));
            case "lost" -> Optional.of(new JobEnd.Lost(rest, bytes, clock.instant()));
            case "absent" -> Optional.of(new JobEnd.Lost("its directory is gone", bytes, clock.instant()));
            default -> throw new IOException("job " + id + ": the host answers '" + answer + "'");
        };
    }

    /** True while its command runs. */
    public boolean running() throws IOException, InterruptedException {
        return ask("state").equals("running");
    }

    private long deliver(long from, JobListener listener) throws IOException, InterruptedException {
        long at = from;
        byte[] buffer = new byte[LITTLE];
        try (InputStream out = shell.follow(directory, from)) {
            for (int n; (n = out.read(buffer)) >= 0; at += n) {
                listener.output(buffer, 0, n, at);
                if (n == LITTLE) {
                    buffer = new byte[PIECE];
                }
            }
        } catch (InterruptedIOException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException().initCause(e);
        }
        return at;
    }

    /**
     * Ends all its processes: TERM to each of its session and to all their descendants, and KILL to those that are left after the grace.
     * A job that has not begun never will. Returns when none is left; the follower learns the end. Processes that left the session and
     * lost their parent (daemons) are not reached.
     */
    public void cancel(Duration grace) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + grace.toNanos();
        Left left = signal("TERM");
        while (left.any() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN);
            left = signal(left.processes() == 0 ? "TERM" : "NONE");
        }
        for (int tries = 0; left.any() && tries < 50; tries++) {
            left = signal("KILL");
            Thread.sleep(left.any() ? LOOK_AGAIN : Duration.ZERO);
        }
        if (left.any()) {
            throw new TargetProblem(left.processes() + " processes of job " + id + " do not end, not even by KILL");
        }
    }

    /**
     * What there was of a job when a signal was sent.
     *
     * @param running its supervisor lives: where there is no process yet, it is about to start one
     */
    private record Left(boolean running, int processes) {
        boolean any() {
            return running || processes > 0;
        }
    }

    /** What Ctrl-C on a terminal does: INT to its processes. They may choose to go on. */
    public void interrupt() throws IOException, InterruptedException {
        signal("INT");
    }

    private Left signal(String name) throws IOException, InterruptedException {
        List<String> lines = ask("signal", List.of(name), new byte[0]).lines().toList();
        return new Left(
                lines.getFirst().equals("running"),
                lines.size() > 1 ? Integer.parseInt(lines.get(1).strip()) : 0);
    }

    /** Types at its terminal, as keys do. Nothing happens when it has ended or has no terminal. */
    public void type(byte[] keys) throws IOException, InterruptedException {
        for (int start = 0; start < keys.length; start += MOST_KEYS) {
            byte[] some = new byte[Math.min(MOST_KEYS, keys.length - start)];
            System.arraycopy(keys, start, some, 0, some.length);
            ask("type", List.of(), some);
        }
    }

    /** Gives its terminal another size; programs on it get SIGWINCH. */
    public void resize(TerminalSize size) throws IOException, InterruptedException {
        ask("size", List.of(Integer.toString(size.columns()), Integer.toString(size.rows())), new byte[0]);
    }

    /**
     * Removes its directory, after which the name is free again: only once its end and its output are safe elsewhere.
     *
     * @throws TargetProblem if it has not ended
     */
    public void discard() throws IOException, InterruptedException {
        ask("discard");
    }

    private String ask(String verb) throws IOException, InterruptedException {
        return ask(verb, List.of(), new byte[0]);
    }

    /** @return what the host says; throws where it refuses */
    private String ask(String verb, List<String> arguments, byte[] input) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(verb, directory));
        all.addAll(arguments);
        Shell.Answer answer = shell.run(Sh.PROTOCOL, all, input);
        String says = answer.output().strip();
        if (says.startsWith("refused ")) {
            throw new TargetProblem("job " + id + ": " + says.substring("refused ".length()));
        }
        if (says.isEmpty()) {
            throw new IOException("job " + id + ": sh ended with status " + answer.status() + " and no answer");
        }
        return says;
    }

    @Override
    public String toString() {
        return "job " + id;
    }
}
