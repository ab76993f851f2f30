package dev.holdpoint.console;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Display;
import dev.holdpoint.console.terminal.Frame;
import dev.holdpoint.console.terminal.Input;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.console.terminal.Loop;
import dev.holdpoint.console.terminal.Program;
import dev.holdpoint.console.terminal.Size;
import dev.holdpoint.console.view.ScreenView;
import dev.holdpoint.operator.TerminalGone;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunControl;
import dev.holdpoint.run.RunFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The console as the loop's program: what comes changes what is looked at, and that becomes a picture. Everything runs on the loop's
 * thread except {@link #changed} and {@link #moved}, which only post.
 */
final class Desk implements Program<Message>, RunFeed.Listener, AutoCloseable {
    /** Longer than anything between a program that asks and the reader of its output. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final RunFeed feed;
    private final @Nullable RunControl control;
    private final ConsoleOptions options;
    private final Display display;
    private volatile @Nullable Run newest;
    private @Nullable Loop<Message> loop;
    private @Nullable Seat seat;
    private boolean shown;
    private boolean rehearsed;

    /** What exists from the first picture of the run on. */
    private record Seat(
            Looking looking, Details details, Update update, Attention attention, ScreenView view, Hands hands) {}

    /** @param control null for somebody who only watches */
    Desk(RunFeed feed, @Nullable RunControl control, ConsoleOptions options, Display display) {
        this.feed = feed;
        this.control = control;
        this.options = options;
        this.display = display;
    }

    /** Sits down at the run; before the loop runs. */
    void begin(Loop<Message> mine) {
        loop = mine;
        var run = feed.follow(this);
        var looking = new Looking(run, options.clock().instant());
        looking.secretsMissing(secretsMissing(run));
        var details = new Details(feed, looking, step -> mine.postOnce(new Message.StepMoved(step)), this::answer);
        var hands = hands(looking, details, mine);
        var forms = new ValueForms(looking, feed);
        var orders = new Orders(looking, hands, forms);
        seat = new Seat(
                looking,
                details,
                new Update(looking, orders, hands),
                new Attention(looking, display),
                new ScreenView(looking, options.zone()::zone),
                hands);
        feed.found().forEach(looking::refuse);
        if (control != null) {
            forms.begin(hands);
        }
        details.refresh();
    }

    private Hands hands(Looking looking, Details details, Loop<Message> mine) {
        if (control == null) {
            looking.watch();
            return new WatchingHands(looking, mine, display);
        }
        return new LoopHands(looking, details, control, mine, display, options.pager());
    }

    /** A question that was asked long ago, and is read again now, has no one who waits for an answer any more. */
    private void answer(String step, byte[] answer, Instant asked) {
        if (control != null
                && Duration.between(asked, options.clock().instant()).compareTo(FRESH) < 0) {
            control.type(step, answer);
        }
    }

    private Seat seat() {
        return Objects.requireNonNull(seat, "begin comes first");
    }

    @Override
    public void changed(Run run, List<Event> events) {
        newest = run;
        Objects.requireNonNull(loop).postOnce(new Message.RunMoved());
    }

    @Override
    public void moved(String step) {
        Objects.requireNonNull(loop).postOnce(new Message.StepMoved(step));
    }

    @Override
    public Message input(Input input) {
        return new Message.Came(input, System.nanoTime());
    }

    @Override
    public Message tick() {
        return new Message.Ticked();
    }

    @Override
    public void handle(Message message) {
        var at = seat().looking;
        if (!shown) {
            // The loop draws before it handles anything.
            shown = true;
            options.zone().learn();
            options.shown().run();
        }
        at.tick(options.clock().instant());
        handle(message, at);
        seat().details.refresh();
        if (!rehearsed && control != null && at.run().variablesSet()) {
            rehearsed = true;
            FirstStart.rehearse(at.run(), display.size(), options.zone().zone(), at.now());
        }
    }

    private void handle(Message message, Looking at) {
        switch (message) {
            case Message.Came came -> came(came);
            case Message.Ticked ignored -> {
                at.stall(feed.stall());
                at.watchers(feed.watchers());
                seat().update.stopUnseen();
            }
            case Message.RunMoved ignored -> runMoved();
            case Message.StepMoved(String step) -> seat().details.moved(step);
            case Message.Answered(Decision decision, var then) -> then.accept(decision);
            case Message.Broken(Throwable cause) -> at.refuse("this could not be asked: " + cause.getMessage());
        }
    }

    private void came(Message.Came came) {
        var at = seat().looking;
        // Seen is what was drawn; what has shrunk since is not what it was.
        at.unseen(at.unseen() || !ScreenView.fits(display.size()));
        switch (came.input()) {
            case Key key -> seat().update.key(key, came.nanos());
            case Input.Hangup ignored -> hungUp();
            case Input.Resized ignored -> seat().update.stopUnseen();
            case Input.Resumed ignored -> {}
            case Input.SuspendAsked ignored -> {}
        }
    }

    /** Whoever only watches has nothing to keep. */
    private void hungUp() {
        if (control != null) {
            throw new TerminalGone();
        }
        seat().hands.leave();
    }

    private void runMoved() {
        var run = newest;
        var at = seat().looking;
        if (run != null) {
            var before = at.run();
            at.show(run);
            at.secretsMissing(secretsMissing(run));
            seat().attention.moved(before);
            seat().update.stopUnseen();
        }
    }

    private boolean secretsMissing(Run run) {
        return run.variablesSet() && !run.over() && !feed.wanted().isEmpty();
    }

    @Override
    public Frame view(Size size) {
        var frame = seat().view.frame(size);
        if (control != null) {
            seat().details.sized(control);
        }
        return frame;
    }

    /** How the run stood when it was left. */
    Run.End end() {
        var run = newest;
        return run == null ? seat().looking.run().end() : run.end();
    }

    @Override
    public void close() {
        feed.forget(this);
        if (seat != null) {
            seat.details.close();
        }
    }
}
