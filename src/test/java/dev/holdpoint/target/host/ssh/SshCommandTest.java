package dev.holdpoint.target.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.target.host.Host;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ssh is called with, and what it is answered. */
class SshCommandTest {
    private static final String SECRET = "it's a s3cret";
    private static final String LOGIN = "root@target";

    @TempDir
    private Path folder;

    /** What askpass says to a question; nothing where it refuses. */
    private String answer(String login, String key, String question) throws Exception {
        Path askpass = folder.resolve("askpass");
        Files.writeString(askpass, Remote.ASKPASS);
        var program = new ProcessBuilder("sh", askpass.toString(), question);
        program.environment()
                .putAll(Map.of(
                        "LC_ALL", "C", "HOLDPOINT_SECRET", SECRET, "HOLDPOINT_LOGIN", login, "HOLDPOINT_KEY", key));
        var process = program.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(said.isEmpty() ? 1 : 0);
        return said.strip();
    }

    @Test
    void aPassphraseIsToldForItsKeyOnly() throws Exception {
        String key = "/home/me/.ssh/id [1]*";
        assertThat(answer(LOGIN, key, "Enter passphrase for key '" + key + "': "))
                .isEqualTo(SECRET);
        assertThat(answer(LOGIN, key, "Enter PIN for ED25519-SK key " + key + ": "))
                .isEqualTo(SECRET);
        for (String other : List.of(
                "Enter passphrase for key '/home/me/.ssh/id 1x': ",
                "Enter passphrase for key '/home/me/.ssh/id [1]*2': ",
                "(ops@jump) Enter passphrase for vault:",
                "(ops@jump) Enter passphrase for key '" + key + "': ",
                "(ops@jump) Enter PIN for ED25519-SK key " + key + ": ",
                "(root@target) Password: ",
                "root@target's password: ")) {
            assertThat(answer(LOGIN, key, other)).as(other).isEmpty();
        }
    }

    @Test
    void ofALongPathSshShowsTheBeginning() throws Exception {
        String key = "/" + "k".repeat(150);
        assertThat(answer(LOGIN, key, "Enter passphrase for key '" + key.substring(0, 100) + "': "))
                .isEqualTo(SECRET);
    }

    @Test
    void aPasswordIsToldForItsLoginOnly() throws Exception {
        assertThat(answer(LOGIN, "", "root@target's password: ")).isEqualTo(SECRET);
        assertThat(answer(LOGIN, "", "(root@target) Password: ")).isEqualTo(SECRET);
        for (String other : List.of(
                "(ops@jump) say root@target password:",
                "(ops@jump) root@target's password: ",
                "(ops@jump) (root@target) Password: ",
                "ops@jump's password: ",
                "Enter passphrase for key '/home/me/.ssh/id': ",
                "(root@target) Verification code: ",
                "")) {
            assertThat(answer(LOGIN, "", other)).as(other).isEmpty();
        }
    }

    private ProcessBuilder master(Host host, Path via) throws Exception {
        var settings = new SshSettings(List.of("-F", "/dev/null"), Duration.ofSeconds(1), Duration.ofSeconds(10));
        return new SshCommand(settings, folder.resolve("askpass"))
                .master(host, folder.resolve("1"), folder.resolve("1.log"), via);
    }

    @Test
    void aPassphraseIsNeverSentAsAPassword() throws Exception {
        Path key = Files.createFile(folder.resolve("key"));

        ProcessBuilder locked = master(new Host("new", LOGIN, null, key.toString(), SECRET, null), null);
        ProcessBuilder open = master(new Host("new", LOGIN, null, null, SECRET, null), null);

        assertThat(locked.command()).contains("PreferredAuthentications=publickey");
        assertThat(locked.environment()).containsEntry("HOLDPOINT_KEY", key.toString());
        assertThat(open.command()).doesNotContain("PreferredAuthentications=publickey");
        assertThat(open.environment()).containsEntry("HOLDPOINT_KEY", "").containsEntry("HOLDPOINT_LOGIN", LOGIN);
    }

    @Test
    void theShellOfTheOperatorReadsNoPatternInTheWayThroughAnotherHost() throws Exception {
        assertThat(master(new Host("new", LOGIN, null, null, null, null), folder.resolve("via"))
                        .command())
                .anyMatch(word -> word.startsWith("ProxyCommand=ssh ") && word.endsWith(" -W '[%h]:%p' holdpoint"));
    }
}
