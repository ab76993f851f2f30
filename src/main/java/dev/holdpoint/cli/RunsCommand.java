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

/** {@code holdpoint runs}: every run that is kept, the newest first, with what it has open; and what is said of that afterwards. */
final class RunsCommand implements Callable<Integer> {
    private static final ZoneId ZONE = ZoneId.systemDefault();

    private static final String GONE = "  its lab is gone, with all that was open there: it cannot be resumed";

    static final Verb VERB = Verb.of(
                    "runs",
                    "Lists runs: their state, where they stand, what they have open, and until when. Of a run that is over: close says"
                            + " that an item was closed, and how; hand has somebody take it over until DUE (3d, 18:00, 2026-03-01).",
                    RunsCommand::new)
            .operands("[close RUN ITEM REASON... | hand RUN ITEM NAME DUE [REASON...]]", 0, Integer.MAX_VALUE)
            .with(StateFolder.OPTIONS);

    private final StateFolder state;
    private final List<String> said;

    RunsCommand(Words words) {
        state = new StateFolder(words);
        said = words.operands();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return said.isEmpty() ? list() : Bookkeeping.write(state.path(), said);
    }

    private int list() throws IOException {
        var folder = state.path();
        var runs = RunFolder.all(folder);
        if (runs.isEmpty()) {
            System.out.println(Safe.line("no runs in " + RunPaths.runs(folder)));
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
            var past = RunFolder.past(paths);
            var lines = new ArrayList<>(told(paths, RunSummary.of(past.entries()), now, colour));
            if (past.torn() > 0 && RunLock.holder(paths) == null) {
                lines.set(
                        0,
                        lines.getFirst() + "  its last line was cut off, which is repaired by "
                                + Comeback.command(paths));
            }
            return lines;
        } catch (IOException e) {
            return List.of(RunFolder.unreadable(paths, e));
        }
    }

    private static List<String> told(RunPaths paths, RunSummary run, Instant now, boolean colour) throws IOException {
        var holder = RunLock.holder(paths);
        var begun = run.begun();
        var gone = run.rehearsal() && !run.over() && holder == null && Rehearsal.gone(paths);
        var lines = new ArrayList<String>();
        lines.add(Safe.line("%-40s %-9s %s  %s%s%s"
                .formatted(
                        paths.id(),
                        run.state(holder != null),
                        begun == null ? "" : Due.shown(begun, ZONE),
                        run.title(),
                        where(run),
                        gone
                                ? GONE
                                : holder == null ? "" : "  driven by " + holder + (run.lost() ? lost(paths) : ""))));
        for (var item : gone ? List.<OpenItem>of() : run.ledger().open().values()) {
            var how = run.over() ? Farewell.closing(paths, item, item.close()) : item.close();
            var line = Safe.line(item(item, how, now));
            lines.add(colour && item.overdue(now) ? "\u001b[31m" + line + "\u001b[0m" : line);
        }
        return lines;
    }

    private static String lost(RunPaths paths) {
        return ", whose terminal is gone: " + Comeback.command(paths) + " takes it over";
    }

    /** Of a run that is over only that it went back. */
    private static String where(RunSummary run) {
        var where = run.over() ? run.back() : run.where();
        return where.isEmpty() ? "" : "  " + where;
    }

    private static String item(OpenItem item, String how, Instant now) {
        var handed = item.handed();
        return "    open: " + item.name() + ", since " + Due.shown(item.since(), ZONE) + " by " + item.step()
                + (how.isEmpty() ? "" : "; close: " + how)
                + (handed == null
                        ? ""
                        : "; due " + Due.shown(handed.due(), ZONE) + ", " + handed.to()
                                + (item.overdue(now) ? ", OVERDUE" : ""));
    }
}
