package dev.holdpoint.target.host.ssh;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One command on a host, through a connection. To close it ends the command's input and output, and not the command. */
final class Session implements AutoCloseable {
    private final Master master;
    private final Process process;
    private final @Nullable Path errors;
    private volatile boolean refused;

    /**
     * The caller has counted it in.
     *
     * @param errors file for what {@code ssh} and the start files of the login shell say; null where the caller reads that himself
     */
    Session(Master master, String command, @Nullable Path errors) throws IOException {
        this.master = master;
        this.errors = errors;
        try {
            ProcessBuilder ssh = SshCommand.session(master.socket(), command);
            process = (errors == null ? ssh : ssh.redirectError(errors.toFile())).start();
            password();
        } catch (IOException e) {
            master.leave();
            throw e;
        }
    }

    /** One that has ended already says itself why. */
    private void password() {
        try {
            Remote.password(master.host(), process.getOutputStream());
        } catch (IOException ended) {
            process.destroy();
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
        if (master.ends()) {
            return master.lost();
        }
        String says = new SshLog(said).and(errors()).complaint();
        return new IOException("lost a session on " + master + (says.isEmpty() ? "" : ": " + says));
    }

    /** True where the host allows no more sessions on this connection; nothing has run then. */
    boolean refused(String said) throws HostRefused {
        refused = said.contains("Session open refused by peer");
        if (refused) {
            master.full();
        }
        return refused;
    }

    boolean refused() throws HostRefused {
        return refused(errors());
    }

    private String errors() {
        try {
            return errors == null ? "" : SshLog.read(errors).text();
        } catch (IOException e) {
            return "";
        }
    }

    /** Ends it under its reader, who then reads to the end: to destroy the process would close the stream in his hands. */
    void cut() {
        process.toHandle().destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        if (!refused) {
            master.served();
        }
        master.leave();
        if (errors != null) {
            errors.toFile().delete();
        }
    }
}
