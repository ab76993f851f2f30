package dev.holdpoint.target.host.ssh;

import dev.holdpoint.target.host.Host;
import java.io.IOException;

/** What a connection that was not made says about host keys. */
final class HostKeys {
    private HostKeys() {}

    /**
     * Why there is no connection.
     *
     * @param noise what {@code ssh} and the programs that it started wrote besides its log
     */
    static IOException explain(Host host, SshLog log, String noise) throws InterruptedException {
        if (log.changed()) {
            return changed(host, log);
        }
        if (log.revoked().isPresent()) {
            return new HostRefused("will not connect to " + host + ": the host key is revoked in known_hosts");
        }
        SshLog.HostKey key = log.key().orElse(null);
        if (log.unknown() && key != null) {
            return new UnknownHostKey(host.toString(), key.type(), key.fingerprint());
        }
        String says = log.and(noise).complaint();
        if (log.refused()) {
            return new HostRefused("no way into " + host + ": " + log.complaint());
        }
        return new IOException("no way to " + host + ": " + (says.isEmpty() ? "the connection was cut" : says));
    }

    private static IOException changed(Host host, SshLog log) throws InterruptedException {
        String shown = log.key().map(SshLog.HostKey::fingerprint).orElse("?");
        SshLog.Place place = log.offending().orElse(new SshLog.Place("known_hosts", 0));
        String known = KnownHosts.fingerprint(place.file(), place.line());
        return new ChangedHostKey(host.toString(), shown, known, place.file() + ":" + place.line());
    }
}
