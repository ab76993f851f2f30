package dev.holdpoint.pair;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** A conversation with a run, from the guest's side. One thread reads; any thread may send. */
public final class Call implements AutoCloseable {
    private final SocketChannel channel;
    private final Wire wire;

    /** What the run has refused, in its words. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String says) {
            super(says);
        }
    }

    private Call(SocketChannel channel) {
        this.channel = channel;
        this.wire = new Wire(into -> channel.read(ByteBuffer.wrap(into)), Wire.HOST);
    }

    /**
     * Knocks.
     *
     * @throws Refused where the caller is not let in
     * @throws IOException where nobody answers there, or somebody else than the socket's owner does
     */
    public static Call to(Meeting.Place place) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(place.socket()));
            var listens = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
            if (!listens.equals(Files.getOwner(place.socket()))) {
                throw new IOException(listens.getName() + " listens at " + place.socket() + ", which is not theirs");
            }
            var call = new Call(channel);
            // Before anything is asked: who is refused could not be told while they speak.
            call.next();
            return call;
        } catch (java.net.ConnectException e) {
            channel.close();
            throw new IOException("the run's program has ended: its socket was left behind", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
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
        var told = next();
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
        var told = next();
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
        var told = next();
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
