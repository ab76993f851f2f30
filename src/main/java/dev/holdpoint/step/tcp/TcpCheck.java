package dev.holdpoint.step.tcp;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Setting;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code tcp}: whether a port takes connections from this machine, or, for a door that was closed, that it does not. */
public final class TcpCheck implements Check<TcpCheck.Spec> {
    public record Spec(
            @Doc(value = "name or address of the host", example = "db.example.org")
            String host,

            @Doc(value = "port, 1 to 65535", example = "5432")
            int port,

            @Doc(value = "whether it must not answer: refused or silent is right then", fallback = "false")
            boolean closed,

            @Doc(value = "how long to wait for an answer", fallback = "5s")
            Duration timeout,

            @Doc("what is checked, as a line of a gate") @Nullable
            String label) {}

    /** What the port did. */
    private enum Answer {
        OPEN,
        REFUSED,
        SILENT,
        NO_ROUTE,
        NO_SUCH_HOST,
        UNASKED
    }

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public String says() {
        return "Looks whether a TCP port takes connections from this machine, or with closed that it does not.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> problems(Spec spec) {
        var problems = new ArrayList<String>();
        if (spec.port() < 1 || spec.port() > 65535) {
            problems.add("port " + spec.port() + " does not exist; write 1 to 65535");
        }
        if (!spec.timeout().isPositive()) {
            problems.add("timeout takes a time above zero, for example 5s");
        }
        return List.copyOf(problems);
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        return List.of("connects to " + where(spec) + ", wants it " + (spec.closed() ? "closed" : "open"));
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        var start = System.nanoTime();
        var answer = ask(spec);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var millis = (System.nanoTime() - start) / 1_000_000;
        return new Evidence(right(spec, answer), label(spec), sentence(spec, answer, millis), began, List.of());
    }

    /** A name that does not resolve proves nothing about a port, nor does a machine that cannot even ask: it is never right. */
    private static boolean right(Spec spec, Answer answer) {
        return switch (answer) {
            case OPEN -> !spec.closed();
            case REFUSED, SILENT, NO_ROUTE -> spec.closed();
            case NO_SUCH_HOST, UNASKED -> false;
        };
    }

    private static String sentence(Spec spec, Answer answer, long millis) {
        return where(spec)
                + switch (answer) {
                    case OPEN -> " answers in " + millis + " ms";
                    case REFUSED -> " refuses connections";
                    case SILENT -> " did not answer within " + spec.timeout().toMillis() + " ms";
                    case NO_ROUTE -> " cannot be reached: no route";
                    case NO_SUCH_HOST -> ": no host has that name";
                    case UNASKED ->
                        " cannot be asked from here: this machine's own network is down, or it has no port or file left";
                };
    }

    private static Answer ask(Spec spec) {
        var address = new InetSocketAddress(spec.host(), spec.port());
        if (address.isUnresolved()) {
            return Answer.NO_SUCH_HOST;
        }
        try (var socket = new Socket()) {
            socket.connect(address, Math.toIntExact(spec.timeout().toMillis()));
            return Answer.OPEN;
        } catch (SocketTimeoutException late) {
            return Answer.SILENT;
        } catch (NoRouteToHostException none) {
            return Answer.NO_ROUTE;
        } catch (ConnectException refused) {
            return Answer.REFUSED;
        } catch (IOException ours) {
            return Answer.UNASKED;
        }
    }

    private static String where(Spec spec) {
        return spec.host() + ":" + spec.port();
    }

    @Override
    public String label(Spec spec) {
        return spec.label() != null ? spec.label() : where(spec) + (spec.closed() ? " is closed" : " is open");
    }
}
