package dev.holdpoint.console;

import dev.holdpoint.run.Intent;
import java.time.Duration;

/** Moments at which it matters what is open. */
final class ItemScenes {
    private ItemScenes() {}

    /** Every step settled, and the door that let this machine in still open. */
    static Scene forgotten() {
        var scene = Scenes.running();
        scene.run().ends("move", dev.holdpoint.step.Outcome.done("copied"));
        scene.run().verified("move", scene.green("data is the same", "0 differences", 0));
        for (var step : new String[] {"switch", "private", "close-door"}) {
            scene.run().take(new Intent.SkipStep(step, "another night"));
        }
        scene.run().take(new Intent.CloseItem("maintenance mode", "the banner is gone"));
        return scene.look();
    }

    /** One of two handed over and overdue, one closed by a word. */
    static Scene items() {
        var scene = forgotten();
        var due = scene.at().now().plus(Duration.ofHours(4));
        scene.run().take(new Intent.HandOver("door 5432", "bob", due, "the audit wants it open"));
        scene.after(Duration.ofHours(5));
        return scene.keys(":").types("items").keys("enter");
    }
}
