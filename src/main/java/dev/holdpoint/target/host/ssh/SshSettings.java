package dev.holdpoint.target.host.ssh;

import java.nio.file.Path;
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
    public SshSettings {
        options = List.copyOf(options);
    }

    /** As on the command line. */
    public static SshSettings standard() {
        return new SshSettings(List.of(), Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    /** The same with another file in place of {@code ~/.ssh/config}. */
    public static SshSettings reading(Path config) {
        var standard = standard();
        return new SshSettings(List.of("-F", config.toString()), standard.alive(), standard.patience());
    }
}
