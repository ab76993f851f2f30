package dev.holdpoint.cli;

import dev.holdpoint.run.Run;

/** Exit codes of the program. */
final class Exit {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int NOT_VALID = 2;
    static final int STOPPED = 3;

    /** For the launcher alone: it builds, and starts again. */
    static final int BUILD_FIRST = 75;

    private Exit() {}

    /** How a run was left. */
    static int of(Run run) {
        return switch (run.end()) {
            case FINISHED -> DONE;
            case ABORTED -> FAILED;
            case NOT_YET -> STOPPED;
        };
    }
}
