package dev.holdpoint.target.host.ssh;

import dev.holdpoint.target.host.Host;

/** The host lets us in, and {@code sudo} there does not make us root. */
public final class SudoRefused extends HostRefused {
    private static final long serialVersionUID = 1L;

    /** @param why one line, without secrets */
    SudoRefused(Host host, String why) {
        super("sudo on " + host + ": " + why);
    }
}
