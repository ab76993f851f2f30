package dev.holdpoint.step.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A server that does with each of its clients what a test says, and waits until that one has gone. It serves whoever comes: where a first
 * connection ends too early, the JDK's client comes again.
 */
public final class CrudeServer implements AutoCloseable {
    private final ServerSocket server;

    /** What is done with one client. */
    public interface Talk {
        void on(Socket client) throws IOException;
    }

    public CrudeServer(Talk talk) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> {
            while (!server.isClosed()) {
                try {
                    var client = server.accept();
                    Thread.startVirtualThread(() -> serve(client, talk));
                } catch (IOException _) {
                    // It is closed.
                }
            }
        });
    }

    private static void serve(Socket client, Talk talk) {
        try (client) {
            talk.on(client);
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // This one is gone.
        }
    }

    /** @return such as 127.0.0.1:41515 */
    public String authority() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
