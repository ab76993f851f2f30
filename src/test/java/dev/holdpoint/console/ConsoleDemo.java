package dev.holdpoint.console;

import dev.holdpoint.console.terminal.TerminalSetup;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Signal;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The console over a run that is played: to look at it by hand. {@code fail} as an argument lets the copy fail once. */
public final class ConsoleDemo {
    private ConsoleDemo() {}

    public static void main(String[] args) throws Exception {
        var wishes = List.of(args);
        var run = new FakeRun(Sample.replit(), InstantSource.system(), wishes.contains("rehearsal"));
        run.gives("my_cidr", "203.0.113.7/32", "from --set");
        run.previews(
                "move",
                "pg_dump -Fc -Z0 replit | pg_restore --clean --if-exists --exit-on-error -d stacktracker",
                "ANALYZE");
        run.previews("switch", "Set DATABASE_URL to the RDS endpoint and redeploy.");
        run.undos("move", "drops the copied tables of stacktracker");
        run.plays((it, event) -> play(it, event, wishes));
        var ticker = Thread.ofVirtual().start(() -> tick(run));
        var setup = TerminalSetup.of(null, System.getenv());
        var end = Console.open(run, run, ConsoleOptions.of(setup, () -> {}));
        ticker.interrupt();
        System.out.println("left: " + end);
    }

    private static void tick(FakeRun run) {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(100);
                run.hear(new Signal.Tick());
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void play(FakeRun run, Event event, List<String> wishes) {
        var _ = switch (event) {
            case Event.StepStarted it -> Thread.ofVirtual().start(() -> work(run, it, wishes));
            case Event.HoldSensing it -> Thread.ofVirtual().start(() -> sense(run, it));
            case Event.StepUndoing it ->
                Thread.ofVirtual().start(() -> run.hear(new Signal.UndoEnded(it.step(), Outcome.done("taken back"))));
            case Event.StepCancelling it ->
                Thread.ofVirtual()
                        .start(() -> run.ends(
                                it.step(), Outcome.failed("interrupted by alice", "look how far it came, then retry")));
            default -> event;
        };
    }

    private static void work(FakeRun run, Event.StepStarted event, List<String> wishes) {
        try {
            var stop = run.run().plan().stop(event.step());
            if (stop.traits().byHand()) {
                return;
            }
            if (stop.traits().looks()) {
                TimeUnit.MILLISECONDS.sleep(800);
                run.verified(
                        event.step(),
                        Evidence.green(
                                "superuser on both sides", "postgres on replit, rds_superuser on rds", Instant.now()),
                        Evidence.green("versions", "14.9 to 15.15", Instant.now()));
                return;
            }
            boolean slow = event.step().equals("move");
            int lines = slow ? 300 : 12;
            for (int i = 0; i < lines; i++) {
                run.prints(
                        event.step(),
                        "pg_restore: processing data for table \"public.\u001b[36mevents_" + i + "\u001b[0m\"\n");
                if (slow) {
                    double share = i / (double) lines;
                    run.progresses(
                            event.step(),
                            new Progress(
                                    share,
                                    Duration.ofSeconds((lines - i) / 10),
                                    "building index events_ts_idx " + (int) (share * 100) + " %",
                                    List.of(
                                            new Progress.Part(
                                                    "events", share, "%.1f of 5.4 GB   41 MB/s".formatted(share * 5.4)),
                                            new Progress.Part(
                                                    "accounts",
                                                    Math.min(1, share * 3),
                                                    "%,d of 38,112 rows"
                                                            .formatted((int) (Math.min(1, share * 3) * 38112))))));
                    if (i == 40 && wishes.contains("fail") && event.attempt() == 1) {
                        run.prints(
                                event.step(),
                                "\u001b[31mpg_restore: error: could not execute query: ERROR:  permission denied for schema audit\u001b[0m\n");
                        run.ends(
                                event.step(),
                                Outcome.failed(
                                        "pg_restore: permission denied for schema audit (owner carol)",
                                        "grant USAGE on schema audit to postgres on rds, then retry"));
                        return;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
            run.ends(event.step(), Outcome.done("1 database, 5.4 GB in 0:30"));
            if (stop.step().verify().isEmpty()) {
                return;
            }
            run.verified(
                    event.step(),
                    Evidence.green("data is the same", "412 tables, 38,112,904 rows, 0 differences", Instant.now()));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sense(FakeRun run, Event.HoldSensing event) {
        try {
            TimeUnit.SECONDS.sleep(2);
            var now = Instant.now();
            var checks = run.run().plan().stop(event.step()).hold().checks().size();
            run.senses(
                    event.step(),
                    List.of(
                                    Evidence.green(
                                            "new host answers for the name",
                                            "200 in 41 ms, certificate valid 67 days",
                                            now),
                                    Evidence.green(
                                            "data is the same", "412 tables, 38,112,904 rows, 0 differences", now),
                                    Evidence.green("nobody writes to the old host", "0 sessions", now))
                            .subList(0, checks)
                            .toArray(Evidence[]::new));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
