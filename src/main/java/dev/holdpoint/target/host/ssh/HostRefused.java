package dev.holdpoint.target.host.ssh;

import java.io.IOException;

/** The host can be reached and does not let us in, or its answer makes no sense. To try again alone changes nothing. */
public class HostRefused extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param says one line, without secrets */
    public HostRefused(String says) {
        super(says);
    }
}
