package dev.holdpoint.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** A command that came to a host of a lab: a process of this machine, its three streams led through the connection. */
final class LabCommand implements Command {
    private final List<String> words;
    private final Path home;
    private final Map<String, String> environment;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream errors;
    private @Nullable ExitCallback exit;
    private @Nullable Process process;

    LabCommand(List<String> words, Path home, Map<String, String> environment) {
        this.words = words;
        this.home = home;
        this.environment = environment;
    }

    @Override
    public void setInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream errors) {
        this.errors = errors;
    }

    @Override
    public void setExitCallback(ExitCallback exit) {
        this.exit = exit;
    }

    @Override
    public void start(ChannelSession channel, Environment ignored) throws IOException {
        var builder = new ProcessBuilder(words).directory(home.toFile());
        builder.environment().putAll(environment);
        var started = builder.start();
        process = started;
        pump(in, started.getOutputStream(), true);
        var printing = pump(started.getInputStream(), out, false);
        var complaining = pump(started.getErrorStream(), errors, false);
        Thread.ofVirtual().start(() -> {
            try {
                int status = started.waitFor();
                printing.join();
                complaining.join();
                if (exit != null) {
                    exit.onExit(status);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static Thread pump(@Nullable InputStream from, @Nullable OutputStream to, boolean closing) {
        return Thread.ofVirtual().start(() -> {
            if (from == null || to == null) {
                return;
            }
            var buffer = new byte[32 * 1024];
            try {
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                    to.write(buffer, 0, n);
                    to.flush();
                }
            } catch (IOException gone) {
                // One of the two ends is: the other one learns it below.
                closeQuietly(from);
            }
            if (closing) {
                closeQuietly(to);
            }
        });
    }

    private static void closeQuietly(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception e) {
            // It is closed already.
            return;
        }
    }

    /** The connection is gone. As with a real server, what the command has started in sessions of its own goes on. */
    @Override
    public void destroy(ChannelSession channel) {
        var running = process;
        if (running != null) {
            closeQuietly(running.getOutputStream());
            closeQuietly(running.getInputStream());
            closeQuietly(running.getErrorStream());
        }
    }
}
