package dev.holdpoint.console;

import static dev.holdpoint.console.Sample.step;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Signal;
import dev.holdpoint.step.Evidence;
import java.time.Duration;
import java.util.List;

/** Checks that are looked at while nobody waits for the look. */
final class SenseScenes {
    private SenseScenes() {}

    private static Scene begun() {
        var plan = Sample.with()
                .phase(
                        "Cutover",
                        step("quiet", "Nobody writes to the old server").keep(Duration.ofSeconds(10)),
                        step("switch", "Point the application at the new server")
                                .hold("From here on new rows exist only there.", "new-server", 0)
                                .expect(Duration.ofMinutes(5)))
                .phase(
                        "Afterwards",
                        step("drop", "Remove the old database")
                                .hold("It is the last copy of before.", "old-server", 0)
                                .soak("switch", Duration.ofHours(24), 1),
                        step("report", "Write down how it went").byHand())
                .plan("One database to the new server");
        var scene = new Scene(plan, false);
        scene.run().take(new Intent.SetVariables(Values.NONE));
        scene.run().take(new Intent.StartStep("quiet"));
        scene.run().hear(new Signal.Verified("quiet", 1, List.of(sessions(scene, 0))));
        return scene.after(Duration.ofMinutes(4));
    }

    private static Evidence sessions(Scene scene, int count) {
        return count == 0
                ? scene.green("nobody writes to the old server", "0 sessions", 0)
                : Evidence.red(
                        "nobody writes to the old server",
                        count + " sessions: app@10.1.0.7 (active), cron@10.1.0.9 (idle)",
                        scene.now());
    }

    private static Scene looked(Scene scene, int count) {
        var seen = List.of(sessions(scene, count));
        scene.run().hear(new Signal.KeptSeen("quiet", 1, seen));
        scene.at().seen("quiet", seen);
        return scene.look();
    }

    /** The kept step under the cursor, green. */
    static Scene kept() {
        return looked(begun(), 0).keys("k").after(Duration.ofSeconds(4));
    }

    /** Red, with the gate behind it open. */
    static Scene keptRed() {
        var scene = begun().keys("g").after(Duration.ofSeconds(1));
        scene.run().hear(new Signal.HoldSensed("switch", List.of(), scene.now()));
        return looked(scene.look(), 2).after(Duration.ofSeconds(31));
    }

    static Scene soaking() {
        var scene = begun();
        scene.run().take(new Intent.ArmHold("switch"));
        scene.run().hear(new Signal.HoldSensed("switch", List.of(), scene.now()));
        scene.run().take(new Intent.TypePhrase("switch", "new-server"));
        scene.after(Duration.ofSeconds(5)).run().hear(new Signal.Tick());
        scene.run().hear(new Signal.HoldSensed("switch", List.of(), scene.now()));
        scene.run()
                .hear(new Signal.ActionEnded("switch", 1, dev.holdpoint.step.Outcome.done("done"), java.util.Map.of()));
        var seen = List.of(scene.green("new server answers", "200 in 41 ms", 0));
        scene.run().hear(new Signal.SoakSeen("drop", seen));
        scene.after(Duration.ofMinutes(50));
        scene.at().seen("drop", List.of(scene.green("new server answers", "200 in 39 ms", 22)));
        return scene.keys("G", "k").look();
    }

    static Scene soakRed() {
        var scene = soaking();
        var seen = List.of(Evidence.red("new server answers", "502 in 12 ms", scene.now()));
        scene.run().hear(new Signal.SoakSeen("drop", seen));
        scene.at().seen("drop", seen);
        return scene.after(Duration.ofSeconds(20));
    }

    /** The phrase is typed, twelve minutes after the window's end. */
    static Scene pastWindow() {
        var scene = begun().after(Duration.ofMinutes(68)).keys("g").after(Duration.ofSeconds(1));
        scene.run().hear(new Signal.HoldSensed("switch", List.of(), scene.now()));
        return scene.look().types("new-server").keys("enter").after(Duration.ofSeconds(2));
    }

    /** The window is open for less than is needed. */
    static Scene shortWindow() {
        return begun().after(Duration.ofMinutes(50)).keys("g").after(Duration.ofSeconds(1));
    }
}
