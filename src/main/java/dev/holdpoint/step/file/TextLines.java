package dev.holdpoint.step.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A text as lines that keep their own ends. */
final class TextLines {
    private final List<String> lines;
    private final String end;

    TextLines(String text) {
        lines = new ArrayList<>(text.isEmpty() ? List.of() : Arrays.asList(text.split("(?<=\n)", -1)));
        if (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        end = endOf(text);
    }

    /** How lines of this text end. */
    static String endOf(String text) {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    int size() {
        return lines.size();
    }

    /** Without its end. */
    String get(int index) {
        var line = lines.get(index);
        return line.endsWith("\r\n")
                ? line.substring(0, line.length() - 2)
                : line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
    }

    void set(int index, String line) {
        lines.set(index, line + lines.get(index).substring(get(index).length()));
    }

    void remove(int index) {
        lines.remove(index);
    }

    /** A line of its own before that of {@code index}, or as the last one. */
    void insert(int index, String line) {
        if (index > 0 && !lines.get(index - 1).endsWith("\n")) {
            lines.set(index - 1, lines.get(index - 1) + end);
        }
        lines.add(index, line + end);
    }

    @Override
    public String toString() {
        return String.join("", lines);
    }
}
