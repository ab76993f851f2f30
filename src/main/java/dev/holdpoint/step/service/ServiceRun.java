package dev.holdpoint.step.service;

import dev.holdpoint.checklist.DurationText;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Progress;
import dev.holdpoint.step.service.Service.State;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One attempt to bring a unit into a state, or back into the one it had. */
final class ServiceRun {
    /** How it was before: ActiveState and UnitFileState. For the undo. */
    private static final String BEFORE = "before";
    /** Which invocation ran when this attempt had not touched it yet. */
    private static final String INVOCATION = "invocation";

    /** The job that changes its state ended well, and nobody has seen since how the unit is. */
    private static final String UNSEEN = "unseen";

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final String NOTHING = "-";
    /** The job that changes its state. */
    private static final String STATE = "state";

    private final Service.Spec spec;
    private final Attempt attempt;
    private String lastWord = "";
    /** How the job that changes its state has ended; null before. */
    private @Nullable Ended acted;

    ServiceRun(Service.Spec spec, Attempt attempt) {
        this.spec = spec;
        this.attempt = attempt;
    }

    Outcome run() throws InterruptedException {
        var outcome = brought();
        seen();
        return outcome;
    }

    private boolean unseen() {
        return !attempt.remembered(UNSEEN).orElse("").isEmpty();
    }

    private void seen() throws InterruptedException {
        if (unseen()) {
            attempt.remember(UNSEEN, "");
        }
    }

    private Outcome brought() throws InterruptedException {
        if (attempt.resumed()) {
            acted = attempt.attach(STATE, this::hear).orElse(null);
        }
        var before = look();
        if (before.masked() && spec.state() != State.STOPPED) {
            return Outcome.failed(
                    name() + " is masked", "unmask it there, systemctl unmask " + spec.unit() + ", then retry");
        }
        if (before().isEmpty()) {
            attempt.remember(BEFORE, word(before.active()) + " " + word(before.file()));
        }
        if (acted == null && spec.state() != null && unseen()) {
            // An earlier try could not look at what it had done: that is not done once more where it is so.
            acted = new Ended.Exited(0);
            acted = is(spec.state(), before) ? acted : null;
        }
        // Only a job that was begun proves that what is kept is of this attempt.
        if (acted == null) {
            attempt.remember(INVOCATION, word(before.invocation()));
        }
        if (spec.enabled() != null && spec.enabled() != before.enabled()) {
            var ended = systemctl("enable", Service.enabling(spec.enabled()));
            var now = look();
            if (now.enabled() != spec.enabled()) {
                return failed(
                        ended, name() + " is " + word(now.file()) + ", not " + Service.enabling(spec.enabled()) + "d");
            }
        }
        return spec.state() == null ? done(look()) : brought(spec.state(), before);
    }

    private Outcome brought(State state, Unit before) throws InterruptedException {
        if (acted == null && is(state, before)) {
            return ended(state, before);
        }
        var ended = acted == null ? systemctl(STATE, state.verb) : acted;
        acted = ended;
        if (ended.fine() && !unseen()) {
            attempt.remember(UNSEEN, state.word());
        }
        if (state == State.RELOADED && !ended.fine()) {
            return failed(ended, name() + " was not reloaded");
        }
        var now = settled(it -> is(state, it), state != State.STOPPED, !ended.fine());
        return is(state, now)
                ? ended(state, now)
                : failed(ended, name() + " is " + now.says() + ", not " + state.word());
    }

    private boolean is(State state, Unit unit) {
        return switch (state) {
            case STARTED -> unit.runs() || (unit.ranToItsEnd() && begun(unit));
            case STOPPED -> unit.stopped();
            case RESTARTED -> (unit.runs() || unit.ranToItsEnd()) && begun(unit);
            // Reloading leaves no trace that could be looked for: it is always done, and one job does it once.
            case RELOADED -> unit.runs() && acted != null;
        };
    }

    /** True where it was begun anew in this attempt. */
    private boolean begun(Unit unit) {
        var then = attempt.remembered(INVOCATION).orElse(NOTHING);
        return unit.invocation().isEmpty() ? acted != null : !unit.invocation().equals(then);
    }

    /** The unit as soon as it is so and stays so, or as it is when that is not to be expected any more. */
    private Unit settled(Predicate<Unit> so, boolean running, boolean refused) throws InterruptedException {
        var end = System.nanoTime() + spec.within().toNanos();
        for (; ; Thread.sleep(LOOK_AGAIN)) {
            var now = look();
            var is = so.test(now);
            if (is && steady(now, so)) {
                return now;
            }
            var hopeless = !is && (refused || (running && now.failed()));
            if (hopeless || System.nanoTime() > end) {
                return now;
            }
            attempt.progress(new Progress(-1, null, name() + " is " + now.says(), List.of()));
        }
    }

    /** A unit that systemd starts over and over runs at many a moment; each time it is another invocation. */
    private boolean steady(Unit unit, Predicate<Unit> so) throws InterruptedException {
        if (spec.steady().isZero() || unit.stopped()) {
            return true;
        }
        attempt.progress(
                new Progress(-1, null, name() + " runs; looks again in " + DurationText.of(spec.steady()), List.of()));
        Thread.sleep(spec.steady());
        var again = look();
        return so.test(again) && again.invocation().equals(unit.invocation());
    }

    private Ended systemctl(String job, String verb) throws InterruptedException {
        return attempt.job(spec.on(), job, Unit.told(verb, spec.unit()), this::hear);
    }

    private void hear(String line) {
        lastWord = line.isBlank() ? lastWord : line.strip();
    }

    private Unit look() throws InterruptedException {
        return Unit.look(attempt, spec.on(), spec.unit());
    }

    /** A stop that a socket or a timer takes back in the next minute is none. */
    private Outcome ended(State state, Unit unit) {
        return state == State.STOPPED && !unit.awake().isEmpty()
                ? Outcome.failed(
                        name() + " is " + unit.says() + ", and " + unit.awake() + " on " + spec.on()
                                + " will start it again",
                        "Stop " + unit.awake() + " there, then try again.")
                : done(unit);
    }

    private Outcome done(Unit unit) {
        var triggers = unit.triggers();
        return Outcome.done(name() + " is " + unit.says()
                + (spec.enabled() == null ? "" : ", " + word(unit.file()))
                + (unit.stopped() && !triggers.isEmpty() ? "; it can still be started by " + triggers : ""));
    }

    private Outcome failed(Ended ended, String reason) throws InterruptedException {
        if (ended instanceof Ended.Lost(String why)) {
            return Outcome.unknown(reason + "; " + why);
        }
        attempt.say("the last lines of the log of " + name() + ":");
        Unit.log(attempt, spec.on(), spec.unit()).forEach(it -> attempt.say("  " + it));
        var said = ended.fine() || lastWord.isEmpty() ? "" : ": " + Hidden.secretsOf(attempt.values(), lastWord);
        return Outcome.failed(
                reason + said, "read the last lines of its log in the output, mend the cause, then retry");
    }

    private String before() {
        return attempt.remembered(BEFORE).orElse("");
    }

    Outcome undo() throws InterruptedException {
        if (before().isEmpty()) {
            return Outcome.done("nothing was changed, so nothing is taken back");
        }
        var then = before().split(" ", 2);
        var now = look();
        var file = spec.enabled() != null && List.of("enabled", "disabled").contains(then[1]);
        Ended ended = new Ended.Exited(0);
        if (file && !then[1].equals(now.file())) {
            ended = systemctl("undo-enable", Service.enabling(then[1].equals("enabled")));
        }
        var ran = List.of("active", "activating", "reloading").contains(then[0]);
        Predicate<Unit> so = it -> spec.state() == null || (ran ? it.runs() || it.ranToItsEnd() : it.stopped());
        if (!so.test(now)) {
            ended = systemctl("undo-state", ran ? "start" : "stop");
        }
        var back = settled(so, ran, !ended.fine());
        if (!so.test(back) || (file && !then[1].equals(back.file()))) {
            return failed(
                    ended,
                    name() + " is " + back.says() + ", " + word(back.file()) + ", and was " + then[0] + ", " + then[1]);
        }
        attempt.remember(BEFORE, "");
        seen();
        return done(back);
    }

    private String name() {
        return spec.unit() + " on " + spec.on();
    }

    private static String word(String text) {
        return text.isEmpty() ? NOTHING : text;
    }
}
