package dev.holdpoint.target.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.target.host.Deadline;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.JobCommand;
import dev.holdpoint.target.host.JobEnd;
import dev.holdpoint.target.host.JobId;
import dev.holdpoint.target.host.Jobs;
import dev.holdpoint.target.host.OwnSshd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All that is done on a host is done by {@code sudo}, where the checklist says so. The stand-in on the server's {@code PATH} asks as sudo does:
 * up to three times, each try is kept; whoever it runs knows it by a variable, and gets its own process group where it is told so.
 */
@Tag("slow")
@Timeout(120)
@SuppressWarnings("NullAway.Init")
final class SudoIT {
    private static final String PASSWORD = "it's $(secret) \\ \"x\"";

    private static final String SUDO = """
            #!/bin/sh
            . "%1$s/how"
            stdin=no ask=yes
            while :; do
              case $1 in
              -n) ask=never; shift ;;
              -S) stdin=yes; shift ;;
              -k) shift ;;
              -p) shift 2 ;;
              --) shift; break ;;
              *) echo "sudo: unknown $1" >&2; exit 1 ;;
              esac
            done
            echo "$*" | head -c 200 | head -n 1 >>"%1$s/asked"
            if [ $nopasswd = no ]; then
              [ $ask = yes ] || { echo 'sudo: a password is required' >&2; exit 1; }
              tries=0
              while :; do
                IFS= read -r word || { echo 'sudo: no password was provided' >&2; [ $tries = 0 ] || echo "sudo: $tries incorrect password attempt" >&2; exit 1; }
                [ "$word" != "$(cat "%1$s/password")" ] || break
                echo "$word" >>"%1$s/wrong"
                tries=$((tries + 1))
                [ $tries -lt 3 ] || { echo 'sudo: 3 incorrect password attempts' >&2; exit 1; }
                echo 'Sorry, try again.' >&2
              done
            fi
            export ROOT=yes
            if [ $own_group = yes ]; then exec setsid -w "$@"; fi
            "$@"
            """;

    @TempDir
    private Path folder;

    private OwnSshd sshd;
    private SshHosts hosts;

    @BeforeEach
    void open() throws Exception {
        var bin = Files.createDirectory(folder.resolve("bin"));
        var sudo = Files.writeString(bin.resolve("sudo"), SUDO.formatted(folder));
        Files.setPosixFilePermissions(sudo, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("password"), PASSWORD);
        how(false, false);
        sshd = OwnSshd.start(folder.resolve("sshd"), "SetEnv PATH=" + bin + ":/usr/bin:/bin");
        hosts = new SshHosts(sshd.settings());
    }

    @AfterEach
    void close() throws Exception {
        hosts.close();
        sshd.close();
    }

    private void how(boolean nopasswd, boolean ownGroup) throws IOException {
        Files.writeString(
                folder.resolve("how"),
                "nopasswd=" + (nopasswd ? "yes" : "no") + " own_group=" + (ownGroup ? "yes" : "no") + "\n");
    }

    private Host host(@Nullable String password) {
        return new Host("old", "127.0.0.1", sshd.port(), null, null, null, new Host.Sudo(password));
    }

    private List<String> wrong() throws IOException {
        var file = folder.resolve("wrong");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private String capture(Host host, String text) throws Exception {
        return hosts.capture(host, JobCommand.shell(text).in("/")).output();
    }

    private Jobs jobs(Host host) throws Exception {
        return new Jobs(hosts.shell(host), hosts.known(host).jobs() + "/run", Clock.systemUTC());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whateverRunsThereRunsByIt(boolean ownGroup) throws Exception {
        how(false, ownGroup);
        var host = host(PASSWORD);
        assertThat(capture(host, "echo \"root: ${ROOT-no}\"")).contains("root: yes");
        var jobs = jobs(host);
        var heard = new ByteArrayOutputStream();
        var job = jobs.startOrAttach(
                new JobId("a"),
                JobCommand.shell("echo \"root: ${ROOT-no}\"; cat").in("/"));
        assertThat(job.follow(0, (buffer, start, length, at) -> heard.write(buffer, start, length)))
                .isInstanceOf(JobEnd.Exited.class);
        assertThat(heard.toString(StandardCharsets.UTF_8)).isEqualTo("root: yes\n");
        job.discard();
        assertThat(Path.of(job.directory())).doesNotExist();
        assertThat(wrong()).isEmpty();
        assertThat(Files.readString(folder.resolve("asked"))).doesNotContain("secret");
    }

    @Test
    void whatIsNotAskedForDoesNotReachAnyProgram() throws Exception {
        how(true, false);
        assertThat(capture(host(PASSWORD), "echo \"root: ${ROOT-no}\"").strip()).isEqualTo("root: yes");
        assertThat(capture(host(null), "echo \"root: ${ROOT-no}\"").strip()).isEqualTo("root: yes");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsCancelledEnds(boolean ownGroup) throws Exception {
        how(false, ownGroup);
        var jobs = jobs(host(PASSWORD));
        var job = jobs.startOrAttach(
                new JobId("long"),
                JobCommand.shell("touch up; sleep 4711 & wait").in(folder.toString()));
        Deadline.until("it runs", () -> Files.exists(folder.resolve("up")));
        job.cancel(Duration.ofSeconds(10));
        assertThat(job.running()).isFalse();
        job.discard();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aShortCommandEndsWithItsConnection(boolean ownGroup) throws Exception {
        how(false, ownGroup);
        var host = host(PASSWORD);
        var thread = Thread.ofVirtual().start(() -> {
            try {
                capture(
                        host,
                        "echo $$ >" + folder + "/pid.new; mv " + folder + "/pid.new " + folder
                                + "/pid; exec sleep 4711");
            } catch (Exception cut) {
                // That is what is waited for.
            }
        });
        Deadline.until("it runs", () -> Files.exists(folder.resolve("pid")));
        var pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        hosts.close();
        Deadline.until(
                "it has ended",
                () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        thread.join();
    }

    @Test
    void aWrongPasswordIsTriedOnceAndNamed() throws Exception {
        var host = host("wrong");
        assertThatThrownBy(() -> hosts.identify(host))
                .hasMessageContaining("sudo on old")
                .hasMessageContaining("does not take the password")
                .hasMessageNotContaining("wrong");
        assertThat(wrong()).containsExactly("wrong");
        assertThatThrownBy(() -> capture(host, "true")).hasMessageContaining("not tried again by itself");
        assertThat(wrong()).containsExactly("wrong");
        assertThatThrownBy(() -> hosts.identify(host)).hasMessageContaining("does not take the password");
        assertThat(wrong()).as("a person has asked again").containsExactly("wrong", "wrong");
    }

    @Test
    void aPasswordThatWasChangedMeanwhileIsTriedOnce() throws Exception {
        var host = host(PASSWORD);
        hosts.identify(host);
        Files.writeString(folder.resolve("password"), "another");
        assertThatThrownBy(() -> capture(host, "true")).hasMessageContaining("does not take the password");
        assertThat(wrong()).containsExactly(PASSWORD);
    }

    @Test
    void oneThatWantsAPasswordSaysSo() throws Exception {
        assertThatThrownBy(() -> hosts.identify(host(null)))
                .hasMessageContaining("sudo on old")
                .hasMessageContaining("give the host a sudo_password");
    }

    @Test
    void oneWithoutSudoSaysSo() throws Exception {
        Files.delete(folder.resolve("bin/sudo"));
        assertThatThrownBy(() -> hosts.identify(host(null))).hasMessageContaining("sudo is not installed");
    }
}
