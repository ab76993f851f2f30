package dev.holdpoint.target.host.ssh;

/** The host shows another key than the one in {@code known_hosts}. Only a person who edits that file can go on. */
public final class ChangedHostKey extends HostRefused {
    private static final long serialVersionUID = 1L;

    private final String shown;
    private final String known;
    private final String place;

    ChangedHostKey(String host, String shown, String known, String place) {
        super("the host key of " + host + " has changed: it shows " + shown + ", and " + place + " has " + known
                + "; if that is right, remove the line and connect again");
        this.shown = shown;
        this.known = known;
        this.place = place;
    }

    /** The fingerprint of the key that the host shows. */
    public String shown() {
        return shown;
    }

    /** The fingerprint of the key that was expected. */
    public String known() {
        return known;
    }

    /** Where that one stands: {@code file:line}. */
    public String place() {
        return place;
    }
}
