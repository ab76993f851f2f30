package dev.holdpoint.step.file;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Progress;
import dev.holdpoint.step.Script;
import dev.holdpoint.step.SideBySide;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.host.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One attempt to copy: looks at both ends, chooses who does it, and runs rsync there. */
final class CopyRun {
    private static final String HERE = "this machine";

    private static final String STRAIGHT = "copy";
    private static final String OUTWARD = "copy-out";

    private static final String REMOVE = """
            chmod -R u+rwX -- "$room" 2> /dev/null
            rm -rf -- "$room\"""";

    private final Copy.Spec spec;
    private final Attempt attempt;
    private final Location from;
    private final Location to;
    private final CopyRoute route;

    CopyRun(Copy.Spec spec, Attempt attempt) {
        this.spec = spec;
        this.attempt = attempt;
        this.from = spec.source();
        this.to = spec.target();
        this.route = new CopyRoute(attempt, from, to, ours("route-"));
    }

    Outcome run() throws InterruptedException {
        var begun = attempt.resumed() ? begun() : Optional.<Outcome>empty();
        return tidied(begun.isPresent() ? begun.get() : copied());
    }

    /** Who comes back to where it was begun to write into the target looks at nothing anew: it may be half done, or done. */
    private Optional<Outcome> begun() throws InterruptedException {
        var whole = watch(UnaryOperator.identity());
        var straight = attempt.attach(STRAIGHT, whole);
        if (straight.isPresent()) {
            return straight.map(it -> ended(
                    it,
                    whole,
                    attempt.remembered(CopyRoute.ROUTE)
                            .filter(by -> !by.isEmpty())
                            .orElse("one of the two")));
        }
        var out = outward();
        return attempt.attach(OUTWARD, out).map(it -> ended(it, out, HERE));
    }

    private Outcome copied() throws InterruptedException {
        var asks = route.asks();
        var asked = SideBySide.<Attempt.Captured>all(List.of(
                () -> CopyEnd.look(attempt, from),
                () -> CopyEnd.look(attempt, to),
                () -> asks ? CopyEnd.reach(attempt, from, to) : CopyRoute.NOTHING));
        var source = CopyEnd.of(from, asked.get(0));
        var target = CopyEnd.of(to, asked.get(1));
        source.mustBeThere(spec.mirror());
        target.mustTake(source);
        if (source.tree()) {
            target.mustBeOurs(CopyEnd.mark(attempt, from, to), spec);
        }
        var slash = source.tree() ? "/" : "";
        var way = route.choose(source, target, asked.get(2));
        if (way.equals(CopyRoute.THROUGH)) {
            source.mustBeReached(attempt);
            target.mustBeReached(attempt);
            return through(slash, source, target);
        }
        if (way.equals(Host.LOCAL) && !(from.local() && to.local())) {
            (from.local() ? target : source).mustBeReached(attempt);
        }
        var script = way.equals(from.host())
                ? CopyText.straight(spec, rsh(way, target), from.bare() + slash, operand(way, to) + slash)
                : CopyText.straight(spec, rsh(way, source), operand(way, from) + slash, to.bare() + slash);
        var watch = watch(UnaryOperator.identity());
        var ended = attempt.job(way, STRAIGHT, script, watch);
        return fine(ended) ? ended(ended, watch, way) : route.broken(ended(ended, watch, way), source, target);
    }

    /** The one rsync that has both ends, seen from where it runs. */
    private String operand(String by, Location other) {
        return other.host().equals(by) ? other.bare() : CopyText.operand(attempt.host(other.host()), other.bare());
    }

    /** How rsync gets to the other end, where it copies only if the machine there is the one that was looked at. */
    private CopyText.Far rsh(String by, CopyEnd end) {
        var other = end.place();
        if (other.host().equals(by)) {
            return CopyText.Far.NONE;
        }
        var host = attempt.host(other.host());
        if (!route.rootUnasked(other)) {
            throw new TargetProblem(
                    "rsync cannot give " + other.host() + " the password of sudo, which `sudo_password` has; "
                            + "nothing was copied; let sudo run rsync there without one (NOPASSWD)"
                            + " and leave sudo_password out, or log in as root");
        }
        var words = by.equals(Host.LOCAL) ? SshWords.from(attempt.ssh(), host) : SshWords.onHost(host);
        return new CopyText.Far(words, host.sudo() != null, end.who().orElse(""));
    }

    private Outcome through(String slash, CopyEnd source, CopyEnd target) throws InterruptedException {
        var folder = ours("through-").resolve("data").toString();
        var kept = folder
                + (slash.isEmpty() ? "/" + from.bare().substring(from.bare().lastIndexOf('/') + 1) : "/");
        var in = watch(it -> part(it, 0, "from " + from.host() + ": "));
        var first = attempt.job(
                Host.LOCAL,
                "copy-in",
                CopyText.inward(spec, rsh(Host.LOCAL, source), operand(Host.LOCAL, from) + slash, folder),
                in);
        if (!fine(first)) {
            return ended(first, in, HERE);
        }
        var out = outward();
        var second = attempt.job(
                Host.LOCAL,
                OUTWARD,
                CopyText.outward(spec, rsh(Host.LOCAL, target), kept, operand(Host.LOCAL, to) + slash),
                out);
        return ended(second, out, HERE);
    }

    private RsyncWatch outward() {
        return watch(it -> part(it, 0.5, "to " + to.host() + ": "));
    }

    /** A path of this run on this machine, for the passes between these two places. */
    private Path ours(String prefix) {
        return CopyEnd.ofRun(attempt, prefix, from, to);
    }

    /** What went through this machine is kept for the next pass, and for no longer, whichever way the last one went. */
    private Outcome tidied(Outcome outcome) throws InterruptedException {
        var room = ours("through-");
        if (!Files.exists(room)) {
            return outcome;
        }
        if (outcome instanceof Outcome.Done && spec.pass() == Pass.FINAL) {
            attempt.capture(Host.LOCAL, Script.of(REMOVE, Map.of("room", room.toString())));
        }
        attempt.say(
                Files.exists(room)
                        ? "what goes through this machine is kept in " + room
                                + " until a final pass is done; remove it where there will be none"
                        : "what went through this machine was removed from it: " + room);
        return outcome;
    }

    private static Progress part(Progress leg, double from, String says) {
        return new Progress(from + leg.fraction() / 2, null, says + leg.says(), leg.parts());
    }

    private RsyncWatch watch(UnaryOperator<Progress> shown) {
        Consumer<Progress> report = it -> attempt.progress(shown.apply(it));
        return new RsyncWatch(spec.pass() == Pass.FINAL, report);
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
