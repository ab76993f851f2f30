package dev.holdpoint.step.host;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Shorthand;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.host.Identity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** {@code host.reachable}: whether a host target can be reached, and who answers there. Steps below work on that machine only. */
public final class HostReachable implements Check<HostReachable.Spec> {
    private static final Duration MOST_SKEW = Duration.ofSeconds(2);
    private static final double GIB = 1L << 30;

    public record Spec(
            @Shorthand @Doc(value = "host target", example = "old")
            String host) {}

    @Override
    public String name() {
        return "host.reachable";
    }

    @Override
    public String says() {
        return "Looks whether a host can be reached by ssh, and says which machine answers and as whom; changes nothing.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> hosts(Spec spec) {
        return List.of(spec.host());
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        return List.of("connects to " + setting.host(spec.host())
                + " and asks for name, host key, user, kernel, clock, free space and sudo");
    }

    @Override
    public String label(Spec spec) {
        return spec.host();
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        try {
            var who = attempt.identify(spec.host());
            // Also where something is wrong with it: no step may work on another one than was looked at.
            attempt.remember(Attempt.IDENTITY, who.proof());
            var bySudo = attempt.host(spec.host()).sudo() != null;
            return new Evidence(!tooFar(who.ahead()), label(spec), sentence(who), began, details(who, bySudo));
        } catch (TargetProblem e) {
            return Evidence.red(label(spec), String.valueOf(e.getMessage()), began);
        }
    }

    private static boolean tooFar(Duration skew) {
        return skew.abs().compareTo(MOST_SKEW) >= 0;
    }

    private static String sentence(Identity who) {
        var clock = tooFar(who.ahead())
                ? ", ITS CLOCK IS " + seconds(who.ahead().abs()) + (who.ahead().isNegative() ? " BEHIND" : " AHEAD")
                : "";
        return who.user() + " at " + who.address() + ", " + who.kernel() + clock;
    }

    private static List<String> details(Identity who, boolean bySudo) {
        return List.of(
                "host key " + who.fingerprint(),
                "machine " + who.machine(),
                "clock " + (who.ahead().isNegative() ? "-" : "+")
                        + seconds(who.ahead().abs()) + ", "
                        + String.format(Locale.ROOT, "%.1f GiB free", who.freeBytes() / GIB) + " in " + who.jobs(),
                rights(who, bySudo));
    }

    /** That somebody could use sudo there helps nobody: without the word for it all runs as whoever logs in. */
    private static String rights(Identity who, boolean bySudo) {
        if (bySudo || who.user().equals("root")) {
            return "all that runs there runs as root" + (bySudo ? ", by sudo" : "");
        }
        return "LOGS IN AS " + who.user() + ", NOT ROOT: what needs root will fail; "
                + (who.sudo()
                        ? "write sudo: true at this host, or log in as root"
                        : "log in as root, or write sudo: true and sudo_password at this host");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
