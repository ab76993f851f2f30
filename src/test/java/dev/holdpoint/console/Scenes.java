package dev.holdpoint.console;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Intent;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The moments of a run that the golden frames show. */
final class Scenes {
    private static final String PHRASE = "stacktracker-migration-db";

    private Scenes() {}

    static Scene form() {
        var scene = Scene.replit();
        scene.run().gives("my_cidr", "203.0.113.7/32", "from --set");
        return scene;
    }

    static Scene formWrong() {
        var scene = form();
        scene.keys("esc", "enter").types("mysql://nowhere").keys("enter", "enter", "enter", "space", "enter");
        return scene.types("app").keys("enter");
    }

    static Scene ready() {
        return begun(Scene.replit());
    }

    static Scene begun(Scene scene) {
        scene.at().close();
        scene.run().previews("backup", "pg_dump -Fc -f before.dump replit");
        scene.run().previews("read-only", "Set MAINTENANCE=1 in Replit and wait until the banner shows.");
        scene.run()
                .previews(
                        "move",
                        "pg_dump -Fc -Z0 replit | pg_restore --clean --if-exists --exit-on-error --no-owner -d stacktracker",
                        "ANALYZE");
        scene.run().previews("switch", "Set DATABASE_URL to the RDS endpoint and redeploy.");
        scene.run().undos("move", "drops the copied tables of stacktracker on rds");
        scene.run().undos("backup", "deletes before.dump");
        var open = Map.of(
                "rds_instance",
                PHRASE,
                "my_cidr",
                "203.0.113.7/32",
                "way",
                "streamed",
                "app_url",
                "https://app.example.org",
                "replit_url",
                "x");
        scene.run().take(new Intent.SetVariables(new Values(open, Set.of("replit_url"))));
        return scene.look();
    }

    private static void looks(Scene scene, String step, Evidence... seen) {
        scene.run().take(new Intent.StartStep(step));
        scene.after(Duration.ofSeconds(2));
        scene.run().verified(step, seen);
    }

    private static void acts(Scene scene, String step, Duration took, String says) {
        scene.run().take(new Intent.StartStep(step));
        scene.after(took);
        scene.run().ends(step, Outcome.done(says));
        scene.look();
    }

    /** Up to the first step that a person does. */
    static Scene prepared() {
        return prepared(ready());
    }

    static Scene prepared(Scene scene) {
        looks(scene, "connect-replit", scene.green("replit answers", "PostgreSQL 14.9, role postgres, superuser", 0));
        looks(scene, "connect-rds", scene.green("rds answers", "PostgreSQL 15.15, role stacktracker_admin", 0));
        acts(scene, "backup", Duration.ofSeconds(164), "before.dump, 412 MB");
        acts(scene, "open-door", Duration.ofSeconds(1), "tcp 5432 from 203.0.113.7/32 allowed in sg-0123abcd");
        looks(
                scene,
                "ready",
                scene.green("versions", "14.9 to 15.15", 0),
                scene.green("extensions", "5 of 5 are available", 0),
                scene.green("room", "38 GB free, 8 GB wanted", 0));
        return scene.look();
    }

    static Scene manual() {
        var scene = prepared();
        scene.keys("enter");
        return scene.after(Duration.ofSeconds(41));
    }

    static Scene running() {
        return running(prepared());
    }

    static Scene running(Scene scene) {
        scene.keys("enter");
        scene.after(Duration.ofSeconds(41));
        scene.keys("space", "enter");
        scene.after(Duration.ofSeconds(74));
        for (int i = 0; i < 60; i++) {
            scene.prints(
                    "move",
                    "pg_restore: processing data for table \u001b[36m\"public.events_2024_%02d\"\u001b[0m\r\n"
                            .formatted(i));
        }
        scene.prints("move", "pg_restore: creating INDEX \"public.events_ts_idx\"\r\n");
        scene.run()
                .progresses(
                        "move",
                        new Progress(
                                0.58,
                                Duration.ofSeconds(200),
                                "building index events_ts_idx 41 %",
                                List.of(
                                        new Progress.Part("events", 0.57, "3.1 of 5.4 GB   41 MB/s"),
                                        new Progress.Part("accounts", 1, "38,112 rows"),
                                        new Progress.Part("audit", 0.08, "12 of 150 MB   9 MB/s"))));
        return scene.look();
    }

    static Scene failed() {
        var scene = running();
        scene.prints(
                "move",
                "\u001b[31mpg_restore: error: could not execute query: ERROR:  permission denied for schema audit\u001b[0m\r\n");
        scene.run()
                .ends(
                        "move",
                        Outcome.failed(
                                "pg_restore on rds: permission denied for schema audit (owner carol)",
                                "grant USAGE on schema audit to stacktracker_admin on rds, then retry: what is half there is made again"));
        return scene.look();
    }

    /** The retry fails as the first attempt did. */
    static Scene failedAgain() {
        var scene = failed();
        scene.keys("r").types("granted").keys("enter").after(Duration.ofSeconds(1));
        scene.prints("move", "pg_restore: error: permission denied for schema audit\r\n");
        scene.run()
                .ends(
                        "move",
                        Outcome.failed(
                                "pg_restore on rds: permission denied for schema audit (owner carol)", "mend it"));
        return scene.look();
    }

    static Scene undoFailed() {
        var scene = failed();
        scene.keys("u").types("not tonight").keys("enter").after(Duration.ofSeconds(4));
        scene.run()
                .hear(new dev.holdpoint.run.Signal.UndoEnded(
                        "move",
                        Outcome.failed(
                                "drop database: other users are connected", "end their sessions, then undo again")));
        return scene.look();
    }

    static Scene zoomedBefore() {
        return prepared().keys("z");
    }

    static Scene zoomedFailed() {
        return failed().keys("z");
    }

    static Scene doneByHand() {
        var scene = failed().after(Duration.ofSeconds(50));
        return scene.keys("m")
                .types("carol copied the schema")
                .keys("enter", ":")
                .types("goto move")
                .keys("enter");
    }

    static Scene unknown() {
        var scene = running();
        scene.run()
                .happen(
                        scene.now(),
                        new Event.StepUnknown(
                                "move", 1, "the machine went down while pg_restore ran; nobody saw how it ended"));
        return scene.after(Duration.ofSeconds(12));
    }

    /** At the hold point, its gate not yet opened. */
    static Scene hold() {
        return moved(running());
    }

    static Scene moved(Scene scene) {
        scene.run().ends("move", Outcome.done("1 database, 5.4 GB, 412 tables in 1:14"));
        scene.run().verified("move", scene.green("data is the same", "412 tables, 38,112,904 rows, 0 differences", 0));
        return scene.after(Duration.ofSeconds(3));
    }

    static Scene sensing() {
        return hold().keys("g").after(Duration.ofSeconds(3));
    }

    static Scene locked() {
        var scene = sensing();
        scene.run()
                .senses(
                        "switch",
                        scene.green("new host answers for the name", "200 in 41 ms, certificate valid 67 days", 3),
                        scene.green("data is the same", "412 tables, 38,112,904 rows, 0 differences", 3),
                        scene.red(
                                        "nobody writes to the old host",
                                        "2 sessions: app@10.1.0.7 (idle), cron@10.1.0.9 (active)",
                                        0)
                                .with(List.of(
                                        "pid 812, user cron, from 10.1.0.9, 14 min: VACUUM events",
                                        "pid 977, user app, from 10.1.0.7, idle")));
        return scene.after(Duration.ofSeconds(4));
    }

    static Scene armed() {
        var scene = sensing();
        scene.run()
                .senses(
                        "switch",
                        scene.green("new host answers for the name", "200 in 41 ms, certificate valid 67 days", 3),
                        scene.green("data is the same", "412 tables, 38,112,904 rows, 0 differences", 3),
                        scene.green("nobody writes to the old host", "0 sessions", 1));
        return scene.after(Duration.ofSeconds(4));
    }

    static Scene typing() {
        return armed().types("stacktracker-migartion");
    }

    static Scene counting() {
        return armed().types(PHRASE).keys("enter").after(Duration.ofSeconds(2));
    }

    static Scene released() {
        var scene = counting().after(Duration.ofSeconds(4));
        scene.run().hear(new dev.holdpoint.run.Signal.Tick());
        scene.run()
                .senses(
                        "switch",
                        scene.green("new host answers for the name", "200 in 38 ms, certificate valid 67 days", 0),
                        scene.green("data is the same", "412 tables, 38,112,904 rows, 0 differences", 0),
                        scene.green("nobody writes to the old host", "0 sessions", 0));
        scene.look();
        return scene.after(Duration.ofSeconds(8));
    }

    static Scene answering() {
        return released().keys("space").types("48x");
    }

    static Scene finished() {
        var scene = released();
        scene.run().take(new Intent.TickStep("switch", Map.of("ticket", "4812")));
        scene.run().take(new Intent.SkipStep("private", "the subnet group is changed by the platform team tomorrow"));
        acts(scene, "close-door", Duration.ofSeconds(1), "tcp 5432 from 203.0.113.7/32 revoked");
        return scene;
    }

    static Scene help() {
        return running().keys("?");
    }

    static Scene commands() {
        return running().keys(":").types("s");
    }

    static Scene skipping() {
        return failed().keys("s").types("the audit schema is not needed");
    }

    static Scene interrupting() {
        return running().keys("ctrl-c");
    }

    static Scene notes() {
        var scene = running();
        scene.keys("n").types("the app's banner came up after 40 seconds").keys("enter");
        scene.after(Duration.ofSeconds(95));
        scene.keys("n").types("carol says the audit schema may be left out").keys("enter", "N");
        return scene;
    }

    static Scene searching() {
        var scene = running();
        return scene.keys("tab", "/").types("2024_1").keys("enter");
    }

    static Scene scrolled() {
        var scene = running();
        scene.frame(120, 36);
        scene.keys("tab", "page-up");
        return scene.prints(
                "move",
                "pg_restore: creating INDEX \"public.events_user_idx\"\r\npg_restore: creating CONSTRAINT \"public.events_pkey\"\r\n");
    }

    /** More than a pane keeps; its first line is gone from it. */
    static Scene flooded() {
        var scene = running().keys("tab");
        var text = new StringBuilder();
        for (int i = 1; i <= 40_000; i++) {
            text.append("row ").append(i).append('\n');
        }
        scene.prints("move", text.toString());
        scene.frame(80, 24);
        return scene.keys("home");
    }

    static Scene fullScreen() {
        return running().prints("move", "\u001b[?1049h\u001b[H  PID USER  top - 02:04:46\u001b[3;1H  812 cron");
    }

    /** A step with a terminal of its own, before anybody types at it. */
    static Scene terminal() {
        var plan = Sample.with()
                .phase(
                        "Only",
                        Sample.step("first", "Comes first"),
                        Sample.step("edit", "Edit the settings").tty(),
                        Sample.step("after", "Comes after"))
                .plan();
        var scene = new Scene(plan, false);
        scene.at().close();
        scene.run().take(new Intent.SetVariables(Values.NONE));
        scene.look().keys("enter");
        scene.run().ends("first", Outcome.done(""));
        scene.look().keys("enter").after(Duration.ofSeconds(6));
        return scene.prints("edit", "\u001b[?1049h\u001b[Hmax_connections = 100\r\nwork_mem = 4MB\u001b[1;19H");
    }

    static Scene typingAt() {
        return terminal().keys("i");
    }

    static Scene zoomed() {
        return running().keys("z");
    }

    static Scene refused() {
        return running().keys("u");
    }

    static Scene rehearsal() {
        return running(prepared(begun(new Scene(Sample.replit(), true))));
    }

    static Scene trouble() {
        var scene = running();
        scene.run().breaks("no space left on device");
        return scene.look();
    }

    static Scene resumed() {
        return hold().resumed("replit_url");
    }

    /** The form of the secrets was left: nothing goes on, and enter brings it back. */
    static Scene resumedLeft() {
        return resumed().keys("esc");
    }

    /** One of two that run side by side has failed. */
    static Scene sideBySide() {
        var scene = sideBySideRunning();
        scene.run().ends("pb", Outcome.failed("exit 1: no route to host 10.1.0.9", "mend the route, then retry"));
        return scene.look();
    }

    static Scene sideBySideRunning() {
        var scene = new Scene(
                Sample.with()
                        .phase(
                                "Copies",
                                Sample.step("pa", "Copy the first half").beside(),
                                Sample.step("pb", "Copy the second half").beside())
                        .phase("Go live", Sample.step("slowgate", "Switch over").hold("It is seen.", "go", 1))
                        .plan("Two at a time"),
                false);
        scene.run().take(new Intent.RunOn());
        return scene.after(Duration.ofSeconds(6));
    }
}
