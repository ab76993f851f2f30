package dev.holdpoint.step.file;

import dev.holdpoint.target.TargetProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a value stands: keys, or numbers of items from 0 on, from the outside in.
 *
 * @param text as it was written: {@code a.b\.c.0}
 */
record KeyPath(String text, List<String> keys) {
    static KeyPath of(String text) {
        var keys = new ArrayList<String>();
        var key = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                key.append(text.charAt(++i));
            } else if (c == '.') {
                keys.add(key.toString());
                key.setLength(0);
            } else {
                key.append(c);
            }
        }
        keys.add(key.toString());
        if (keys.stream().anyMatch(String::isEmpty)) {
            throw new TargetProblem("'" + text + "' is no path; write keys with dots between, \\. for a dot in a key");
        }
        return new KeyPath(text, List.copyOf(keys));
    }

    /** The number that {@code key} is, or -1. */
    static int index(String key) {
        return key.matches("\\d{1,6}") ? Integer.parseInt(key) : -1;
    }

    /** The first so many keys, for messages. */
    String upTo(int number) {
        return String.join(".", keys.subList(0, number));
    }

    TargetProblem problem(String says) {
        return new TargetProblem(text + ": " + says);
    }
}
