package dev.holdpoint.step.file;

import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How rsync reaches another machine by ssh. */
final class SshWords {
    /** It never asks: nobody would see it. What stands on the command line comes before what a configuration says. */
    private static final List<String> ALWAYS = List.of(
            "BatchMode=yes",
            "ConnectTimeout=10",
            "ServerAliveInterval=15",
            "StrictHostKeyChecking=yes",
            "ForwardAgent=no",
            "ForwardX11=no",
            "PermitLocalCommand=no",
            "ClearAllForwardings=yes");

    private SshWords() {}

    /**
     * The program and its options, from this machine.
     *
     * @param ssh the program and the options before all others
     */
    static List<String> from(List<String> ssh, Host host) {
        var words = new ArrayList<>(ssh);
        words.addAll(options(ALWAYS));
        words.addAll(options(List.of("RemoteCommand=none", "ControlPath=none")));
        words.addAll(port(host));
        if (host.key() != null) {
            words.addAll(List.of("-i", host.key(), "-o", "IdentitiesOnly=yes"));
        }
        if (host.via() != null) {
            // ssh itself puts something in the place of what follows a %.
            var way = ShellWords.quoted(from(ssh, host.via())).replace("%", "%%");
            words.addAll(options(List.of("ProxyCommand=" + way + " -W '[%h]:%p' "
                    + ShellWords.quoted(host.via().ssh()))));
        }
        return words;
    }

    /** The same from another host, which has keys of its own, and perhaps an ssh that is too old for {@code RemoteCommand}. */
    static List<String> onHost(Host host) {
        var words = new ArrayList<>(List.of("ssh"));
        words.addAll(options(ALWAYS));
        words.addAll(port(host));
        return words;
    }

    private static List<String> port(Host host) {
        return host.port() == null ? List.of() : List.of("-p", host.port().toString());
    }

    private static List<String> options(List<String> options) {
        return options.stream().flatMap(it -> Stream.of("-o", it)).toList();
    }

    /** The program and its options as one word for rsync, which divides it at blanks and knows quotes. */
    static String rsh(List<String> words) {
        return words.stream()
                .map(it -> ShellWords.quoted(it).equals(it) ? it : "'" + it.replace("'", "'\"'\"'") + "'")
                .collect(Collectors.joining(" "));
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
