package dev.holdpoint.step.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.file.Copy.Vanished;
import dev.holdpoint.target.host.Host;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator reads of a copy before it runs. */
class CopyTextTest {
    private final Copy copy = new Copy();
    private final FakeAttempt attempt = new FakeAttempt().at("old", Map.of()).at("new", Map.of());

    @Test
    void thePreviewIsTheCommand() {
        var spec = new Copy.Spec(
                "old:/var/lib/a b", "new:/srv/x", true, List.of("/cache/"), null, Pass.FINAL, Vanished.REFUSED);
        assertThat(copy.preview(spec, attempt).getFirst())
                .isEqualTo(
                        "on old: LC_ALL=C rsync -aHAX -s --no-h --info=progress2,flist0,name0,stats2 --no-inc-recursive --partial --modify-window=-1"
                                + " --numeric-ids --delete '--out-format=%i|%n' -e 'ssh -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=15"
                                + " -o StrictHostKeyChecking=yes -o ForwardAgent=no -o ForwardX11=no -o PermitLocalCommand=no -o ClearAllForwardings=yes'"
                                + " --exclude=/cache/ -- '/var/lib/a b/' new.example.org:/srv/x/");
    }

    /** Without it the operator reads a command that could not read there what this one reads. */
    @Test
    void thePreviewSaysThatTheOtherSideRunsAsRoot() {
        attempt.hosts.put("new", new Host("new", "me@new.example.org", null, null, null, null, new Host.Sudo(null)));
        var spec = new Copy.Spec("local:/a", "new:/srv/x", false, null, null, Pass.FIRST, Vanished.REFUSED);
        assertThat(copy.preview(spec, attempt).getFirst()).contains(" '--rsync-path=sudo -n rsync' ");
    }
}
