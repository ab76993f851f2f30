package dev.holdpoint.target.host;

import org.jspecify.annotations.Nullable;

/**
 * A host as a checklist names it: what {@code ssh} needs to reach it. What is null is left to {@code ~/.ssh/config}.
 *
 * @param target its name in the checklist; {@code local} is this machine
 * @param ssh where it is, as {@code ssh} takes it: {@code root@203.0.113.10}, or a name of {@code ~/.ssh/config}
 * @param key path of a private key
 * @param secret the passphrase of that key, or the password of the login; never on a command line
 * @param via the host that it is reached through
 * @param sudo null where commands run as whoever logs in
 */
public record Host(
        String target,
        String ssh,
        @Nullable Integer port,
        @Nullable String key,
        @Nullable String secret,
        @Nullable Host via,
        @Nullable Sudo sudo) {
    /**
     * That all commands there run as root, by {@code sudo}.
     *
     * @param password null where it asks for none; never on a command line
     */
    public record Sudo(@Nullable String password) {
        @Override
        public String toString() {
            return "sudo";
        }
    }

    /** One whose commands run as whoever logs in. */
    public Host(
            String target,
            String ssh,
            @Nullable Integer port,
            @Nullable String key,
            @Nullable String secret,
            @Nullable Host via) {
        this(target, ssh, port, key, secret, via, null);
    }

    /** The name of this machine, which always exists. */
    public static final String LOCAL = "local";

    /** This machine. */
    public static final Host HERE = new Host(LOCAL, "", null, null, null, null);

    public boolean local() {
        return target.equals(LOCAL);
    }

    /** For messages: never the secret. */
    @Override
    public String toString() {
        return local() ? "this machine" : target + " (" + ssh + (port == null ? "" : ":" + port) + ")";
    }
}
