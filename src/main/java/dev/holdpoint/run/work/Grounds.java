package dev.holdpoint.run.work;

import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Jobs;
import dev.holdpoint.target.host.LocalHost;
import dev.holdpoint.target.host.Ways;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** The jobs of one run, on each host that it works on. */
final class Grounds {
    private final Ways ways;
    private final Path root;
    private final Path files;
    private final String run;
    private final InstantSource clock;
    private final Jobs here;

    /**
     * @param root the folder of jobs on this machine
     * @param files where commands run on this machine
     * @param run its id: the folder of its jobs on other hosts
     */
    Grounds(Ways ways, Path root, Path files, String run, InstantSource clock) {
        this.ways = ways;
        this.root = root;
        this.files = files;
        this.run = run;
        this.clock = clock;
        this.here = LocalHost.jobs(root, clock);
    }

    Ways ways() {
        return ways;
    }

    Path root() {
        return root;
    }

    Jobs jobs(Host host) throws IOException, InterruptedException {
        return host.local() ? here : new Jobs(ways.shell(host), directory(host), clock);
    }

    /** The folder of its jobs on another host. */
    String directory(Host host) throws IOException, InterruptedException {
        return ways.known(host).jobs() + "/" + run;
    }

    /** The folder that commands run in. */
    String folder(Host host) throws IOException, InterruptedException {
        return host.local() ? files.toString() : ways.known(host).home();
    }
}
