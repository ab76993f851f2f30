package dev.holdpoint.cli;

import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.OpenItem;
import dev.holdpoint.target.host.ShellWords;
import java.nio.file.Path;
import java.util.Map;

/** Commands that are named to the operator, as they can be pasted into the shell that the run was begun from. */
final class Comeback {
    /** Set by the launcher: how it was called. */
    private static final String PROGRAM = "holdpoint.command";

    private Comeback() {}

    /** Comes back to a run. */
    static String command(RunPaths paths) {
        return command("resume", paths);
    }

    /** A command about one run. */
    static String command(String verb, RunPaths paths) {
        return command(verb, paths.root().resolve("../..").normalize()) + " " + paths.id();
    }

    /** Says of a run that is over that an item of it was closed; what is written in capitals the operator has to say. */
    static String closing(RunPaths paths, OpenItem item) {
        return command("runs close", paths) + " " + ShellWords.quoted(item.name()) + " REASON";
    }

    /** A command about the runs of a state folder, which is named where it is not the usual one. */
    static String command(String verb, Path state) {
        return command(System.getProperty(PROGRAM, "holdpoint"), verb, state, System.getenv());
    }

    static String command(String program, String verb, Path state, Map<String, String> environment) {
        var where = state.equals(RunPaths.state(null, environment))
                ? ""
                : " --state " + ShellWords.quoted(state.toString());
        return ShellWords.quoted(program) + " " + verb + where;
    }
}
