package dev.holdpoint.checklist.yaml;

import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Builds values straight from the parser's events: no node graph, and the recursion is ours to limit. An alias shares the
 * anchor's value; what it would be written out counts against the limit, so a bomb of aliases ends early.
 */
final class Events {
    private static final int DEEPEST = 40;
    private static final int MOST_VALUES = 50_000;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(2 * YamlText.MOST_BYTES)
            .build();

    private final ParserImpl events;
    private final String name;
    private final Problems problems;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int count;

    private record Anchored(Value value, int size) {}

    Events(String text, String name, Problems problems) {
        this.events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
        this.name = name;
        this.problems = problems;
    }

    Optional<Value> document() {
        events.next();
        if (events.checkEvent(Event.ID.StreamEnd)) {
            return Optional.empty();
        }
        events.next();
        var root = value(0);
        events.next();
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            problems.add(place(events.peekEvent()), "a second document starts here; one file holds one checklist");
        }
        if (root instanceof Value.Scalar scalar && scalar.text().isEmpty() && scalar.plain()) {
            return Optional.empty();
        }
        return Optional.of(root);
    }

    private Value value(int depth) {
        var event = events.next();
        var at = place(event);
        if (event instanceof AliasEvent alias) {
            return shared(alias, at);
        }
        if (depth > DEEPEST) {
            throw new Unreadable(at, "this is nested deeper than " + DEEPEST + " levels; no checklist needs that");
        }
        var before = count;
        count(1, at);
        refuseTag(event, at);
        Value value;
        if (event instanceof ScalarEvent scalar) {
            value = new Value.Scalar(scalar.getValue(), scalar.isPlain(), at);
        } else {
            value = event instanceof SequenceStartEvent ? items(at, depth) : fields(at, depth);
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            anchors.put(node.getAnchor().get().getValue(), new Anchored(value, count - before));
        }
        return value;
    }

    private Value items(Place at, int depth) {
        var items = new ArrayList<Value>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            items.add(value(depth + 1));
        }
        events.next();
        return new Value.Items(items, at);
    }

    private Value fields(Place at, int depth) {
        var fields = new ArrayList<Value.Field>();
        var seen = new HashMap<String, Place>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            var key = key(depth);
            var value = value(depth + 1);
            if (key == null) {
                continue;
            }
            var first = seen.putIfAbsent(key.text(), key.at());
            if (first == null) {
                fields.add(new Value.Field(key.text(), value, key.at()));
            } else {
                problems.add(key.at(), "`" + key.text() + "` stands here already, in line " + first.line());
            }
        }
        events.next();
        return new Value.Fields(fields, at);
    }

    private Value.@Nullable Scalar key(int depth) {
        var key = value(depth + 1);
        if (key instanceof Value.Scalar scalar) {
            return scalar;
        }
        problems.add(key.at(), "a list or fields cannot be a key; put text that begins with `[` or `{` in quotes");
        return null;
    }

    private Value shared(AliasEvent alias, Place at) {
        var anchored = anchors.get(alias.getAlias().getValue());
        if (anchored == null) {
            throw new Unreadable(
                    at, "no anchor `&" + alias.getAlias().getValue() + "` stands above; write the value out");
        }
        count(anchored.size(), at);
        return anchored.value();
    }

    private void refuseTag(Event event, Place at) {
        var tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent start ? start.getTag() : Optional.<String>empty();
        if (tag.isPresent()) {
            problems.add(
                    at, "a tag such as `!!str` means nothing here; remove it, and put text in quotes where needed");
        }
    }

    private void count(int more, Place at) {
        count += more;
        if (count > MOST_VALUES) {
            throw new Unreadable(at, "more than " + MOST_VALUES + " values up to here; no checklist is that long");
        }
    }

    private Place place(Event event) {
        var mark = event.getStartMark();
        return mark.isEmpty()
                ? new Place(name, 1, 1)
                : new Place(name, mark.get().getLine() + 1, mark.get().getColumn() + 1);
    }
}
