package dev.holdpoint.target.host.ssh;

import dev.holdpoint.target.host.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A host on the other side of a connection. */
final class SshShell implements Shell {
    private static final int PATIENCE_SECONDS = 30;

    /** What {@code ssh} says of itself; no script of the protocol ends so. */
    private static final int SSH_FAILED = 255;

    private final Way way;

    SshShell(Way way) {
        this.way = way;
    }

    @Override
    public Answer run(String script, List<String> arguments, byte[] input) throws IOException, InterruptedException {
        String command = Remote.marked(way.host(), "exec 2>/dev/null\n" + script, arguments.toArray(String[]::new));
        while (true) {
            try (Session session = way.session(command)) {
                String said = talk(session.process(), input);
                int status = session.process().waitFor();
                int mark = Remote.mark(said);
                if (mark >= 0 && status != SSH_FAILED) {
                    way.word();
                    return new Answer(status, said.substring(mark));
                }
                if (mark >= 0 || !session.refused()) {
                    throw session.broken(mark < 0 ? said : said.substring(mark));
                }
            }
        }
    }

    private static String talk(Process process, byte[] input) throws IOException, InterruptedException {
        FutureTask<byte[]> output =
                new FutureTask<>(() -> process.getInputStream().readAllBytes());
        Thread.startVirtualThread(output);
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // It ended before it had read all of it; what it says tells why.
            return await(process, output);
        }
        return await(process, output);
    }

    private static String await(Process process, FutureTask<byte[]> output) throws IOException, InterruptedException {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("sh did not answer within " + PATIENCE_SECONDS + " s");
            }
            return new String(output.get(PATIENCE_SECONDS, TimeUnit.SECONDS), StandardCharsets.UTF_8);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IOException("cannot read what sh answers", e);
        }
    }

    @Override
    public InputStream follow(String directory, long offset) throws IOException {
        try {
            String command = Remote.marked(way.host(), Remote.FOLLOW, directory, Long.toString(offset));
            while (true) {
                RemoteOutput output = new RemoteOutput(way.listening(command), offset, way::word);
                if (output.opened()) {
                    return output;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("stopped following").initCause(e);
        }
    }
}
