package dev.holdpoint.console;

import dev.holdpoint.run.Signal;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A run that goes back: its copy failed half-way. */
final class RollbackScenes {
    private RollbackScenes() {}

    /** The plan, while what would be lost is looked up. */
    static Scene asked() {
        return Scenes.failed().keys(":").types("rollback").keys("enter");
    }

    static Scene plan() {
        var scene = asked();
        scene.run()
                .hear(new Signal.RollbackWeighed(
                        Map.of("move", List.of("stacktracker: 1,204 rows inserted, 3 changed, 0 deleted since then")),
                        scene.now()));
        return scene.look();
    }

    static Scene typing() {
        return plan().types("the audit schema is carol's").keys("enter").types("roll");
    }

    static Scene begun() {
        return typing().types("back").keys("enter").after(Duration.ofSeconds(4));
    }

    static Scene halted() {
        var scene = begun();
        scene.run()
                .hear(new Signal.UndoEnded(
                        "move",
                        Outcome.failed("drop database: other users are connected", "end their sessions, then undo")));
        return scene.look();
    }

    /** All is taken back that can be. */
    static Scene proving() {
        var scene = begun();
        for (var step : List.of("move", "open-door", "backup")) {
            scene.run().hear(new Signal.UndoEnded(step, Outcome.done("taken back")));
        }
        return scene.look();
    }

    static Scene unproven() {
        var scene = proving();
        scene.run().hear(new Signal.SourceLooked(List.of(scene.red("replit serves", "it is a standby", 0))));
        return scene.look();
    }

    static Scene over() {
        var scene = proving();
        scene.run().hear(new Signal.SourceLooked(List.of(scene.green("replit serves", "takes writes", 0))));
        return scene.look();
    }
}
