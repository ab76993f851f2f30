package dev.holdpoint.console;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Planner;
import dev.holdpoint.run.Signal;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Registry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A failure of which the checklist knows what it is, and how it is mended. */
final class TroubleScenes {
    private static final Path FILE = Path.of("src/test/resources/known-trouble.yml");

    private static final Path GATE = Path.of("src/test/resources/known-trouble-gate.yml");

    private TroubleScenes() {}

    static Scene known() {
        var kinds = Registry.ofAll();
        var checklist = Loader.load(FILE, kinds).checklist().orElseThrow();
        var scene = new Scene(new Planner(kinds).plan(checklist, Map.of()), false);
        scene.run().previews("copy", "rsync -a /srv/files/ new-server:/srv/files/");
        scene.run().take(new Intent.SetVariables(Values.NONE));
        scene.run().take(new Intent.StartStep("copy"));
        scene.after(Duration.ofSeconds(38));
        scene.prints("copy", "rsync: write failed on \"/srv/files/a.bin\": No space left on device (28)\r\n");
        scene.run()
                .hear(new Signal.ActionEnded(
                        "copy",
                        1,
                        Outcome.failed("exit 11: No space left on device", "mend it, then retry"),
                        Map.of()));
        scene.run().hear(new Signal.TroublesSeen("copy", 1, List.of("copy.trouble-1")));
        return scene.look();
    }

    /** The same of a gate: it is red, and nothing has failed yet. */
    static Scene atGate() {
        var kinds = Registry.ofAll();
        var checklist = Loader.load(GATE, kinds).checklist().orElseThrow();
        var scene = new Scene(new Planner(kinds).plan(checklist, Map.of()), false);
        scene.run().previews("flip", "systemctl reload nginx");
        scene.run().take(new Intent.SetVariables(Values.NONE));
        scene.look().keys("g").after(Duration.ofSeconds(3));
        scene.run()
                .senses("flip", scene.red("the new host answers", "curl: (7) Failed to connect: No route to host", 0));
        scene.run().hear(new Signal.TroublesSeen("flip", 0, List.of("flip.trouble-1")));
        return scene.after(Duration.ofSeconds(1));
    }

    static Scene belowGate() {
        return atGate().keys("esc");
    }
}
