package dev.holdpoint.console;

import dev.holdpoint.run.Approvals.How;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Signal;
import java.time.Duration;
import java.util.List;

/** A hold point that two other people must approve, and somebody who watches. */
final class PairScenes {
    static final String PHRASE = "stacktracker-migration-db";

    private PairScenes() {}

    /** At the hold point, its gate not yet opened. */
    private static Scene hold() {
        var scene = new Scene(Sample.replit(2), false);
        return Scenes.moved(Scenes.running(Scenes.prepared(Scenes.begun(scene))));
    }

    static Scene armed(String does, List<String> reviewers) {
        return look(hold().keys("g").after(Duration.ofSeconds(3)), does, reviewers);
    }

    private static Scene look(Scene scene, String does, List<String> reviewers) {
        scene.run()
                .hear(new Signal.HoldSensed(
                        "switch",
                        List.of(
                                scene.green("new host answers for the name", "200 in 41 ms", 3),
                                scene.green("data is the same", "412 tables, 0 differences", 3),
                                scene.green("nobody writes to the old host", "0 sessions", 1)),
                        scene.now(),
                        List.of(does),
                        reviewers));
        return scene.after(Duration.ofSeconds(4));
    }

    static Scene asked() {
        return armed("by hand", List.of("bob", "carol", "dave"));
    }

    static void approves(Scene scene, String who, How how) {
        scene.run().take(new Intent.ApproveHold("switch", who, how, null));
        scene.look();
    }

    /** One has answered. */
    static Scene askingOthers() {
        var scene = asked();
        approves(scene, "carol", How.SESSION);
        return scene.after(Duration.ofSeconds(12));
    }

    static Scene waiting() {
        return askingOthers().types(PHRASE).keys("enter").after(Duration.ofSeconds(7));
    }

    static Scene voided() {
        var scene = askingOthers().keys("f5").after(Duration.ofSeconds(2));
        return look(scene, "by somebody else's hand", List.of("bob", "carol", "dave"));
    }

    static Scene nobodyMay() {
        return armed("by hand", List.of("bob"));
    }

    static Scene code() {
        return waiting().keys("p").types("bob 12");
    }

    static Scene watching() {
        var scene = Scenes.running();
        scene.at().watch();
        return scene.look();
    }

    /** The driver's program was suspended. */
    static Scene noNews() {
        var scene = watching();
        scene.run().unheard("the driver's program does not answer; suspended? use fg");
        return scene.look();
    }

    static Scene watchingGate() {
        var scene = askingOthers();
        scene.at().watch();
        return scene.look();
    }
}
