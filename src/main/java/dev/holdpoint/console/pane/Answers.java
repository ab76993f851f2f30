package dev.holdpoint.console.pane;

/**
 * What a terminal types back when a program asks what and where it is (xterm's ctlseqs: DA, DSR). Nothing of what was printed is in it
 * but numbers that the pane has counted. It goes to the program, never to the operator's terminal.
 */
final class Answers {
    /** Nobody asks more at once; a flood of questions gets no flood of answers. */
    private static final int MOST = 256;

    private final StringBuilder waiting = new StringBuilder();

    /** {@code CSI c} and {@code CSI > c}: a VT100 with colours, of no version that anybody could rely on. */
    void whatItIs(char prefix) {
        if (prefix == 0) {
            add("?1;2c");
        } else if (prefix == '>') {
            add(">0;0;0c");
        }
    }

    /** {@code CSI n}; row and column count from 1. */
    void howItIs(char prefix, int asked, long row, int column) {
        if (asked == 5 && prefix == 0) {
            add("0n");
        } else if (asked == 6 && (prefix == 0 || prefix == '?')) {
            add((prefix == 0 ? "" : "?") + row + ";" + column + "R");
        }
    }

    private void add(String answer) {
        if (waiting.length() + answer.length() <= MOST) {
            waiting.append("\u001b[").append(answer);
        }
    }

    /** All of it, once. */
    String take() {
        var taken = waiting.toString();
        waiting.setLength(0);
        return taken;
    }
}
