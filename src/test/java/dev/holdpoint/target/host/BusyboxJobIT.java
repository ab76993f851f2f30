package dev.holdpoint.target.host;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdpoint.target.host.ssh.SshHosts;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** All that jobs promise, on a host that has busybox and nothing else. */
@Tag("slow")
class BusyboxJobIT extends JobIT {
    private static @Nullable OwnSshd sshd;
    private static @Nullable SshHosts hosts;

    @BeforeAll
    static void connect() throws Exception {
        assumeTrue(Busybox.here().isPresent(), "busybox-static is not installed");
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "sshd-");
        sshd = OwnSshd.start(folder, "SetEnv PATH=" + Busybox.applets(folder.resolve("bin")));
        hosts = new SshHosts(sshd.settings());
    }

    @AfterAll
    static void disconnect() throws Exception {
        if (hosts != null && sshd != null) {
            hosts.close();
            sshd.close();
        }
    }

    @Override
    Shell shell() {
        if (hosts == null || sshd == null) {
            throw new AssertionError("no server");
        }
        return hosts.shell(sshd.host("old"));
    }
}
