package dev.holdpoint.console;

import static dev.holdpoint.console.Sample.step;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.RollingBack;
import java.time.Duration;
import java.util.List;

/** One step is to be taken back, and that reaches the outside. */
final class UndoScenes {
    private UndoScenes() {}

    /** The step is done, and what it did can be taken back. */
    static Scene done() {
        return done(0);
    }

    /** @param people how many others have to agree */
    private static Scene done(int people) {
        var plan = Sample.with()
                .phase(
                        "Go live",
                        step("flip", "Flip git.example.org to the new address")
                                .hold("Clients reach the new host from here on.", "git.example.org", 0)
                                .approvals(people)
                                .undoReaches(),
                        step("after", "Tell everybody"))
                .plan("Move the git server");
        var scene = new Scene(plan, false);
        scene.run().undos("flip", "puts back A 203.0.113.10 ttl 60, as read at 02:21:07");
        scene.run().take(new Intent.SetVariables(Values.NONE));
        scene.at().close();
        scene.run()
                .happen(
                        scene.now(),
                        new Event.StepStarted("flip", 1),
                        new Event.StepDone("flip", 1, "flipped, and seen by 3 of 3 resolvers", List.of(), null));
        scene.after(Duration.ofMinutes(2));
        scene.at().goTo(scene.state().plan().stop("flip"));
        return scene.look();
    }

    static Scene asked() {
        return done().keys("u").types("the zone was the wrong one").keys("enter");
    }

    static Scene armed() {
        var scene = asked();
        scene.run().senses("flip");
        return scene.look().types("undo fl");
    }

    static Scene counting() {
        return armed().types("ip").keys("enter").after(Duration.ofSeconds(2));
    }

    /** A rollback has come to it, and it asks somebody else. */
    static Scene rolledBack() {
        return rolledBack(Duration.ofSeconds(2));
    }

    /** @param since how long its gate stands open */
    static Scene rolledBack(Duration since) {
        var scene = beforeRollback();
        scene.run().take(new Intent.RollBack("rows differ", RollingBack.PHRASE));
        scene.look();
        scene.run().senses("flip");
        return scene.look().after(since);
    }

    static Scene beforeRollback() {
        return done(1);
    }

    static Scene watched() {
        var scene = armed();
        scene.at().close();
        scene.at().watch();
        return scene.look();
    }

    static Scene watchedGate() {
        return watched().keys("g");
    }
}
