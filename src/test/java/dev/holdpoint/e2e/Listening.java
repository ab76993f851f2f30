package dev.holdpoint.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** A watcher that keeps every byte. */
final class Listening implements AutoCloseable {
    private static final Pattern BYTES = Pattern.compile("\"bytes\":\"([^\"]*)\"");
    private final SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final Thread reader;

    Listening(Path socket) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(socket));
        send("{\"v\":1,\"is\":\"attach\"}\n");
        reader = Thread.ofPlatform().daemon().start(this::read);
    }

    private void send(String line) throws IOException {
        channel.write(ByteBuffer.wrap(line.getBytes(UTF_8)));
    }

    private void read() {
        var bytes = ByteBuffer.allocate(1 << 16);
        try {
            for (int count = channel.read(bytes.clear()); count > 0; count = channel.read(bytes.clear())) {
                heard.write(bytes.array(), 0, count);
            }
        } catch (IOException over) {
            // The run has ended.
        }
    }

    void asks(List<String> steps) throws IOException {
        int id = 0;
        for (var step : steps) {
            send("{\"v\":1,\"is\":\"preview\",\"id\":%d,\"step\":\"%s\"}\n".formatted(++id, step));
            send("{\"v\":1,\"is\":\"output\",\"id\":%d,\"step\":\"%s\",\"attempt\":1,\"from\":0,\"most\":65536}\n"
                    .formatted(++id, step));
        }
    }

    /** Once the run has closed the conversation. */
    byte[] heard() throws InterruptedException {
        reader.join();
        var text = heard.toString(UTF_8);
        assertThat(text).contains("\"is\":\"ready\"", "\"is\":\"answer\"", "\"type\":\"step.failed\"");
        var all = new StringBuilder(text);
        BYTES.matcher(text)
                .results()
                .forEach(it -> all.append(new String(Base64.getDecoder().decode(it.group(1)), UTF_8))
                        .append('\n'));
        return all.toString().getBytes(UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
