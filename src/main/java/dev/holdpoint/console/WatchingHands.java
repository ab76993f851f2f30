package dev.holdpoint.console;

import dev.holdpoint.console.keys.Permits;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.terminal.Display;
import dev.holdpoint.console.terminal.Input;
import dev.holdpoint.console.terminal.Loop;
import dev.holdpoint.console.terminal.Theme;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Intent;
import java.util.function.Consumer;

/** The hands of somebody who watches: they reach nothing but their own screen. */
final class WatchingHands implements Hands {
    private final Looking at;
    private final Loop<Message> loop;
    private final Display display;

    WatchingHands(Looking at, Loop<Message> loop, Display display) {
        this.at = at;
        this.loop = loop;
        this.display = display;
    }

    @Override
    public void want(Intent intent) {
        at.refuse(Permits.readOnly(at.run()));
    }

    @Override
    public void want(Intent intent, Consumer<Decision> then) {
        then.accept(new Decision.Refusal(Permits.readOnly(at.run())));
    }

    @Override
    public void type(String step, byte[] bytes) {
        at.refuse(Permits.readOnly(at.run()));
    }

    @Override
    public void openPager() {
        at.refuse(Permits.readOnly(at.run()));
    }

    @Override
    public void suspend() {
        loop.input(new Input.SuspendAsked());
    }

    @Override
    public void theme(Theme theme) {
        display.theme(theme);
    }

    @Override
    public void leave() {
        loop.stop();
    }
}
