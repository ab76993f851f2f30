package dev.holdpoint.cli;

import dev.holdpoint.containers.Machine;
import dev.holdpoint.containers.Machines;
import dev.holdpoint.target.host.ssh.SshSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Two hosts that have the stand-ins of all services, and the proxy before them; walks that follow each other have the same ones. */
record ServiceHosts(Machines machines) {
    static final int POSTGRES = 5432;

    /** Of all that is secret on them. */
    static final String PASSWORD = "0pen-sesame";

    Machine old() {
        return machines.named("old");
    }

    Machine fresh() {
        return machines.named("new");
    }

    Machine proxy() {
        return machines.named("proxy");
    }

    SshSettings ssh() {
        return SshSettings.reading(machines.config());
    }

    /** The service is where it was before any move, and nothing of it is left on the new host. */
    void asBefore(MovedService service) throws IOException, InterruptedException {
        fresh().does("stand-in reset " + service.unit());
        old().does("stand-in reset " + service.unit() + " serving");
    }

    private static ServiceHosts start(Path folder) throws Exception {
        var hosts = new ServiceHosts(Machines.start(folder, List.of("old", "new", "proxy"), POSTGRES));
        for (var host : List.of(hosts.old(), hosts.fresh())) {
            has(host, "stand-in", "headscale", "nixos-container", "backup-and-prove", "prove-backup");
            host.writes("/usr/local/sbin/stand-in.pl", Files.readString(Path.of("src/test/docker/stand-in.pl")));
            host.writes("/root/password", PASSWORD + "\n");
            host.does("echo RESTIC_PASSWORD_FILE=/root/password >>/etc/environment");
            var serving = host.equals(hosts.old()) ? "serving" : "";
            for (var service : MovedService.ALL) {
                host.does("stand-in make '%s' %s %s %s %s"
                        .formatted(serving, service.unit(), service.state(), service.keeps(), service.ports()));
            }
        }
        has(hosts.proxy(), "edge", "nixos-rebuild");
        return hosts;
    }

    private static void has(Machine host, String program, String... alsoCalled) throws Exception {
        var there = "/usr/local/sbin/" + program;
        host.writes(there, Files.readString(Path.of("src/test/docker", program)));
        host.does("chmod 755 " + there);
        for (var name : alsoCalled) {
            host.does("ln -s " + program + " /usr/local/sbin/" + name);
        }
    }

    /** As many of them as are in use at once: starting them takes half a minute. */
    static final class Pool implements AutoCloseable {
        private final Path folder;
        private final Queue<ServiceHosts> idle = new ConcurrentLinkedQueue<>();
        private final List<ServiceHosts> all = new ArrayList<>();
        private int started;

        Pool(Path folder) {
            this.folder = folder;
        }

        ServiceHosts take() throws Exception {
            var hosts = idle.poll();
            if (hosts != null) {
                return hosts;
            }
            var started = start(folder.resolve("hosts-" + next()));
            synchronized (this) {
                all.add(started);
            }
            return started;
        }

        private synchronized int next() {
            return started++;
        }

        void giveBack(ServiceHosts hosts) {
            idle.add(hosts);
        }

        @Override
        public synchronized void close() {
            all.parallelStream().forEach(it -> it.machines.close());
        }
    }
}
