package dev.holdpoint.target.host;

import dev.holdpoint.target.host.ssh.SshHosts;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** All that jobs promise, on a host that is reached over SSH. */
@Tag("slow")
class SshJobIT extends JobIT {
    private static OwnSshd sshd;
    private static SshHosts hosts;

    @BeforeAll
    static void connect() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "sshd-");
        sshd = OwnSshd.start(folder);
        hosts = new SshHosts(sshd.settings());
    }

    @AfterAll
    static void disconnect() throws Exception {
        hosts.close();
        sshd.close();
    }

    @Override
    Shell shell() {
        return hosts.shell(sshd.host("old"));
    }
}
