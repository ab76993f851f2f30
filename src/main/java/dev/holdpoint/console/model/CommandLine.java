package dev.holdpoint.console.model;

import java.util.List;
import java.util.function.Function;

/** The line behind {@code :}, with completion and history. */
public final class CommandLine {
    private final LineInput input = new LineInput();
    private final List<String> history;
    private final Function<String, List<String>> completer;
    private int back;
    private String problem = "";
    private List<String> offered = List.of();
    private int choice = -1;

    /**
     * @param history older lines first
     * @param completer whole lines that begin like the given one, the best first
     */
    public CommandLine(List<String> history, Function<String, List<String>> completer) {
        this.history = List.copyOf(history);
        this.completer = completer;
        typed();
    }

    public LineInput input() {
        return input;
    }

    /** What could stand here. */
    public List<String> offered() {
        return offered;
    }

    /** Which of {@link #offered} has been taken by tab; -1 for none. */
    public int choice() {
        return choice;
    }

    public String problem() {
        return problem.isEmpty() ? input.problem() : problem;
    }

    public void refuse(String reason) {
        problem = reason;
    }

    /** To be called after the text has changed by hand. */
    public void typed() {
        offered = completer.apply(input.text());
        choice = -1;
        problem = "";
    }

    /** Takes the next offer ({@code by} 1) or the one before (-1). */
    public void complete(int by) {
        if (!offered.isEmpty()) {
            choice = Math.floorMod(choice < 0 && by < 0 ? by : choice + by, offered.size());
            input.set(offered.get(choice) + (offered.size() == 1 ? " " : ""));
        }
    }

    /** Goes back ({@code by} 1) or forth (-1) in the history. */
    public void recall(int by) {
        int wanted = Math.clamp((long) back + by, 0, history.size());
        if (wanted != back) {
            back = wanted;
            input.set(back == 0 ? "" : history.get(history.size() - back));
            typed();
        }
    }
}
