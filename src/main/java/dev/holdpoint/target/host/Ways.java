package dev.holdpoint.target.host;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The ways to other hosts. A way is opened when it is first needed, kept, and opened anew where it was lost. What a host that cannot be
 * reached is asked is an {@link IOException} whose message is one line for the operator.
 */
public interface Ways extends AutoCloseable {
    /** For durable jobs there. */
    Shell shell(Host host);

    /** Who answers, as it is now: clock and free space change. */
    Identity identify(Host host) throws IOException, InterruptedException;

    /** The same as it was first asked on the way that is open: one way leads to one machine, as one user, for as long as it lasts. */
    Identity known(Host host) throws IOException, InterruptedException;

    /**
     * Runs a short command and waits for its end.
     *
     * @return its exit status, and the last 64 KiB of its output and errors together
     */
    Shell.Answer capture(Host host, JobCommand command) throws IOException, InterruptedException;

    /**
     * The same over a connection that is opened for it, all the way from here, and closed afterwards: what it says proves that one can be
     * opened now.
     */
    Shell.Answer captureAnew(Host host, JobCommand command) throws IOException, InterruptedException;

    /**
     * From now on the host is known by the key that it shows, if that is the one that somebody has compared.
     *
     * @param fingerprint as {@code SHA256:…}
     */
    void trust(Host host, String fingerprint) throws IOException, InterruptedException;

    /** @return a port of 127.0.0.1 on this machine that leads to that address as the host sees it */
    int forward(Host host, String address, int port) throws IOException, InterruptedException;

    /** The program and the options that stand before all others, for programs of this machine that open connections of their own. */
    List<String> ssh();

    /** The words of {@code ssh}, without the host's name, for programs that go the same way: {@code rsync -e}. */
    List<String> rsyncShell(Host host) throws IOException, InterruptedException;

    /** How long there has been no word from a host; empty while none has come. A host that is there speaks every second. */
    Optional<Duration> silence(Host host);

    @Override
    void close() throws IOException;
}
