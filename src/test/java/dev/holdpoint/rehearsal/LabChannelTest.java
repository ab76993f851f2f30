package dev.holdpoint.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client that closes as soon as the output has ended hears the exit status all the same. */
class LabChannelTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** What ctrl-C leaves behind while a lab starts is cleared away by the same watchdog. */
    @Test
    @Timeout(60)
    void theFolderThatWasMadeForALabGoesWithIt(@TempDir Path folder) throws Exception {
        var fixture = Files.writeString(folder.resolve("fixture.yml"), "rehearsal: One host\nhosts: { old: {} }\n");
        Lab.start(fixture, folder.resolve("run/lab")).close();
        assertThat(folder.resolve("run")).doesNotExist();
        try (var ignored = Lab.start(fixture, folder.resolve("run/lab"))) {
            Files.writeString(folder.resolve("run/journal"), "begun");
        }
        assertThat(folder.resolve("run")).isDirectoryContaining("glob:**/journal");
        Lab.start(fixture, Files.createDirectory(folder.resolve("mine")).resolve("lab"))
                .close();
        assertThat(folder.resolve("mine")).isEmptyDirectory();
    }

    @Test
    @Timeout(60)
    void theExitStatusComesBeforeTheEndOfTheOutput(@TempDir Path folder) throws Exception {
        var fixture = Files.writeString(folder.resolve("fixture.yml"), "rehearsal: One host\nhosts: { old: {} }\n");
        var heard = new CopyOnWriteArrayList<String>();
        try (var lab = Lab.start(fixture, folder.resolve("lab"));
                var client = SshClient.setUpDefaultClient()) {
            var config = lab.sshConfig().orElseThrow();
            var port = Pattern.compile("Port (\\d+)").matcher(Files.readString(config));
            assertThat(port.find()).isTrue();
            client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
            client.setKeyIdentityProvider(new FileKeyPairProvider(config.resolveSibling("id")));
            client.start();
            try (var session = client.connect("me", "127.0.0.1", Integer.parseInt(port.group(1)))
                            .verify(LONG)
                            .getSession();
                    var channel = session.createExecChannel("exit 7")) {
                session.auth().verify(LONG);
                channel.addChannelListener(new ChannelListener() {
                    @Override
                    public void channelStateChanged(Channel changed, String hint) {
                        heard.add(hint);
                    }
                });
                channel.open().verify(LONG);
                channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LONG);
                assertThat(channel.getExitStatus()).isEqualTo(7);
            }
        }
        assertThat(heard.stream().filter(List.of("exit-status", "SSH_MSG_CHANNEL_EOF")::contains))
                .as(heard.toString())
                .containsExactly("exit-status", "SSH_MSG_CHANNEL_EOF");
    }
}
