package dev.holdpoint.target.host;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where there are no hosts but this machine, none is asked for a way. */
public final class NoWays implements Ways {
    private static IllegalStateException asked(Host host) {
        return new IllegalStateException("there is no way to " + host);
    }

    @Override
    public Shell shell(Host host) {
        throw asked(host);
    }

    @Override
    public Identity identify(Host host) {
        throw asked(host);
    }

    @Override
    public Identity known(Host host) {
        throw asked(host);
    }

    @Override
    public Shell.Answer capture(Host host, JobCommand command) {
        throw asked(host);
    }

    @Override
    public Shell.Answer captureAnew(Host host, JobCommand command) {
        throw asked(host);
    }

    @Override
    public void trust(Host host, String fingerprint) {
        throw asked(host);
    }

    @Override
    public int forward(Host host, String address, int port) {
        throw asked(host);
    }

    @Override
    public List<String> ssh() {
        return List.of("ssh");
    }

    @Override
    public List<String> rsyncShell(Host host) {
        throw asked(host);
    }

    @Override
    public Optional<Duration> silence(Host host) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
