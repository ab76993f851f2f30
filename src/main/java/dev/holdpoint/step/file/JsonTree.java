package dev.holdpoint.step.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * A value of a JSON text with its place.
 *
 * @param start of its first sign
 * @param end behind its last one
 * @param value of a scalar, after escapes are undone
 */
record JsonTree(Kind kind, int start, int end, String value, List<Child> children) {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    enum Kind {
        OBJECT,
        LIST,
        SCALAR
    }

    /** @param start where the key begins, or the item */
    record Child(String key, int start, JsonTree tree) {}

    static JsonTree read(String text) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw JsonEditor.noJson("it is empty");
            }
            var tree = tree(parser, text);
            if (parser.nextToken() != null) {
                throw JsonEditor.noJson("more than one value stands there");
            }
            return tree;
        } catch (JacksonException wrong) {
            var at = wrong.getLocation();
            throw JsonEditor.noJson(
                    wrong.getOriginalMessage().lines().findFirst().orElse("")
                            + (at == null ? "" : " in line " + at.getLineNr()));
        }
    }

    private static JsonTree tree(JsonParser parser, String text) {
        int start = place(parser);
        var token = parser.currentToken();
        if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
            var value = parser.getString();
            int end = token == JsonToken.VALUE_STRING
                    ? (int) parser.currentLocation().getCharOffset()
                    : start + value.length();
            return new JsonTree(Kind.SCALAR, start, end, value, List.of());
        }
        var object = token == JsonToken.START_OBJECT;
        var children = new ArrayList<Child>();
        for (var next = parser.nextToken(); !next.isStructEnd(); next = parser.nextToken()) {
            int from = place(parser);
            var key = object ? parser.currentName() : Integer.toString(children.size());
            if (object) {
                parser.nextToken();
            }
            children.add(new Child(key, from, tree(parser, text)));
        }
        return new JsonTree(object ? Kind.OBJECT : Kind.LIST, start, place(parser) + 1, "", List.copyOf(children));
    }

    private static int place(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    /** The last of them, where a key stands twice: that is the one that counts. */
    Optional<Child> child(String key) {
        return children.stream().filter(it -> it.key().equals(key)).reduce((_, last) -> last);
    }

    boolean has(KeyPath path) {
        var at = Optional.of(this);
        for (var key : path.keys()) {
            at = at.flatMap(it -> it.child(key)).map(Child::tree);
        }
        return at.isPresent();
    }

    /** True where it is this value already. */
    boolean says(String wanted, String text) {
        return text.charAt(start) == '"'
                ? value.equals(wanted)
                : text.substring(start, end).equals(wanted);
    }
}
