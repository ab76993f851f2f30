package dev.holdpoint.line;

import dev.holdpoint.operator.GoingBack;
import dev.holdpoint.run.Decide;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunControl;
import dev.holdpoint.run.RunFeed;
import dev.holdpoint.run.StepState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** The two sides of the conversation: the run, and the person who is told and asked. */
final class Talk {
    private static final Duration LOOK = Duration.ofMillis(200);

    final RunFeed feed;
    final Voice voice;
    final Ear ear;
    private final RunControl control;
    private final News news;
    private final Bell bell;
    private final InstantSource clock;
    private final Telling telling;
    private final Outpour outpour;
    private Optional<RunFeed.Stall> stall = Optional.empty();

    Talk(RunFeed feed, RunControl control, News news, Bell bell, Voice voice, Ear ear, InstantSource clock) {
        this.feed = feed;
        this.control = control;
        this.news = news;
        this.bell = bell;
        this.voice = voice;
        this.ear = ear;
        this.clock = clock;
        this.outpour = new Outpour(feed, voice);
        this.telling = new Telling(voice, !(control instanceof Watching.NoSay));
    }

    Run run() {
        return news.run();
    }

    Instant now() {
        return clock.instant();
    }

    void say(String text) {
        voice.say(text);
    }

    /** What the run does has not all been told. */
    boolean anyNews() {
        return news.any();
    }

    /** Asks for it, says a refusal, and tells what came of it. @return whether it was taken */
    boolean want(Intent intent) throws InterruptedException {
        Decision decision;
        try {
            decision = control.want(intent).get();
        } catch (ExecutionException broken) {
            decision = new Decision.Refusal("this could not be asked: " + broken.getCause());
        }
        tell();
        if (decision instanceof Decision.Refusal(String reason)) {
            say("Refused: " + Word.spoken(reason) + ".");
            return false;
        }
        return true;
    }

    /** Why it would be refused now; asked before a person is asked for anything. */
    Optional<String> refusal(Intent intent) {
        return Decide.on(run(), intent, now()) instanceof Decision.Refusal(String reason)
                ? Optional.of(reason)
                : Optional.empty();
    }

    /** Tells what has happened, what was printed before it first. @return whether more output is waiting already */
    boolean tell() {
        for (var told : news.take()) {
            for (var event : told.events()) {
                outpour.before(event, told.run());
                telling.tell(event, told.run(), now());
            }
        }
        var now = feed.stall();
        if (!now.equals(stall)) {
            var before = stall;
            before.filter(it -> now.isEmpty() || now.get().cause() != it.cause())
                    .ifPresent(it -> say(goesOn(it)));
            now.ifPresent(it -> say(stalled(it)));
            stall = now;
        }
        return outpour.some(run());
    }

    private static String stalled(RunFeed.Stall stall) {
        return switch (stall.cause()) {
            case JOURNAL -> "THE JOURNAL CANNOT BE WRITTEN: " + stall.why();
            case DRIVER -> "NO NEWS: " + stall.why();
        };
    }

    private static String goesOn(RunFeed.Stall over) {
        return switch (over.cause()) {
            case JOURNAL -> "The journal can be written again.";
            case DRIVER -> "The program that drives the run answers again.";
        };
    }

    /** How far the running steps are, where it is time to say so again. */
    void tellHeadway() {
        telling.headway(run(), feed, now());
    }

    /** Waits for a key or for news, not for long. */
    void rest() throws InterruptedException {
        bell.await(LOOK);
    }

    /** Something goes on by itself, so that nobody has to say anything for now. */
    boolean goesOn() {
        var run = run();
        return !run.over()
                && (GoingBack.goesOn(run) || run.plan().stops().stream().anyMatch(it -> goesOn(run, it)));
    }

    private static boolean goesOn(Run run, Plan.Stop stop) {
        var status = run.status(stop);
        var waits = stop.traits().byHand() && status.state() == StepState.RUNNING;
        return (status.state().active() && !waits)
                || status.gate() instanceof Gate.Sensing
                || status.gate() instanceof Gate.Counting
                || (status.state() == StepState.FAILED && status.retryAt() != null);
    }

    /** Steps that the program is busy with. */
    List<Plan.Stop> busy() {
        var run = run();
        return run.plan().stops().stream()
                .filter(it -> run.status(it).state().active())
                .filter(it -> !it.traits().byHand() || run.status(it).state() != StepState.RUNNING)
                .toList();
    }

    /**
     * A yes or no.
     *
     * @param ended what the end of the input means, for it can't be asked again
     */
    boolean yes(String question, boolean ended) throws InterruptedException {
        say(question);
        return switch (ear.ask("yes or no> ", Ear.Kind.WORDS, "")) {
            case Heard.Line(String text) ->
                text.strip().equalsIgnoreCase("yes") || text.strip().equalsIgnoreCase("y");
            case Heard.Ended ignored -> ended;
            case Heard.Interrupted ignored -> false;
            case Heard.Pasted ignored -> false;
        };
    }
}
