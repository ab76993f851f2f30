package dev.holdpoint.console;

import dev.holdpoint.step.Evidence;
import java.time.Duration;
import java.util.List;

/** A gate that has more to show and a longer phrase than a small screen has room for. */
final class GateScenes {
    private GateScenes() {}

    /** A gate with more to see than a small screen has room for: the red checks are the last ones of the author. */
    static Scene crowded() {
        var scene = flip();
        scene.run()
                .senses(
                        "flip",
                        scene.green("new host answers for the name", "200 in 41 ms, certificate valid 67 days", 3),
                        scene.green("certificate", "valid 67 days, for git.example.org and 2 more", 3),
                        scene.green("TTL lowered", "60 s, lowered 26 h ago, was 3600 s", 3),
                        scene.green("data is the same", "412 tables, 38,112,904 rows, 0 differences", 3),
                        scene.green("disk", "38 GB free", 2),
                        scene.green("backup", "before.dump, 412 MB, 14 min old", 2),
                        scene.red("replication", "exit 1, not 0: 14 s behind", 1)
                                .with(List.of("14 s behind")),
                        scene.red("nobody writes to the old host", "2 sessions: app@10.1.0.7, cron@10.1.0.9", 0)
                                .with(List.of(
                                        "pid 812, user cron, from 10.1.0.9, 14 min: VACUUM events",
                                        "pid 977, user app, from 10.1.0.7, idle")));
        return scene.after(Duration.ofSeconds(4));
    }

    static Scene crowdedBelow() {
        var scene = crowded();
        scene.frame(60, 20);
        return scene.keys("page-down");
    }

    static Scene longPhrase() {
        var scene = flip();
        var seen = new Evidence[8];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = scene.green("check " + (i + 1), "all is well", i);
        }
        scene.run().senses("flip", seen);
        return scene.after(Duration.ofSeconds(4)).types("git.example.org is the nane");
    }

    private static Scene flip() {
        var scene = new Scene(
                Sample.with()
                        .phase(
                                "Go live",
                                Sample.step("flip", "Flip git.example.org to the new address")
                                        .hold(
                                                "Clients reach the new host from here on; what they push is only there.",
                                                "git.example.org is the name that we flip to the new host",
                                                8))
                        .plan("Move the git server"),
                false);
        scene.run()
                .previews(
                        "flip",
                        "git.example.org A 203.0.113.10 → 203.0.113.20, ttl 60",
                        "in zone example.org (Route 53 Z0123456789)",
                        "waits until 1.1.1.1, 8.8.8.8 and 9.9.9.9 answer with it");
        scene.run().undos("flip", "puts back A 203.0.113.10 ttl 60, as read at 02:21:07");
        return scene.look().keys("g").after(Duration.ofSeconds(3));
    }
}
