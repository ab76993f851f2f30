package dev.holdpoint.checklist;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes maps, lists, texts, numbers and booleans as JSON that people read: two spaces, short lists in one line. */
final class JsonText {
    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    static String of(Object value) {
        var json = new JsonText();
        json.value(value, 0);
        return json.text.append('\n').toString();
    }

    private void value(Object value, int depth) {
        switch (value) {
            case Map<?, ?> map -> block('{', '}', map.entrySet(), depth);
            case List<?> list
            when list.stream().allMatch(it -> it instanceof String || it instanceof Number) -> flat(list);
            case List<?> list -> block('[', ']', list, depth);
            case Map.Entry<?, ?> entry -> {
                quoted(String.valueOf(entry.getKey()));
                text.append(": ");
                value(entry.getValue(), depth);
            }
            case String string -> quoted(string);
            default -> text.append(value);
        }
    }

    private void block(char open, char close, Iterable<?> items, int depth) {
        text.append(open);
        var rest = items.iterator();
        while (rest.hasNext()) {
            line(depth + 1);
            value(rest.next(), depth + 1);
            comma(rest, ",");
        }
        if (text.charAt(text.length() - 1) != open) {
            line(depth);
        }
        text.append(close);
    }

    private void flat(List<?> list) {
        text.append('[');
        var rest = list.iterator();
        while (rest.hasNext()) {
            value(rest.next(), 0);
            comma(rest, ", ");
        }
        text.append(']');
    }

    private void comma(Iterator<?> rest, String comma) {
        if (rest.hasNext()) {
            text.append(comma);
        }
    }

    private void line(int depth) {
        text.append('\n').append("  ".repeat(depth));
    }

    private void quoted(String string) {
        text.append('"');
        for (var i = 0; i < string.length(); i++) {
            var c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
