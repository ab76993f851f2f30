package dev.holdpoint.target.host.ssh;

/**
 * A port of this machine that leads to an address as a host sees it. It stays the same when the connection is opened anew; while there
 * is none, nobody listens on it.
 *
 * @param port on 127.0.0.1
 * @param to the address and port that the host connects to, as {@code ssh -L} takes it
 */
public record Forward(int port, String to) {
    static Forward to(int port, String address, int remote) {
        return new Forward(port, (address.contains(":") ? "[" + address + "]" : address) + ":" + remote);
    }

    String argument() {
        return "127.0.0.1:" + port + ":" + to;
    }
}
