package dev.holdpoint.run.work;

import dev.holdpoint.run.Workplace;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Identity;
import dev.holdpoint.target.host.Ways;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees to it that an attempt works on the machines that were seen in <i>Connections</i>: an address may lead elsewhere by now, and two
 * names may lead to one machine. A host is looked at once for an attempt, and again when the way to it was opened anew.
 */
final class Guard {
    private final Ways ways;
    private final Workplace.Reports reports;
    private final Set<String> passed = ConcurrentHashMap.newKeySet();

    Guard(Ways ways, Workplace.Reports reports) {
        this.ways = ways;
        this.reports = reports;
    }

    /** @throws TargetProblem where another machine answers than before, or the same as on another target */
    void pass(Host host) throws IOException, InterruptedException {
        if (host.local()) {
            return;
        }
        var proof = ways.known(host).proof();
        if (!passed.add(host.target() + " " + proof)) {
            return;
        }
        var seen = reports.identities();
        var before = seen.get(host.target());
        if (before == null) {
            passed.clear();
            throw new TargetProblem("nobody has seen yet which machine " + host.target()
                    + " is; nothing was done. Run connect." + host.target() + " first");
        }
        if (!before.equals(proof)) {
            passed.clear();
            throw new TargetProblem("another machine answers as " + host.target() + " than when it was connected to: "
                    + proof + ", it was " + before + "; nothing was done. Connect to it again where that is right");
        }
        var twin = seen.entrySet().stream()
                .filter(it -> !it.getKey().equals(host.target()))
                .filter(it -> Identity.machine(it.getValue()).equals(Identity.machine(proof)))
                .findFirst();
        if (twin.isPresent()) {
            passed.clear();
            throw new TargetProblem(host.target() + " and " + twin.get().getKey()
                    + " are the same machine; nothing was done. Mend the address of one of them");
        }
    }
}
