package dev.holdpoint.cli;

import dev.holdpoint.journal.RunPaths;
import java.util.Map;

/** The command that comes back to a run, as it can be pasted into the shell that the run was begun from. */
final class Comeback {
    /** Set by the launcher: how it was called. */
    private static final String PROGRAM = "holdpoint.command";

    private Comeback() {}

    static String command(RunPaths paths) {
        return command(System.getProperty(PROGRAM, "holdpoint"), paths, System.getenv());
    }

    static String command(String program, RunPaths paths, Map<String, String> environment) {
        var state = paths.root().resolve("../..").normalize();
        var where = state.equals(RunPaths.state(null, environment)) ? "" : " --state " + quoted(state.toString());
        return quoted(program) + " resume" + where + " " + paths.id();
    }

    private static String quoted(String word) {
        return word.matches("[\\w./:@%+,=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
