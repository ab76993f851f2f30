package dev.holdpoint.step.file;

import dev.holdpoint.target.host.Host;
import java.util.ArrayList;
import java.util.List;

/** How rsync reaches another machine by ssh. */
final class SshWords {
    private SshWords() {}

    /**
     * The program and its options, from this machine.
     *
     * @param ssh the program and the options before all others
     */
    static List<String> from(List<String> ssh, Host host) {
        var words = onHost(host);
        words.addAll(1, ssh.subList(1, ssh.size()));
        if (host.key() != null) {
            words.addAll(List.of("-i", host.key()));
        }
        if (host.via() != null) {
            words.addAll(List.of(
                    "-J",
                    host.via().ssh()
                            + (host.via().port() == null ? "" : ":" + host.via().port())));
        }
        return words;
    }

    /** The same from another host, which has keys of its own. It never asks: nobody would see it. */
    static List<String> onHost(Host host) {
        var words = new ArrayList<>(
                List.of("ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=10", "-o", "ServerAliveInterval=15"));
        if (host.port() != null) {
            words.addAll(List.of("-p", host.port().toString()));
        }
        return words;
    }

    /** As rsync wants it before the colon: an address with colons in brackets. */
    static String destination(Host host) {
        var ssh = host.ssh();
        int at = ssh.lastIndexOf('@') + 1;
        return ssh.indexOf(':', at) < 0 || ssh.startsWith("[", at)
                ? ssh
                : ssh.substring(0, at) + "[" + ssh.substring(at) + "]";
    }
}
