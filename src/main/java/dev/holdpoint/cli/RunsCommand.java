package dev.holdpoint.cli;

import dev.holdpoint.journal.RunLock;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.operator.Due;
import dev.holdpoint.run.OpenItem;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdpoint runs}: every run that is kept, the newest first, with what it has open. */
@Command(
        name = "runs",
        description = "Lists runs: their state, where they stand, what they have open, and until when.",
        subcommands = {RunsCloseCommand.class, RunsHandCommand.class})
final class RunsCommand implements Callable<Integer> {
    private static final ZoneId ZONE = ZoneId.systemDefault();

    @Mixin
    private final StateFolder state = new StateFolder();

    @Override
    public Integer call() throws IOException {
        var folder = state.path();
        var runs = RunFolder.all(folder);
        if (runs.isEmpty()) {
            System.out.println("no runs in " + RunPaths.runs(folder));
        }
        var console = System.console();
        var colour = colour(System.getenv(), console != null && console.isTerminal());
        runs.forEach(it -> lines(it, Instant.now(), colour).forEach(System.out::println));
        return Exit.DONE;
    }

    /** On a terminal only, and not with {@code NO_COLOR}. */
    static boolean colour(Map<String, String> environment, boolean terminal) {
        return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    static List<String> lines(RunPaths paths, Instant now, boolean colour) {
        try {
            return told(paths, RunSummary.of(RunFolder.past(paths).entries()), now, colour);
        } catch (IOException e) {
            return List.of(RunFolder.unreadable(paths, e));
        }
    }

    private static List<String> told(RunPaths paths, RunSummary run, Instant now, boolean colour) throws IOException {
        var holder = RunLock.holder(paths);
        var begun = run.begun();
        var lines = new ArrayList<String>();
        lines.add(Safe.line("%-40s %-9s %s  %s%s%s"
                .formatted(
                        paths.id(),
                        run.state(holder != null),
                        begun == null ? "" : Due.shown(begun, ZONE),
                        run.title(),
                        run.over() ? "" : "  " + run.where(),
                        holder == null ? "" : "  driven by " + holder)));
        for (var item : run.ledger().open().values()) {
            var line = Safe.line(item(item, now));
            lines.add(colour && item.overdue(now) ? "\u001b[31m" + line + "\u001b[0m" : line);
        }
        return lines;
    }

    private static String item(OpenItem item, Instant now) {
        var handed = item.handed();
        return "    open: " + item.name() + ", since " + Due.shown(item.since(), ZONE) + " by " + item.step()
                + (item.close().isEmpty() ? "" : "; close: " + item.close())
                + (handed == null
                        ? ""
                        : "; due " + Due.shown(handed.due(), ZONE) + ", " + handed.to()
                                + (item.overdue(now) ? ", OVERDUE" : ""));
    }
}
