package dev.holdpoint.step.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The two handshakes of a look: one that takes any certificate, only to read it, and one that judges it as every other connection
 * of this program does. Nothing is sent over either.
 */
final class Handshake {
    private final TlsCheck.Spec spec;

    Handshake(TlsCheck.Spec spec) {
        this.spec = spec;
    }

    /** The server's own certificate, whatever it is worth. */
    X509Certificate shown() throws IOException, GeneralSecurityException {
        var reading = SSLContext.getInstance("TLS");
        reading.init(null, new TrustManager[] {new Reader()}, new SecureRandom());
        try (var socket = open(reading, false)) {
            if (socket.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate) {
                return certificate;
            }
            throw new SSLPeerUnverifiedException("it shows no certificate");
        }
    }

    /** Why the certificate is not valid for the name; empty where it is. */
    String fault() throws IOException, GeneralSecurityException {
        try (var _ = open(SSLContext.getDefault(), true)) {
            return "";
        } catch (SSLException invalid) {
            Throwable cause = invalid;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return String.valueOf(cause.getMessage());
        }
    }

    private SSLSocket open(SSLContext context, boolean judging) throws IOException {
        var address = new InetSocketAddress(spec.resolve() == null ? spec.host() : spec.resolve(), spec.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException("no host has the name " + address.getHostString());
        }
        int patience = Math.toIntExact(spec.timeout().toMillis());
        var plain = new Socket();
        try {
            plain.connect(address, patience);
            plain.setSoTimeout(patience);
            var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, spec.asked(), spec.port(), true);
            var parameters = socket.getSSLParameters();
            if (judging) {
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
            if (!Network.written(spec.asked())) {
                parameters.setServerNames(List.of(new SNIHostName(spec.asked())));
            }
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException | RuntimeException failed) {
            plain.close();
            throw failed;
        }
    }

    /** Takes every certificate: what it is worth is asked in the other handshake. */
    private static final class Reader extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
