package dev.holdpoint.cli;

import dev.holdpoint.journal.Entry;
import dev.holdpoint.journal.RunLock;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Event;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code holdpoint runs}: every run that is kept, the newest first. */
final class RunsCommand implements Callable<Integer> {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    static final Verb VERB = Verb.of(
                    "runs", "Lists runs: their state, when they began, and what they have left open.", RunsCommand::new)
            .with(StateFolder.OPTIONS);

    private final StateFolder state;

    RunsCommand(Words words) {
        state = new StateFolder(words);
    }

    @Override
    public Integer call() throws IOException {
        var folder = state.path();
        var runs = RunFolder.all(folder);
        if (runs.isEmpty()) {
            System.out.println(Safe.line("no runs in " + RunPaths.runs(folder)));
        }
        runs.forEach(it -> System.out.println(line(it)));
        return Exit.DONE;
    }

    private static String line(RunPaths paths) {
        try {
            var past = RunFolder.past(paths);
            return told(paths, past.entries())
                    + (past.torn() > 0 && RunLock.holder(paths) == null
                            ? "  its last line was cut off: holdpoint resume repairs that"
                            : "");
        } catch (IOException e) {
            return RunFolder.unreadable(paths, e);
        }
    }

    private static String told(RunPaths paths, List<Entry<Event>> entries) throws IOException {
        var title = "";
        var state = "stopped";
        var lost = "";
        var open = new LinkedHashSet<String>();
        for (var entry : entries) {
            switch (entry.event()) {
                case Event.RunStarted it -> title = (it.rehearsal() ? "REHEARSAL " : "") + it.checklist();
                case Event.RunFinished ignored -> state = "finished";
                case Event.RunAborted ignored -> state = "aborted";
                case Event.TerminalLost ignored -> lost = ", whose terminal is gone: holdpoint resume takes it over";
                case Event.RunResumed ignored -> lost = "";
                case Event.RunLeft ignored -> lost = "";
                case Event.ItemOpened it -> open.add(it.item());
                case Event.ItemClosed it -> open.remove(it.item());
                default -> {}
            }
        }
        var holder = RunLock.holder(paths);
        if (holder != null && state.equals("stopped")) {
            state = "running";
        }
        var since = entries.isEmpty() ? "" : WHEN.format(entries.getFirst().at());
        return Safe.line("%-40s %-9s %s  %s%s%s"
                .formatted(
                        paths.id(),
                        state,
                        since,
                        title,
                        open.isEmpty() ? "" : "  open: " + String.join(", ", open),
                        holder == null ? "" : "  driven by " + holder + lost));
    }
}
