package dev.holdpoint.cli;

import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Run;

/** The last lines on the operator's screen: how it ended, what is open, how to come back. */
final class Farewell {
    private Farewell() {}

    /** @param line it was driven line by line, and so is come back to */
    static int say(Run run, RunPaths paths, boolean line) {
        var walk = run.plan().walk();
        var done = walk.stream().filter(it -> run.status(it).state().settled()).count();
        var words = switch (run.end()) {
            case FINISHED -> "finished";
            case ABORTED -> "aborted";
            case NOT_YET -> "left at " + done + " of " + walk.size() + " steps";
        };
        System.out.println(Safe.line(run.plan().checklist().title() + ": " + words));
        run.openItems()
                .values()
                .forEach(it -> System.out.println(Safe.line("open: " + it.name() + ", by " + it.step())));
        if (run.end() == Run.End.NOT_YET) {
            System.out.println("To go on: " + Safe.line(Comeback.command(paths) + (line ? " --line" : "")));
        } else {
            System.out.println(Safe.line("Journal and output: " + paths.root()));
        }
        return Exit.of(run);
    }
}
