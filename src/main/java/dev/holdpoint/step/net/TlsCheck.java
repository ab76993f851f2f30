package dev.holdpoint.step.net;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Setting;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** {@code tls}: the certificate that a server shows for a name, also before the name leads there. */
public final class TlsCheck implements Check<TlsCheck.Spec> {
    private static final Pattern COMMON = Pattern.compile("(?:^|,)(?:CN|O)=\"?([^,\"]+)");

    public record Spec(
            @Doc(value = "the name of the server", example = "git.example.org")
            String host,

            @Doc(value = "its port", fallback = "443") int port,

            @Doc(value = "the name that the certificate must be for; left out: host") @Nullable
            String name,

            @Doc(value = "how many days it must last at least", fallback = "14")
            int daysLeft,

            @Doc(value = "the address to look at, whatever the name leads to", example = "203.0.113.20") @Nullable
            String resolve,

            @Doc(value = "how long to wait for an answer", fallback = "10s")
            Duration timeout,

            @Doc("what is checked, as a line of a gate") @Nullable
            String label) {
        String asked() {
            return name == null ? host : name;
        }

        String where() {
            return (resolve == null ? host : resolve) + ":" + port;
        }
    }

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public String says() {
        return "Looks at the certificate that a server shows for a name: whether it is valid for it, and for how many days.";
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
            problems.add("timeout takes a time above zero, for example 10s");
        }
        if (spec.daysLeft() < 0) {
            problems.add("days_left is 0 or more");
        }
        return List.copyOf(problems);
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        return List.of(
                "connects to " + spec.where() + " and asks for " + spec.asked(),
                "wants a certificate that is valid for it and lasts " + spec.daysLeft() + " days more");
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        try {
            var handshake = new Handshake(spec);
            var shown = handshake.shown();
            var fault = handshake.fault();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return seen(spec, shown, fault, began);
        } catch (SSLException refused) {
            return Evidence.red(
                    label(spec), spec.where() + " does not speak TLS with us: " + refused.getMessage(), began);
        } catch (IOException | GeneralSecurityException failed) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            var why = failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
            return Evidence.red(label(spec), spec.where() + " cannot be reached: " + why, began);
        }
    }

    private Evidence seen(Spec spec, X509Certificate certificate, String fault, Instant now) {
        var names = String.join(", ", names(certificate));
        var ends = certificate.getNotAfter().toInstant();
        long days = Duration.between(now, ends).toDays();
        var sentence = "for " + names + " by " + issuer(certificate) + ", " + days + " days left, until "
                + ends.atZone(ZoneOffset.UTC).toLocalDate();
        if (!fault.isEmpty()) {
            return Evidence.red(
                    label(spec), "not valid for " + spec.asked() + ": " + fault + " (it is " + sentence + ")", now);
        }
        return days < spec.daysLeft()
                ? Evidence.red(label(spec), sentence + "; " + spec.daysLeft() + " days wanted", now)
                : Evidence.green(label(spec), sentence, now).until(ends);
    }

    private static List<String> names(X509Certificate certificate) {
        var names = new ArrayList<String>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            // RFC 5280, 4.2.1.6: 2 is a name, 7 an address.
            for (var one : all == null ? List.<List<?>>of() : all) {
                if (one.getFirst() instanceof Integer type && (type == 2 || type == 7)) {
                    names.add(String.valueOf(one.getLast()));
                }
            }
        } catch (CertificateParsingException unreadable) {
            return List.of("names that cannot be read");
        }
        return names.isEmpty() ? List.of("no name") : names;
    }

    private static String issuer(X509Certificate certificate) {
        var name = certificate.getIssuerX500Principal().getName();
        var common = COMMON.matcher(name);
        return common.find() ? common.group(1) : name;
    }

    @Override
    public String label(Spec spec) {
        return spec.label() != null ? spec.label() : "the certificate of " + spec.asked();
    }
}
