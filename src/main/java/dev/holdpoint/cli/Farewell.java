package dev.holdpoint.cli;

import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.operator.Due;
import dev.holdpoint.operator.Focal;
import dev.holdpoint.operator.Reckoning;
import dev.holdpoint.operator.Standing;
import dev.holdpoint.run.Items;
import dev.holdpoint.run.OpenItem;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import java.time.Instant;
import java.time.ZoneId;

/** The last lines on the operator's screen: how it ended, what is open, how to come back. */
final class Farewell {
    private Farewell() {}

    /** @param line it was driven line by line, and so is come back to */
    static int say(Run run, RunPaths paths, boolean line) {
        say(run);
        run.openItems().values().forEach(it -> System.out.println(Safe.line(open(run, paths, it))));
        if (run.end() == Run.End.NOT_YET) {
            System.out.println("To go on: " + Safe.line(Comeback.command(paths) + (line ? " --line" : "")));
        } else {
            System.out.println(Safe.line("Journal and output: " + paths.root()));
        }
        return Exit.of(run);
    }

    /** How it ended, and what was planned against what it took. */
    static void say(Run run) {
        System.out.println(Safe.line(run.plan().checklist().title() + ": " + ended(run)));
        Reckoning.lines(run, Instant.now()).forEach(it -> System.out.println(Safe.line(it)));
    }

    /** "left at 5 of 13 steps, switch failed": counted as in the header, without the ways that this run does not go. */
    static String ended(Run run) {
        return switch (run.end()) {
            case FINISHED -> "finished";
            case ABORTED -> "aborted";
            case NOT_YET -> {
                var walk = run.plan().walk().stream()
                        .map(run::status)
                        .filter(it -> it.state() != StepState.NOT_APPLICABLE)
                        .toList();
                var settled = walk.stream().filter(it -> it.state().settled()).count();
                yield "left at " + settled + " of " + walk.size() + " steps" + back(run) + wrong(run);
            }
        };
    }

    private static String back(Run run) {
        return switch (run.rollback().stage()) {
            case NONE -> "";
            case UNDOING, PROVING -> "; its rollback is not over";
            case OVER -> "; it was rolled back";
        };
    }

    private static String wrong(Run run) {
        var words = new StringBuilder();
        for (var stop : run.plan().stops()) {
            if (Focal.wrong(run.status(stop).state())) {
                words.append("; ").append(stop.id()).append(": ").append(Standing.word(run, stop));
            }
        }
        return words.toString();
    }

    static String open(Run run, RunPaths paths, OpenItem item) {
        var handed = item.handed();
        var how = run.over() ? closing(paths, item, Items.outside(run.plan(), item)) : Items.howToClose(run, item);
        return "open: " + item.name() + ", by " + item.step()
                + (handed == null
                        ? "; close: " + how
                        : "; " + handed.to() + " closes it until " + Due.shown(handed.due(), ZoneId.systemDefault()));
    }

    /**
     * How an item of a run that is over is closed: no step can be started there, and no program hears a command any more.
     *
     * @param says what was said of closing it while the run went
     */
    static String closing(RunPaths paths, OpenItem item, String says) {
        var outside = says.isEmpty() || Items.byStep(says) ? "" : says + ", then ";
        return outside + Comeback.closing(paths, item);
    }
}
