package dev.holdpoint.pair;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** A conversation with a run, from the guest's side. One thread reads; any thread may send. */
public final class Call implements AutoCloseable {
    /** What a program says at once; its machine may be busy. */
    private static final Duration AT_ONCE = Duration.ofSeconds(15);

    /** What it may think about before it is late: longer than its {@link Guest} waits for a decision. */
    private static final Duration DECIDING = Duration.ofSeconds(35);

    private final SocketChannel channel;
    private final Wire wire;
    private final Duration patience;

    /** What the run has refused, in its words. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String says) {
            super(says);
        }
    }

    /** Somebody listens, and says nothing. */
    public static final class Silent extends IOException {
        private static final long serialVersionUID = 1L;

        Silent(IOException late) {
            super(
                    "the program that drives the run does not answer: where it was suspended (ctrl-Z), fg in its terminal lets it go on",
                    late);
        }
    }

    private Call(SocketChannel channel, Duration patience) {
        this.channel = channel;
        this.patience = patience;
        this.wire = new Wire(into -> channel.read(ByteBuffer.wrap(into)), Wire.HOST);
    }

    /**
     * Knocks.
     *
     * @throws Refused where the caller is not let in
     * @throws Silent where somebody listens who does not answer
     * @throws IOException where nobody is there, or somebody else than the socket's owner
     */
    public static Call to(Meeting.Place place) throws IOException {
        return to(place, AT_ONCE);
    }

    /** @param patience how long it may take to say what can be said at once */
    static Call to(Meeting.Place place, Duration patience) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            var call = new Call(channel, patience);
            call.within(patience, () -> call.knock(place));
            return call;
        } catch (java.net.ConnectException e) {
            channel.close();
            throw new IOException("the run's program has ended: its socket was left behind", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private Wire.Frame knock(Meeting.Place place) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(place.socket()));
        var listens = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        if (!listens.equals(Files.getOwner(place.socket()))) {
            throw new IOException(listens.getName() + " listens at " + place.socket() + ", which is not theirs");
        }
        // Before anything is asked: who is refused could not be told while they speak.
        return next();
    }

    private interface Exchange {
        Wire.Frame frame() throws IOException;
    }

    /** A program that was stopped listens for ever: whoever has waited long enough closes the conversation under the wait. */
    private Wire.Frame within(Duration longest, Exchange exchange) throws IOException {
        var late = new AtomicBoolean();
        var watch = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(longest);
                late.set(true);
                channel.close();
            } catch (InterruptedException | IOException inTime) {
                return;
            }
        });
        try {
            return exchange.frame();
        } catch (IOException e) {
            throw late.get() ? new Silent(e) : e;
        } finally {
            watch.interrupt();
        }
    }

    /** The next thing that the run tells, where that comes at once. */
    Wire.Frame soon() throws IOException {
        return within(patience, this::next);
    }

    /**
     * What an approval would be about.
     *
     * @param you whom the run takes the guest for
     * @param given who has approved already
     * @param covers a line each; none while the gate has not asked yet
     */
    public record Question(
            String driver,
            String you,
            String checklist,
            int number,
            java.util.List<String> given,
            java.util.List<String> covers,
            String digest) {}

    /** @throws Refused where there is nothing to approve, or the guest may not ask */
    public Question look(String step) throws IOException {
        send("look", Map.of("step", step));
        var told = soon();
        if (!told.is().equals("look")) {
            throw new Refused(told.text("says"));
        }
        return new Question(
                told.text("driver"),
                told.text("you"),
                told.text("checklist"),
                Math.toIntExact(told.number("number")),
                told.texts("given"),
                told.texts("covers"),
                told.text("digest"));
    }

    /**
     * Approves what {@code digest} stands for.
     *
     * @return what the run says
     * @throws Refused where it does not count
     */
    public String approve(String step, String digest) throws IOException {
        send("approve", Map.of("step", step, "digest", digest));
        var told = within(DECIDING, this::next);
        if (!told.flag("accepted")) {
            throw new Refused(told.text("says"));
        }
        return told.text("says");
    }

    /**
     * Asks a program whose terminal is gone to leave its run. It has left when this returns, and ends.
     *
     * @param pid its process: another run of that name is none of ours
     * @throws Refused where somebody has its terminal, or it must not be left now
     */
    public void takeOver(long pid) throws IOException {
        send("take-over", Map.of("pid", pid));
        var told = within(DECIDING, this::next);
        if (!told.flag("accepted")) {
            throw new Refused(told.text("says"));
        }
    }

    void send(String is, Map<String, ? extends @Nullable Object> content) throws IOException {
        var bytes = ByteBuffer.wrap(Wire.line(is, content));
        synchronized (channel) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /** The next thing that the run tells. */
    Wire.Frame next() throws IOException {
        Wire.Frame told;
        try {
            told = wire.next();
        } catch (java.net.SocketException reset) {
            throw new IOException("the run has closed the conversation", reset);
        }
        if (told == null) {
            throw new IOException("the run has closed the conversation");
        }
        if (told.is().equals("refused")) {
            throw new Refused(told.text("says"));
        }
        return told;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
