package dev.holdpoint.run.work;

import dev.holdpoint.run.Spans;
import dev.holdpoint.run.Workplace;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Progress;
import dev.holdpoint.target.host.ssh.HostRefused;
import dev.holdpoint.target.host.ssh.SudoRefused;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * One attempt of a guarded step, from the guard that counts on its host to the guard's end: the step does what it does, and then either a
 * connection that was opened after it confirms it, or its host has put the old state back. What became of it is what the host says, also
 * for whoever comes back; nothing is done again behind a guard that has decided.
 */
final class GuardedDeed {
    private static final Duration AGAIN = Duration.ofSeconds(1);
    /** Who is let in by nobody is not to look like an attacker. */
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(10);

    private static final int BACK = 10;
    private static final int NOT_BACK = 11;

    private final String host;
    private final Duration time;
    private final Sentry sentry;
    private final Countdown countdown;

    /** Why the last attempt to confirm failed; empty before the first. */
    private String why = "";

    GuardedDeed(String host, Duration time, Sentry sentry, Countdown countdown) {
        this.host = host;
        this.time = time;
        this.sentry = sentry;
        this.countdown = countdown;
    }

    Outcome carryOut(Workplace.Deed deed) throws InterruptedException {
        var word = sentry.counting();
        if (word.isEmpty() || word.get().back()) {
            return tooLate();
        }
        try (var ignored = countdown.from(word.get().left())) {
            var outcome = deed.carryOut();
            if (word.get().confirmed()) {
                // Before the program was away.
                return outcome;
            }
            if (outcome instanceof Outcome.Done) {
                return confirmed() ? outcome : judged(outcome);
            }
            sentry.backNow();
            return judged(outcome);
        }
    }

    /** Its guard has ended, or decided, before the step did anything in this attempt of the program. */
    private Outcome tooLate() throws InterruptedException {
        return switch (sentry.end()) {
            case Ended.Exited(int status)
            when status == BACK || status == NOT_BACK ->
                putBack(status, "", "since nobody confirmed it within " + Spans.shortly(time));
            case Ended.Exited(int status) ->
                Outcome.failed(
                        "its guard on " + host + " could not be set up (exit " + status + "), so nothing was done",
                        "read the last lines of the output, mend that, then retry");
            case Ended.Lost(String reason) -> lost(reason);
        };
    }

    /** Over a connection that is opened now; tried until the guard has ended. */
    private boolean confirmed() throws InterruptedException {
        while (!sentry.ended(Duration.ZERO)) {
            var pause = AGAIN;
            try {
                var word = sentry.confirm();
                if (word.confirmed()) {
                    return sentry.end() instanceof Ended.Exited(int status) && status == 0;
                }
                if (word.back()) {
                    return false;
                }
                why = word.counts() ? "its host could not write that down" : "another machine answers there";
            } catch (SudoRefused e) {
                // Another wrong password a second later might lock the account.
                why = String.valueOf(e.getMessage());
                sentry.backNow();
                return false;
            } catch (IOException e) {
                why = String.valueOf(e.getMessage());
                pause = e instanceof HostRefused ? AFTER_REFUSAL : AGAIN;
            }
            countdown.progress(Progress.saying("no new connection yet: " + why));
            if (sentry.ended(pause)) {
                break;
            }
        }
        return false;
    }

    private Outcome judged(Outcome outcome) throws InterruptedException {
        return switch (sentry.end()) {
            case Ended.Exited(int status)
            when status == BACK || status == NOT_BACK ->
                outcome instanceof Outcome.Failed failed
                        ? putBack(status, failed.reason() + "; ", "")
                        : putBack(status, "", because(outcome));
            case Ended.Exited(int status) when status == 0 -> outcome;
            case Ended.Exited(int status) -> lost("it ended with exit " + status);
            case Ended.Lost(String reason) -> lost(reason);
        };
    }

    private String because(Outcome outcome) {
        if (outcome instanceof Outcome.Unknown(String reason)) {
            return "since nobody knows what became of it: " + reason;
        }
        return why.isEmpty()
                ? "since nobody confirmed it within " + Spans.shortly(time)
                : "since no new connection could be made: " + why;
    }

    private Outcome putBack(int status, String before, String since) throws InterruptedException {
        var at = at();
        var tail = since.isEmpty() ? "" : ", " + since;
        return status == BACK
                ? Outcome.failed(
                        before + "put back by the host itself" + at + tail,
                        "the old state is there again; mend the cause, then retry")
                : Outcome.failed(
                        before + "THE HOST COULD NOT PUT IT BACK" + at + tail,
                        "read the last lines of the output; log in by another way, the host's console, and put it back by hand");
    }

    /** " at 03:12"; nothing where the host does not say it. It has just answered, so it is asked a few times at most. */
    private String at() throws InterruptedException {
        return asked().flatMap(Sentry.Word::at).map(GuardedDeed::clock).orElse("");
    }

    private Optional<Sentry.Word> asked() throws InterruptedException {
        for (int tries = 0; tries < 5; tries++) {
            var word = sentry.ask("");
            if (word.isPresent()) {
                return word;
            }
            Thread.sleep(AGAIN);
        }
        return Optional.empty();
    }

    private static String clock(long epoch) {
        var then = Instant.ofEpochSecond(epoch).atZone(ZoneId.systemDefault());
        return " at " + Spans.two(then.getHour()) + ":" + Spans.two(then.getMinute());
    }

    /** As when its host was restarted: what it has decided before stands on the disk there, and from now on it decides nothing. */
    private Outcome lost(String reason) throws InterruptedException {
        var word = asked();
        var did = word.filter(Sentry.Word::back).isPresent()
                ? "it had begun to put the old state back"
                : word.filter(Sentry.Word::confirmed).isPresent()
                        ? "the new state was confirmed before"
                        : word.filter(Sentry.Word::absent).isPresent()
                                ? "nothing of it is found there"
                                : word.isPresent() ? "it had put nothing back, and will not" : "it cannot be asked";
        return Outcome.unknown(
                "the guard on " + host + " is lost (" + reason + "); " + did
                        + ". Look there which state stands: m where it is the new one, which u then takes back; x where it is the old one");
    }

    /** Where nothing would guard it. */
    static Optional<Outcome> refused(boolean here) {
        return here
                ? Optional.of(Outcome.failed(
                        "guarded is for another host, and this step works on this machine; nothing was done",
                        "leave guarded out, or name the host"))
                : Optional.empty();
    }
}
