package dev.holdpoint.target.host.ssh;

import java.time.Duration;
import java.util.List;

/**
 * How {@code ssh} is called for all hosts.
 *
 * @param options in front of all others, as {@code -F} and a file
 * @param alive a host that says nothing for so long is asked whether it is there, whole seconds; after three times without an answer the connection is given up
 * @param patience with a connection that is being opened
 */
public record SshSettings(List<String> options, Duration alive, Duration patience) {
    /** Where this is set, {@code ssh} reads this file and not {@code ~/.ssh/config}. */
    private static final String CONFIG = "holdpoint.ssh.config";

    public SshSettings {
        options = List.copyOf(options);
    }

    public static SshSettings standard() {
        String config = System.getProperty(CONFIG);
        return new SshSettings(
                config == null ? List.of() : List.of("-F", config), Duration.ofSeconds(5), Duration.ofSeconds(10));
    }
}
