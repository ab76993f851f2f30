package dev.holdpoint.step.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** With a resolver of our own, which knows one name. */
@SuppressWarnings("NullAway.Init")
class DnsCheckTest {
    private DatagramSocket socket;

    @BeforeEach
    void start() throws Exception {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stop() {
        socket.close();
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[512], 512);
        try {
            for (; ; ) {
                socket.receive(packet);
                var wire = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength())))
                        .toWire();
                socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static Message answer(Message question) throws IOException {
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        var name = question.getQuestion().getName();
        if (name.toString().startsWith("broken")) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        } else if (!name.toString().startsWith("git")) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else if (question.getQuestion().getType() == Type.A) {
            var real = Name.fromString("host.example.org.");
            answer.addRecord(new CNAMERecord(name, DClass.IN, 60, real), Section.ANSWER);
            answer.addRecord(new ARecord(real, DClass.IN, 300, InetAddress.getByName("203.0.113.20")), Section.ANSWER);
        } else if (question.getQuestion().getType() == Type.TXT) {
            answer.addRecord(new TXTRecord(name, DClass.IN, 60, "v=x y"), Section.ANSWER);
        }
        return answer;
    }

    private String resolver() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private Evidence look(String name, String type, String... expect) throws Exception {
        return new DnsCheck()
                .observe(
                        new DnsCheck.Spec(
                                name, type, List.of(expect), List.of(resolver()), Duration.ofSeconds(20), null),
                        new FakeAttempt());
    }

    @Test
    void whatANameLeadsToIsSeenWithItsTime() throws Exception {
        var seen = look("git.example.org", "A", "203.0.113.20");
        assertThat(seen.green()).isTrue();
        assertThat(seen.sentence()).isEqualTo("git.example.org A is 203.0.113.20, for 300 s, at " + resolver());
        assertThat(look("git.example.org.", "CNAME", "x").green()).isFalse();
        assertThat(look("git.example.org", "TXT", "v=x y").green()).isTrue();
    }

    @Test
    void anotherValueOneMoreAndNoneAreRed() throws Exception {
        assertThat(look("git.example.org", "A", "203.0.113.21").sentence())
                .endsWith(" at " + resolver() + ", not 203.0.113.21");
        assertThat(look("git.example.org", "A", "203.0.113.20", "203.0.113.21").green())
                .isFalse();
        assertThat(look("nothing.example.org", "A", "203.0.113.20").sentence())
                .startsWith("nothing.example.org A has no value (no such name) at ");
        assertThat(look("broken.example.org", "A", "203.0.113.20").sentence())
                .isEqualTo("no answer at " + resolver() + ": it answers SERVFAIL");
    }

    @Test
    void whoDoesNotAnswerIsNamed() throws Exception {
        int silent = socket.getLocalPort();
        socket.close();
        var spec = new DnsCheck.Spec(
                "git.example.org",
                "A",
                List.of("203.0.113.20"),
                List.of("127.0.0.1:" + silent),
                Duration.ofMillis(200),
                null);
        assertThat(new DnsCheck().observe(spec, new FakeAttempt()).sentence()).startsWith("no answer at 127.0.0.1:");
    }

    @Test
    void whatIsNoNameTypeOrResolverIsAProblem() {
        var wrong = new DnsCheck.Spec(
                "a..b",
                "Q",
                List.of("x"),
                List.of("dns.example.org", "::1", "[::1]:5353", "1.1.1.1"),
                Duration.ZERO,
                null);
        assertThat(new DnsCheck().problems(wrong)).hasSize(4);
        assertThat(Network.plain("2001:DB8:0::7")).isEqualTo(Network.plain("2001:db8::7"));
    }
}
