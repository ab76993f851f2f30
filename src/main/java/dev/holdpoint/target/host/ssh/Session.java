package dev.holdpoint.target.host.ssh;

import java.io.IOException;

/** One command on a host, through a connection. To close it ends the command's input and output, and not the command. */
final class Session implements AutoCloseable {
    private final Master master;
    private final Process process;

    /** The caller has counted it in. */
    Session(Master master, String command, boolean errorsApart) throws IOException {
        this.master = master;
        try {
            process = SshCommand.session(master.socket(), command)
                    .redirectErrorStream(!errorsApart)
                    .start();
        } catch (IOException e) {
            master.leave();
            throw e;
        }
    }

    Process process() {
        return process;
    }

    /**
     * Why it ended before its time.
     *
     * @param said what came instead of an answer
     */
    IOException broken(String said) {
        if (!master.alive()) {
            return master.lost();
        }
        String says = new SshLog(said).complaint();
        return new IOException("lost a session on " + master + (says.isEmpty() ? "" : ": " + says));
    }

    /** True where the host allows no more sessions on this connection; nothing has run then. */
    boolean refused(String said) {
        if (said.contains("Session open refused by peer")) {
            master.full();
            return true;
        }
        return false;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        master.leave();
    }
}
