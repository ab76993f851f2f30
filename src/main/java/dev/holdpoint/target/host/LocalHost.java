package dev.holdpoint.target.host;

import java.nio.file.Path;
import java.time.InstantSource;

/** The machine that the program runs on. */
public final class LocalHost {
    private LocalHost() {}

    /** @param root the directory that holds a directory for each job; made when the first one starts */
    public static Jobs jobs(Path root) {
        return jobs(root, InstantSource.system());
    }

    public static Jobs jobs(Path root, InstantSource clock) {
        return new Jobs(new LocalShell(), root.toAbsolutePath().normalize().toString(), clock);
    }
}
