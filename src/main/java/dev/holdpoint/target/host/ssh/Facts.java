package dev.holdpoint.target.host.ssh;

import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Identity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@code greet.sh} says, as values. */
final class Facts {
    private static final Pattern NANOS = Pattern.compile("\\d+\\.\\d+");

    private Facts() {}

    /** @param asked the moment between question and answer, milliseconds of our clock */
    static Identity identity(
            Host host, String address, Optional<SshLog.HostKey> key, Map<String, String> facts, long asked)
            throws HostRefused {
        String jobs = facts.getOrDefault("jobs", "");
        if (!jobs.startsWith("/")) {
            throw new HostRefused(host + " has no home directory to keep jobs in: it says '" + jobs + "'");
        }
        return new Identity(
                host.target(),
                address,
                key.map(SshLog.HostKey::fingerprint).orElse("?"),
                facts.getOrDefault("user", "?"),
                facts.getOrDefault("kernel", "?"),
                facts.getOrDefault("machine", "?"),
                ahead(facts.getOrDefault("time", ""), asked),
                kibibytes(facts.getOrDefault("free", "")) * 1024,
                facts.getOrDefault("home", "/"),
                jobs,
                facts.getOrDefault("sudo", "").equals("yes"));
    }

    /** Where {@code date} knows no parts of a second, it was half of one on average. */
    private static Duration ahead(String time, long asked) {
        String whole = time.replaceFirst("\\..*", "");
        if (!whole.matches("\\d{1,18}")) {
            return Duration.ZERO;
        }
        BigDecimal seconds = new BigDecimal(NANOS.matcher(time).matches() ? time : whole + ".5");
        return Duration.ofMillis(seconds.movePointRight(3).longValue() - asked);
    }

    private static long kibibytes(String free) {
        return free.matches("\\d{1,15}") ? Long.parseLong(free) : 0;
    }
}
