package dev.holdpoint.target.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.target.host.Deadline;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Identity;
import dev.holdpoint.target.host.JobCommand;
import dev.holdpoint.target.host.OwnSshd;
import dev.holdpoint.target.host.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SshHostsIT {
    private static final String HOSTILE = "a'b\"c\\d\\\\$(touch /tmp/never)`x`\n\nline; !e % ü 漢 \t*\n";

    @TempDir
    private Path directory;

    private OwnSshd sshd;
    private SshHosts hosts;
    private Host host;

    @BeforeEach
    void open() throws Exception {
        sshd = OwnSshd.start(directory.resolve("sshd"));
        hosts = new SshHosts(sshd.settings());
        host = sshd.host("old");
    }

    @AfterEach
    void close() throws Exception {
        hosts.close();
        sshd.close();
    }

    private Shell.Answer capture(String text) throws Exception {
        return hosts.capture(host, JobCommand.shell(text));
    }

    @Test
    void aHostSaysWhatItIs() throws Exception {
        Identity old = hosts.identify(host);

        assertThat(old.name()).isEqualTo("old");
        assertThat(old.address()).isEqualTo(sshd.name());
        assertThat(old.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(old.kernel()).isEqualTo(OwnSshd.run("uname", "-sr").strip());
        assertThat(old.machine()).matches("[0-9a-f-]{32,36}");
        assertThat(old.ahead().abs()).isLessThan(Duration.ofMillis(500));
        assertThat(old.freeBytes()).isPositive();
        assertThat(old.jobs()).isEqualTo(sshd.home() + "/.local/state/holdpoint/jobs");
        assertThat(old.sudo()).isEqualTo(old.user().equals("root"));
        assertThat(hosts.identify(host).name()).isEqualTo("old");
        assertThat(sshd.connections()).hasSize(1);
    }

    @Test
    void argumentsAndInputArriveAsTheyAre() throws Exception {
        byte[] input = new byte[100_000];
        new java.util.Random(1).nextBytes(input);

        Shell.Answer answer = hosts.shell(host)
                .run("printf '%s|' \"$@\"; wc -c; exit 7", List.of(HOSTILE, "", "-x", "two words"), input);

        assertThat(answer.status()).isEqualTo(7);
        assertThat(answer.output().replaceAll(" *(\\d+)\n$", "$1")).isEqualTo(HOSTILE + "||-x|two words|100000");
    }

    @Test
    void aShortCommandAnswersWithBothStreamsAndItsStatus() throws Exception {
        assertThat(capture("echo out; echo err >&2; exit 255")).isEqualTo(new Shell.Answer(255, "out\nerr\n"));
        assertThat(capture("cat; kill -9 $$")).isEqualTo(new Shell.Answer(137, ""));
        assertThat(hosts.capture(
                        host, JobCommand.shell("pwd").in(directory.toRealPath().toString())))
                .isEqualTo(new Shell.Answer(0, directory.toRealPath() + "\n"));
    }

    @Test
    void itsEnvironmentArrivesAsItIsAndStandsOnNoCommandLine() throws Exception {
        JobCommand command = JobCommand.shell("printf %s \"$value\"; cat /proc/[0-9]*/cmdline | tr '\\0' ' '")
                .with(Map.of("value", HOSTILE, "PATH", "/usr/bin:/bin", "hidden", "s3cr" + "3t"));

        Shell.Answer answer = hosts.capture(host, command);

        assertThat(answer.output()).startsWith(HOSTILE).doesNotContain("s3cr3t");
    }

    @Test
    void theLastOfMuchIsKept() throws Exception {
        Shell.Answer answer = capture("head -c 300000 /dev/zero | tr '\\0' x; echo; echo end");

        assertThat(answer.output()).hasSize(64 * 1024).endsWith("xxx\nend\n");
    }

    @Test
    void whatIsLeftInTheBackgroundIsNotWaitedFor() throws Exception {
        assertThat(capture("sleep 1000 & echo $!; yes >&2 &").status()).isZero();
    }

    @Test
    void aShortCommandThatIsNotWantedAnyMoreEnds() throws Exception {
        Path pid = directory.resolve("pid");
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                capture("echo $$ >" + pid + "; sleep 1000; echo more");
            } catch (Exception e) {
                Thread.currentThread().interrupt();
            }
        });
        Deadline.until("it runs", () -> Files.exists(pid) && Files.size(pid) > 0);

        asking.interrupt();

        asking.join();
        long process = Long.parseLong(Files.readString(pid).strip());
        Deadline.until("it has ended", () -> ProcessHandle.of(process).isEmpty());
    }

    @Test
    void startFilesThatSpeakDisturbNothing() throws Exception {
        Files.writeString(sshd.home().resolve(".bashrc"), "echo welcome; echo beware >&2; printf half\n");

        assertThat(capture("echo out")).isEqualTo(new Shell.Answer(0, "out\n"));
        assertThat(hosts.shell(host).run("echo out", List.of(), new byte[0]).output())
                .isEqualTo("out\n");
        assertThat(hosts.identify(host).jobs()).startsWith("/");
    }

    @Test
    void moreSessionsThanTheHostAllowsGetAnotherConnection() throws Exception {
        sshd.stop();
        sshd.option("MaxSessions 3");
        sshd.serve();
        Path go = directory.resolve("go");
        List<Thread> all = new java.util.ArrayList<>();
        List<Shell.Answer> answers = new java.util.concurrent.CopyOnWriteArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(Thread.ofVirtual().start(() -> {
                try {
                    answers.add(capture("touch " + go + ".$$; until [ -e " + go + " ]; do sleep 0.02; done"));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        Deadline.until("all six run", () -> {
            try (var files = Files.list(directory)) {
                return files.filter(f -> f.toString().startsWith(go + ".")).count() == 6;
            }
        });
        Files.createFile(go);

        for (Thread one : all) {
            one.join();
        }
        assertThat(answers).hasSize(6).allMatch(a -> a.status() == 0);
        assertThat(sshd.connections()).hasSize(3);
    }

    @Test
    void aHostIsReachedThroughAnother() throws Exception {
        try (OwnSshd inner = OwnSshd.start(directory.resolve("inner"))) {
            Files.writeString(
                    sshd.knownHosts(), Files.readString(sshd.knownHosts()) + Files.readString(inner.knownHosts()));
            inner.authorize(sshd.key());
            Host behind = new Host("new", "127.0.0.1", inner.port(), null, null, host);

            Identity identity = hosts.identify(behind);

            assertThat(identity.fingerprint()).isEqualTo(inner.fingerprint());
            assertThat(identity.address()).isEqualTo("127.0.0.1:" + inner.port());
            assertThat(sshd.connections()).hasSize(1);
            // Its own end may be seen before that of the connection which has carried it.
            for (int cuts = 0; cuts < 10; cuts++) {
                sshd.cut();
                Deadline.until("the loss is seen", () -> hosts.processes(behind).noneMatch(Process::isAlive));
                assertThat(hosts.identify(behind).fingerprint()).isEqualTo(inner.fingerprint());
            }
        }
    }

    @Test
    void aPortLeadsToTheOtherSideAndAgainAfterALoss() throws Exception {
        int forward = hosts.forward(host, "127.0.0.1", sshd.port());
        assertThat(hosts.forward(host, "127.0.0.1", sshd.port())).isEqualTo(forward);
        assertThat(greeting(forward)).startsWith("SSH-2.0-OpenSSH");

        sshd.cut();

        Deadline.until("it leads there again", () -> {
            try {
                return greeting(forward).startsWith("SSH-2.0-OpenSSH");
            } catch (IOException e) {
                return false;
            }
        });
    }

    private boolean leadsThere(int port) {
        try {
            return greeting(port).startsWith("SSH-2.0-OpenSSH");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aPortOfALostConnectionIsSetOnAnotherThatLives() throws Exception {
        sshd.stop();
        sshd.option("MaxSessions 2");
        sshd.serve();
        int forward = hosts.forward(host, "127.0.0.1", sshd.port());
        Process carries = hosts.processes(host).findFirst().orElseThrow();
        Path runs = directory.resolve("runs");
        Thread full = Thread.ofVirtual().start(() -> {
            try {
                capture("touch " + runs + "; sleep 1000");
            } catch (Exception lost) {
                Thread.currentThread().interrupt();
            }
        });
        Deadline.until("the first connection is full", () -> Files.exists(runs));
        assertThat(capture("echo second").output()).isEqualTo("second\n");
        assertThat(hosts.processes(host)).hasSize(2);

        carries.destroyForcibly().waitFor();

        full.join();
        Deadline.until("it leads there again", () -> leadsThere(forward));
        assertThat(hosts.forward(host, "127.0.0.1", sshd.port())).isEqualTo(forward);
        assertThat(hosts.processes(host).filter(Process::isAlive)).hasSize(1);
    }

    @Test
    void aHostWithRoomForNoneButOurOwnSessionIsToldInOneLine() throws Exception {
        sshd.stop();
        sshd.option("MaxSessions 1");
        sshd.serve();

        assertThatThrownBy(() -> capture("true"))
                .isInstanceOf(HostRefused.class)
                .hasMessage(host + " allows one session only: set MaxSessions to 2 or more in its sshd_config");
        assertThatThrownBy(() -> hosts.shell(host).run("true", List.of(), new byte[0]))
                .isInstanceOf(HostRefused.class);
        assertThatThrownBy(() -> hosts.shell(host).follow(directory.toString(), 0))
                .isInstanceOf(HostRefused.class);
    }

    private static String greeting(int port) throws IOException {
        try (var socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
            return new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void rsyncUsesTheConnection() throws Exception {
        Path from = Files.createDirectories(directory.resolve("from"));
        Files.writeString(from.resolve("a"), "content");
        String shell = String.join(" ", hosts.rsyncShell(host));

        OwnSshd.run("rsync", "-a", "-e", shell, from + "/", "old:" + directory.resolve("to") + "/");

        assertThat(directory.resolve("to/a")).hasContent("content");
        assertThat(sshd.connections()).hasSize(1);
    }

    @Test
    void aHostThatIsNotThereIsToldInOneLine() throws Exception {
        Host nowhere = new Host("nowhere", "127.0.0.1", OwnSshd.freePort(), null, null, null);

        assertThatThrownBy(() -> hosts.identify(nowhere))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HostRefused.class)
                .hasMessageMatching(
                        "no way to nowhere \\(127.0.0.1:\\d+\\): connect to host 127.0.0.1 port \\d+: Connection refused");
    }

    @Test
    void aLoginThatIsRefusedIsToldInOneLine() throws Exception {
        Files.writeString(sshd.folder().resolve("authorized_keys"), "");

        assertThatThrownBy(() -> hosts.identify(host))
                .isInstanceOf(HostRefused.class)
                .hasMessageContaining("Permission denied (publickey");
    }
}
