package dev.holdpoint.run.work;

import dev.holdpoint.target.host.Host;

/**
 * Where a job was about to begin, as the journal keeps it.
 *
 * @param host its name in the checklist
 * @param boot of that host
 */
record Place(String host, String boot) {
    /** As {@link #toString} has written it. */
    static Place read(String kept) {
        var words = kept.split(" ", 2);
        return new Place(words.length > 1 ? words[1] : Host.LOCAL, words[0]);
    }

    /** For a sentence. */
    String where() {
        return host.equals(Host.LOCAL) ? "this machine" : host;
    }

    /** Of this machine, the boot alone. */
    @Override
    public String toString() {
        return host.equals(Host.LOCAL) ? boot : boot + " " + host;
    }
}
