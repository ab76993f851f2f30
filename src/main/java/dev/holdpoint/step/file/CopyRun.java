package dev.holdpoint.step.file;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Progress;
import dev.holdpoint.step.Script;
import dev.holdpoint.target.host.Host;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One attempt to copy: looks at both ends, chooses who does it, and runs rsync there. */
final class CopyRun {
    private static final String ROUTE = "route";
    private static final String THROUGH = "through here";

    private final Copy.Spec spec;
    private final Attempt attempt;
    private final Location from;
    private final Location to;

    CopyRun(Copy.Spec spec, Attempt attempt) {
        this.spec = spec;
        this.attempt = attempt;
        this.from = spec.source();
        this.to = spec.target();
    }

    Outcome run() throws InterruptedException {
        var source = CopyEnd.look(attempt, from);
        var target = CopyEnd.look(attempt, to);
        if (!attempt.resumed()) {
            source.mustBeThere(spec.mirror());
            target.mustTake(source);
        }
        var slash = source.tree() ? "/" : "";
        var route = route(source, target);
        if (route.equals(THROUGH)) {
            return through(slash);
        }
        var script = route.equals(from.host())
                ? CopyText.straight(spec, rsh(route, to), from.bare() + slash, operand(route, to) + slash)
                : CopyText.straight(spec, rsh(route, from), operand(route, from) + slash, to.bare() + slash);
        var watch = watch(UnaryOperator.identity());
        return ended(attempt.job(route, "copy", script, watch), watch, route);
    }

    /** The one rsync that has both ends, seen from where it runs. */
    private String operand(String route, Location other) {
        return other.host().equals(route) ? other.bare() : CopyText.operand(attempt.host(other.host()), other.bare());
    }

    private List<String> rsh(String route, Location other) {
        if (other.host().equals(route)) {
            return List.of();
        }
        var host = attempt.host(other.host());
        return route.equals(Host.LOCAL) ? SshWords.from(attempt.ssh(), host) : SshWords.onHost(host);
    }

    /** Who runs it; who comes back to a copy that runs asks nobody again. */
    private String route(CopyEnd source, CopyEnd target) throws InterruptedException {
        var before = attempt.remembered(ROUTE);
        if (attempt.resumed() && before.isPresent()) {
            return before.get();
        }
        var route = chosen(source, target);
        attempt.remember(ROUTE, route);
        return route;
    }

    private String chosen(CopyEnd source, CopyEnd target) throws InterruptedException {
        if (from.host().equals(to.host()) || from.local()) {
            return from.host();
        }
        if (to.local()) {
            return to.host();
        }
        if (source.reaches(attempt, target)) {
            return from.host();
        }
        if (target.reaches(attempt, source)) {
            return to.host();
        }
        attempt.say("neither " + from.host() + " nor " + to.host()
                + " reaches the other by ssh without being asked something: it goes through this machine");
        return THROUGH;
    }

    private Outcome through(String slash) throws InterruptedException {
        var name = HostFile.sum(from + "\n" + to).substring(0, 12);
        var folder = attempt.files().toAbsolutePath().resolve("through-" + name).toString();
        var kept = folder
                + (slash.isEmpty() ? "/" + from.bare().substring(from.bare().lastIndexOf('/') + 1) : "/");
        var in = watch(it -> part(it, 0, "from " + from.host() + ": "));
        var first = attempt.job(
                Host.LOCAL,
                "copy-in",
                CopyText.inward(spec, rsh(Host.LOCAL, from), operand(Host.LOCAL, from) + slash, folder),
                in);
        if (!fine(first)) {
            return ended(first, in, "this machine");
        }
        var out = watch(it -> part(it, 0.5, "to " + to.host() + ": "));
        var second = attempt.job(
                Host.LOCAL,
                "copy-out",
                CopyText.outward(spec, rsh(Host.LOCAL, to), kept, operand(Host.LOCAL, to) + slash),
                out);
        var outcome = ended(second, out, "this machine");
        if (outcome instanceof Outcome.Done && spec.pass() == Copy.Pass.FINAL) {
            attempt.capture(Host.LOCAL, Script.of("rm -rf -- \"$folder\"", Map.of("folder", folder)));
        }
        return outcome;
    }

    private static Progress part(Progress leg, double from, String says) {
        return new Progress(from + leg.fraction() / 2, null, says + leg.says(), leg.parts());
    }

    private RsyncWatch watch(UnaryOperator<Progress> shown) {
        Consumer<Progress> report = it -> attempt.progress(shown.apply(it));
        return new RsyncWatch(spec.pass() == Copy.Pass.FINAL, report);
    }

    private boolean fine(Ended ended) {
        return ended.fine() || (vanished(ended) && spec.vanished() == Copy.Vanished.ALLOWED);
    }

    private static boolean vanished(Ended ended) {
        return ended instanceof Ended.Exited(int status) && status == 24;
    }

    private Outcome ended(Ended ended, RsyncWatch watch, String where) {
        if (fine(ended)) {
            watch.names().forEach(it -> attempt.say("changed: " + it));
            return Outcome.done(watch.says() + (vanished(ended) ? "; some vanished meanwhile" : ""));
        }
        return switch (ended) {
            case Ended.Lost(String reason) -> Outcome.unknown(reason);
            case Ended.Exited(int status) -> {
                var complaint = Hidden.secretsOf(attempt.values(), watch.complaint());
                yield Outcome.failed(
                        "rsync on " + where + ": " + meaning(status).orElse("exit " + status)
                                + (complaint.isEmpty() ? "" : ": " + complaint),
                        remedy(status));
            }
        };
    }

    /** rsync(1), EXIT VALUES. */
    private static Optional<String> meaning(int status) {
        return Optional.ofNullable(
                switch (status) {
                    case 10, 12, 30, 35, 255 -> "the connection broke";
                    case 11 -> "a file could not be read or written";
                    case 20 -> "it was ended";
                    case 23 -> "not everything was copied";
                    case 24 -> "files vanished while they were copied";
                    case 25 -> "it would have deleted too much";
                    case 127 -> "it was not found";
                    default -> null;
                });
    }

    private static String remedy(int status) {
        return status == 24
                ? "retry; where files come and go while it runs, write vanished: allowed"
                : "read the lines above, mend the cause, then retry: it goes on where it was";
    }
}
