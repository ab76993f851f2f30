package dev.holdpoint.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What other people have said of one hold point since it was last asked about.
 *
 * @param number how many are wanted
 * @param of who may give them, for showing; who really may is decided where they are given
 * @param digest SHA-256 of {@code covers}, hex; empty while nothing was asked yet
 * @param covers what an approval is about, a line each ({@link Coverage})
 * @param given those that count, in the order in which they came
 * @param voided which was void last and why, in words; empty where none was, or one has come since
 * @param wrongCodes how many wrong codes were typed since it was last asked about
 */
public record Approvals(
        int number,
        List<String> of,
        String digest,
        List<String> covers,
        List<Approval> given,
        String voided,
        int wrongCodes) {
    public static final Approvals NONE = new Approvals(0, List.of(), "", List.of(), List.of(), "", 0);

    public Approvals {
        of = List.copyOf(of);
        covers = List.copyOf(covers);
        given = List.copyOf(given);
    }

    /** How somebody has approved. */
    public enum How {
        /** In a session of their own on this machine: the kernel says who it was. */
        SESSION,
        /** By a one-time code that the driver has typed. */
        CODE
    }

    public record Approval(String by, How how, Instant at) {}

    /** How many are still wanted. */
    public int missing() {
        return Math.max(0, number - given.size());
    }

    public boolean by(String name) {
        return given.stream().anyMatch(it -> it.by().equals(name));
    }

    Approvals asked(Event.ApprovalsAsked it) {
        return new Approvals(it.number(), it.of(), it.digest(), it.covers(), given, voided, 0);
    }

    Approvals and(Event.HoldApproved it, Instant at) {
        var all = new ArrayList<>(given);
        all.add(new Approval(it.by(), it.how(), at));
        return new Approvals(number, of, digest, covers, all, "", wrongCodes);
    }

    Approvals without(Event.ApprovalVoided it) {
        var left = given.stream().filter(one -> !one.by().equals(it.by())).toList();
        return new Approvals(
                number,
                of,
                digest,
                covers,
                left,
                "the approval of " + it.by() + " is void: " + it.reason(),
                wrongCodes);
    }

    Approvals refusing() {
        return new Approvals(number, of, digest, covers, given, voided, wrongCodes + 1);
    }
}
