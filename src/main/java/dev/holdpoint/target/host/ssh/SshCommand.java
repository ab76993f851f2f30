package dev.holdpoint.target.host.ssh;

import dev.holdpoint.target.host.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The command lines of {@code ssh}. What stands on them comes before what a configuration file says. Each runs in a session of its
 * own ({@code setsid}), so that it has no terminal to ask on, and no Ctrl-C or hang-up of ours reaches it.
 *
 * @param askpass answers what {@code ssh} asks with the environment variable {@code HOLDPOINT_SECRET}
 */
record SshCommand(SshSettings settings, Path askpass) {
    /** @param via control socket of the connection that it goes through */
    ProcessBuilder master(Host host, Path socket, Path log, @Nullable Path via)
            throws IOException, InterruptedException {
        List<String> words = start(host, via);
        words.addAll(List.of("-E", log.toString(), "-M", "-S", socket.toString()));
        words.addAll(options(
                "ControlPersist=no",
                "StrictHostKeyChecking=yes",
                "ServerAliveInterval=" + Math.max(1, settings.alive().toSeconds()),
                "ServerAliveCountMax=3"));
        String secret = host.secret();
        if (secret != null && host.key() != null) {
            // Else a passphrase would be sent as a password where the key is not taken.
            words.addAll(options("PreferredAuthentications=publickey"));
        }
        words.addAll(List.of("--", host.ssh(), Remote.greet(host)));
        ProcessBuilder process = process(words);
        if (secret != null) {
            Map<String, String> says = configuration(host);
            process.environment().put("SSH_ASKPASS_REQUIRE", "force");
            process.environment().put("SSH_ASKPASS", askpass.toString());
            process.environment().put("HOLDPOINT_SECRET", secret);
            process.environment().put("HOLDPOINT_LOGIN", login(says));
            // With the path as ssh will name it; that of the command line is the first.
            process.environment().put("HOLDPOINT_KEY", host.key() == null ? "" : says.getOrDefault("identityfile", ""));
        }
        return process;
    }

    /** Gets no further than the host key, which it writes to a file of its own in the form that this host's configuration asks for. */
    ProcessBuilder probe(Host host, Path known, Path log, @Nullable Path via) {
        List<String> words = start(host, via);
        words.addAll(List.of("-E", log.toString(), "-S", "none"));
        words.addAll(options(
                "StrictHostKeyChecking=accept-new",
                "UserKnownHostsFile=" + known,
                "GlobalKnownHostsFile=/dev/null",
                "KnownHostsCommand=none",
                "UpdateHostKeys=no",
                "PreferredAuthentications=none"));
        words.addAll(List.of("--", host.ssh(), "true"));
        return process(words);
    }

    /** A session on a connection that is there; where it is not, this fails instead of opening one. */
    static ProcessBuilder session(Path socket, String command) {
        List<String> words = new ArrayList<>(List.of("setsid"));
        words.addAll(through(socket));
        words.addAll(List.of("-T", "--", "holdpoint", command));
        return process(words);
    }

    /** Asks a master for something: {@code forward}, {@code cancel}, {@code exit}. */
    static ProcessBuilder order(Path socket, String order, List<String> arguments) {
        List<String> words = new ArrayList<>(through(socket));
        words.addAll(List.of("-O", order));
        words.addAll(arguments);
        words.addAll(List.of("--", "holdpoint"));
        return process(words);
    }

    /** The beginning of every {@code ssh} that uses a connection: no configuration is read, all of that is the master's. */
    static List<String> through(Path socket) {
        return List.of(
                "ssh",
                "-F",
                "/dev/null",
                "-S",
                socket.toString(),
                "-o",
                "ControlMaster=no",
                "-o",
                "ProxyCommand=false");
    }

    /** What stands in the question for a password: whose it is. */
    private static String login(Map<String, String> says) {
        return says.getOrDefault("user", "") + "@"
                + says.getOrDefault("hostkeyalias", says.getOrDefault("hostname", ""));
    }

    /** All that the configuration says of a host, by the lower case names of the options. */
    Map<String, String> configuration(Host host) throws IOException, InterruptedException {
        List<String> words = program();
        words.addAll(place(host));
        words.addAll(List.of("-G", "--", host.ssh()));
        Said said = Said.of(process(words).redirectErrorStream(true), settings.patience());
        if (said.status() != 0) {
            throw new HostRefused("ssh -G " + host.ssh() + ": " + new SshLog(said.text()).complaint());
        }
        return said.text()
                .lines()
                .map(line -> line.split(" ", 2))
                .filter(option -> option.length == 2)
                .collect(Collectors.toMap(option -> option[0], option -> option[1], (first, more) -> first));
    }

    private List<String> start(Host host, @Nullable Path via) {
        List<String> words = new ArrayList<>(List.of("setsid", "ssh"));
        words.addAll(settings.options());
        words.addAll(List.of("-v", "-T", "-a", "-x"));
        words.addAll(place(host));
        words.addAll(options(
                host.secret() == null ? "BatchMode=yes" : "NumberOfPasswordPrompts=1",
                "ConnectTimeout=" + Math.max(1, settings.patience().toSeconds()),
                "LogLevel=DEBUG1",
                "RemoteCommand=none",
                "PermitLocalCommand=no",
                "ClearAllForwardings=yes",
                "VisualHostKey=no"));
        if (via != null) {
            // The operator's own shell reads it: for zsh and csh bare brackets are a pattern.
            words.addAll(options(
                    "ProxyCommand=" + String.join(" ", through(via)) + " -W '[%h]:%p' holdpoint", "ProxyUseFdpass=no"));
        }
        return words;
    }

    /** What every call that reads the configuration begins with. */
    List<String> program() {
        List<String> words = new ArrayList<>(List.of("ssh"));
        words.addAll(settings.options());
        return words;
    }

    private static List<String> place(Host host) {
        List<String> words = new ArrayList<>();
        if (host.port() != null) {
            words.addAll(List.of("-p", host.port().toString()));
        }
        if (host.key() != null) {
            words.addAll(List.of("-i", host.key()));
            words.addAll(options("IdentitiesOnly=yes"));
        }
        return words;
    }

    private static List<String> options(String... options) {
        List<String> words = new ArrayList<>();
        for (String option : options) {
            words.addAll(List.of("-o", option));
        }
        return words;
    }

    private static ProcessBuilder process(List<String> words) {
        ProcessBuilder process = new ProcessBuilder(words);
        // Without a secret nobody is asked, whatever askpass the operator's desktop has.
        process.environment().put("SSH_ASKPASS_REQUIRE", "never");
        // ssh has its messages in English only, but takes those of the system in the language that is set.
        process.environment().put("LC_ALL", "C");
        return process;
    }
}
