package dev.holdpoint.target.host;

import java.util.List;
import java.util.Map;

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
    public Shell.Answer capture(Host host, String text, Map<String, String> environment) {
        throw asked(host);
    }

    @Override
    public void trust(Host host, String key) {
        throw asked(host);
    }

    @Override
    public int forward(Host host, String address, int port) {
        throw asked(host);
    }

    @Override
    public List<String> ssh(Host host) {
        throw asked(host);
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
