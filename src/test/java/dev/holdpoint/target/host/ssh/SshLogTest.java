package dev.holdpoint.target.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is told of the words of {@code ssh -v}, as OpenSSH 9.2 wrote them. */
class SshLogTest {
    private static final String SENT = "debug1: Sending command: [ -n \"$x\" ] || {\n  echo a\n}\r\n";

    @Test
    void noLineOfACommandThatWasSentIsAComplaint() {
        assertThat(new SshLog(SENT + "debug1: pledge: fork\r\n").complaint()).isEmpty();
        assertThat(new SshLog(SENT).complaint()).isEmpty();
    }

    @Test
    void theLastThingThatIsNoTalkOfItsOwnIs() {
        assertThat(new SshLog(SENT + "Connection to 10.0.0.1 closed by remote host.\r\nTransferred: sent 1\r\n")
                        .complaint())
                .isEqualTo("Connection to 10.0.0.1 closed by remote host");
        assertThat(new SshLog("debug1: Connecting to old.\nssh: connect to host old port 22: Connection refused\n")
                        .complaint())
                .isEqualTo("connect to host old port 22: Connection refused");
    }
}
