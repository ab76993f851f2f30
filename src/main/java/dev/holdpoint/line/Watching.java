package dev.holdpoint.line;

import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.RunControl;
import java.util.concurrent.CompletableFuture;

/** A run that somebody else drives, told line by line to somebody who has no say in it. */
final class Watching {
    private static final String READ_ONLY = "you only watch";

    private final Talk talk;

    /** Refuses everything; nothing asks it. */
    static final class NoSay implements RunControl {
        @Override
        public CompletableFuture<Decision> want(Intent intent) {
            return CompletableFuture.completedFuture(new Decision.Refusal(READ_ONLY));
        }

        @Override
        public void type(String step, byte[] keys) {}

        @Override
        public void resize(String step, int columns, int rows) {}
    }

    Watching(Talk talk) {
        this.talk = talk;
    }

    /** Returns when whoever watches has left, or the run is over. */
    void run() throws InterruptedException {
        var run = talk.run();
        talk.say(run.plan().checklist().title() + ". Driver: " + run.driver()
                + ". You only watch; q, ctrl-C or ctrl-D leaves.");
        var stop = Whereabouts.current(run);
        var runs = stop == null ? java.util.List.<String>of() : talk.feed.preview(stop.id());
        talk.voice.say(Whereabouts.watched(run, runs, talk.now(), talk.feed::progress));
        while (!talk.run().over() && !leaves(talk.ear.press())) {
            if (!talk.tell()) {
                talk.tellHeadway();
                talk.rest();
            }
        }
        talk.tell();
    }

    private static boolean leaves(int key) {
        return key == 'q' || key == Ear.CTRL_C || key == Ear.CTRL_D || key == Ear.END;
    }
}
