package dev.holdpoint.console;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Display;
import dev.holdpoint.console.terminal.Input;
import dev.holdpoint.console.terminal.Loop;
import dev.holdpoint.console.terminal.Theme;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.RunControl;
import java.util.function.Consumer;

/** The hands of a driver: intents go to the run, answers come back through the loop's queue. */
final class LoopHands implements Hands {
    private final Looking at;
    private final Details details;
    private final RunControl control;
    private final Loop<Message> loop;
    private final Display display;
    private final Pager pager;
    private boolean leaving;

    LoopHands(Looking at, Details details, RunControl control, Loop<Message> loop, Display display, String pager) {
        this.at = at;
        this.details = details;
        this.control = control;
        this.loop = loop;
        this.display = display;
        this.pager = new Pager(pager);
    }

    @Override
    public void want(Intent intent) {
        want(intent, answer -> {
            if (answer instanceof Decision.Refusal(String reason)) {
                at.refuse(reason);
            }
        });
    }

    @Override
    public void want(Intent intent, Consumer<Decision> then) {
        var _ = control.want(intent).whenComplete((decision, failure) -> {
            if (failure == null) {
                loop.post(new Message.Answered(decision, then));
            } else {
                loop.post(new Message.Broken(failure));
            }
        });
    }

    @Override
    public void type(String step, byte[] bytes) {
        if (bytes.length > 0) {
            control.type(step, bytes);
        }
    }

    @Override
    public void openPager() {
        var reader = details.reader();
        if (reader == null) {
            at.refuse("there is no output here yet");
            return;
        }
        display.outside(() -> pager.show(reader.source()).ifPresent(at::refuse));
    }

    @Override
    public void suspend() {
        loop.input(new Input.SuspendAsked());
    }

    @Override
    public void theme(Theme theme) {
        display.theme(theme);
    }

    /** Asking twice leaves in any case: a journal that cannot be written must not hold anybody. */
    @Override
    public void leave() {
        if (leaving) {
            loop.stop();
            return;
        }
        leaving = true;
        at.say("Leaving …");
        want(new Intent.Leave(), answer -> {
            if (answer instanceof Decision.Refusal(String reason)) {
                leaving = false;
                at.refuse(reason);
            } else {
                loop.stop();
            }
        });
    }
}
