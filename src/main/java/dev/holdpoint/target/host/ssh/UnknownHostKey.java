package dev.holdpoint.target.host.ssh;

/** No {@code known_hosts} has a key of this host: a person has to compare the fingerprint, once. */
public final class UnknownHostKey extends HostRefused {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final String fingerprint;

    UnknownHostKey(String host, String type, String fingerprint) {
        super("the host key of " + host + " is not known: " + type + " " + fingerprint);
        this.type = type;
        this.fingerprint = fingerprint;
    }

    /** As {@code ssh-ed25519}. */
    public String type() {
        return type;
    }

    /** As {@code SHA256:…}. */
    public String fingerprint() {
        return fingerprint;
    }
}
