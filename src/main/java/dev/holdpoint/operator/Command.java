package dev.holdpoint.operator;

/** Everything a person can ask for, with the words for footer, help, command line and documentation. */
public enum Command {
    RUN("run", "run", "Run this step, a failed one again; on a hold point, open its gate; on a phase, fold it"),
    RUN_ON("run-on", "run on", "Run on until a person is needed: a hold point, a manual step, a failure"),
    STOP_RUN_ON("stop-run-on", "stop running on", "Start nothing more by itself; what runs goes on"),
    TICK("tick", "tick", "Tick off a step that is done by hand"),
    GATE("gate", "gate", "Open the gate of a hold point and look at its checks"),
    RETRY("retry", "retry", "Run a failed step again; asks what is different now"),
    TRUST("trust", "trust key", "The host key that a connection was shown is the right one: you have compared it"),
    MARK_DONE(
            "mark-done",
            "mark done",
            "It was done outside, or you have looked: it counts as done; after a failed undo: as undone; asks why"),
    MARK_FAILED(
            "mark-failed",
            "did not happen",
            "An unknown outcome was looked at: it did not happen; after a failed undo: it is as it was; asks why"),
    SKIP("skip", "skip", "Leave a step out; asks why"),
    UNDO("undo", "undo", "Take a done step back; asks why"),
    CLOSE_ITEM("close", "close item", "An open item was closed outside: it counts as closed; asks how"),
    HAND_OVER(
            "hand",
            "hand over",
            "Somebody closes an open item after the run: ITEM NAME DUE, as in maintenance mode bob 3d"),
    ITEMS(
            "items",
            "open items",
            "What is open, since when, who opened it, how it is closed, and who has taken it over"),
    END_DOWNTIME(
            "end-downtime",
            "end downtime",
            "The users are served again, though the step that ends it was skipped; asks why"),
    FINISH("finish", "finish", "Finish the run: every step settled, nothing open that nobody has taken over"),
    ROLLBACK(
            "rollback",
            "roll back",
            "Show what would be taken back, how long it takes and what it loses; a reason and a typed word begin it"),
    FORWARD("forward", "go forward again", "End the way back; what was undone can be started again; asks why"),
    ACCEPT("accept", "accept unproven", "The rollback is over though the source is not proven to serve; asks why"),
    INTERRUPT("interrupt", "interrupt", "Interrupt the running step, after asking; never ends the program"),
    NOTE("note", "note", "Write a note about this step"),
    NOTES("notes", "notes", "Read the notes of the run"),
    UP("", "up", "One line up"),
    DOWN("", "down", "One line down"),
    PAGE_UP("", "page up", "One page up"),
    PAGE_DOWN("", "page down", "One page down"),
    FIRST("", "first", "To the first line"),
    LAST("", "last", "To the last line; in output, follow it again"),
    FOLD("", "fold", "Fold the phase"),
    UNFOLD("", "unfold", "Unfold the phase"),
    FOLLOW("follow", "follow", "Go to where the run is, and stay with it"),
    TURN("turn", "other pane", "Turn to the other pane"),
    ZOOM("zoom", "zoom", "Give the output the whole screen, and back"),
    FIND("find", "find", "Find text in this pane"),
    NEXT("next", "next match", "The next place with the text"),
    PREVIOUS("previous", "match before", "The place before with the text"),
    END_FIND("end-find", "end find", "Stop finding"),
    EARLIER("earlier", "attempt before", "Output of the attempt before"),
    LATER("later", "attempt after", "Output of the attempt after"),
    PAGER("output", "output", "Open the whole output in $PAGER"),
    TYPE("type", "type into it", "Give the keys to a step that has a terminal; ctrl-] takes them back"),
    COMMAND("", "command", "Type a command by its name"),
    HELP("help", "keys", "Show this page"),
    SUSPEND("suspend", "suspend", "Back to the shell; fg comes back"),
    LEAVE("quit", "leave", "Leave; the run is kept and resumed with holdpoint resume"),
    GO_TO("goto", "go to", "Go to a step by its id"),
    THEME("theme", "theme", "Other colours: dark, light or none"),
    ABORT("abort", "abort", "Give the run up for good; asks why"),
    CODE("code", "reviewer's code", "Type the code that a reviewer speaks: NAME CODE"),
    PAST_WINDOW("", "release anyway", "The window has ended: release it all the same"),
    ANYWAY("anyway", "go on anyway", "What a step needs ends before it would: start it all the same; asks why"),
    CHECK("check", "check again", "Look at the checks of the gate again"),
    CLOSE("", "close", "Close this, nothing is changed");

    private final String word;
    private final String label;
    private final String says;

    Command(String word, String label, String says) {
        this.word = word;
        this.label = label;
        this.says = says;
    }

    /** Its name behind {@code :}; empty where it has none. */
    public String word() {
        return word;
    }

    /** One or two words for the footer. */
    public String label() {
        return label;
    }

    /** One sentence. */
    public String says() {
        return says;
    }
}
