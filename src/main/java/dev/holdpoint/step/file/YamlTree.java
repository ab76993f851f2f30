package dev.holdpoint.step.file;

import dev.holdpoint.target.TargetProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** One YAML document with the places of its nodes in the text. */
final class YamlTree {
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(HostFile.MOST_BYTES)
            .build();
    private static final int DEEPEST = 100;

    private final String text;
    private final Node root;

    /** @param key null for an item of a list */
    record Child(int index, @Nullable Node key, Node value) {
        Node first() {
            return key == null ? value : key;
        }
    }

    YamlTree(String text) {
        this.text = text;
        try {
            var composer = new Composer(SETTINGS, new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text)));
            root = composer.getSingleNode().orElseGet(() -> new ScalarNode(Tag.NULL, "", ScalarStyle.PLAIN));
        } catch (MarkedYamlEngineException wrong) {
            throw new TargetProblem("it is no YAML, or more than one document: "
                    + String.valueOf(wrong.getProblem()).strip()
                    + wrong.getProblemMark()
                            .map(it -> " in line " + (it.getLine() + 1))
                            .orElse(""));
        } catch (YamlEngineException wrong) {
            throw new TargetProblem("it is no YAML: "
                    + String.valueOf(wrong.getMessage()).lines().findFirst().orElse(""));
        }
    }

    String text() {
        return text;
    }

    Node root() {
        return root;
    }

    static @Nullable Child child(Node node, String key) {
        if (node instanceof MappingNode map) {
            Child found = null;
            for (int i = 0; i < map.getValue().size(); i++) {
                var tuple = map.getValue().get(i);
                if (tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    if (found != null) {
                        throw new TargetProblem(key + " stands there twice; use replace:");
                    }
                    found = new Child(i, name, tuple.getValueNode());
                }
            }
            return found;
        }
        int index = KeyPath.index(key);
        return node instanceof SequenceNode list
                        && index >= 0
                        && index < list.getValue().size()
                ? new Child(index, null, list.getValue().get(index))
                : null;
    }

    /** What an anchor above holds stands before the key that names it. */
    boolean alias(Child child) {
        return child.key() != null && start(child.value()) < start(child.key());
    }

    int start(Node node) {
        return text.offsetByCodePoints(0, node.getStartMark().orElseThrow().getIndex());
    }

    /** Behind its last sign; the line's end behind a block of text is not part of it. */
    int end(Node node) {
        int end = text.offsetByCodePoints(0, node.getEndMark().orElseThrow().getIndex());
        while (node instanceof ScalarNode && end > start(node) && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    int first(Object item) {
        return start(item instanceof NodeTuple tuple ? tuple.getKeyNode() : (Node) item);
    }

    /** Behind the last sign of an item or of a key with its value: the parser's own end lies behind comments. */
    int last(Object item) {
        if (item instanceof NodeTuple tuple) {
            int key = end(tuple.getKeyNode());
            int value = last(tuple.getValueNode());
            return Math.max(value, text.indexOf(':', key) + 1);
        }
        if (item instanceof CollectionNode<?> all
                && all.getFlowStyle() != FlowStyle.FLOW
                && !all.getValue().isEmpty()) {
            return last(all.getValue().getLast());
        }
        return end((Node) item);
    }

    /** Where the line of a place ends, before its end's signs. */
    int lineEnd(int place) {
        int end = text.indexOf('\n', place);
        return end < 0 ? text.length() : end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /**
     * The result, where it says what it said before but for one place.
     *
     * @param depth how many keys of the path name that place: of what was added, the outermost
     * @param value what the path says now; null where it is gone
     */
    String sameBut(String result, KeyPath path, int depth, @Nullable String value) {
        var after = new YamlTree(result);
        var place = path.keys().subList(0, depth);
        Node at = after.root;
        for (var key : path.keys()) {
            var child = at == null ? null : child(at, key);
            at = child == null ? null : child.value();
        }
        var is = value == null
                ? at == null || KeyPath.index(path.keys().getLast()) >= 0
                : at instanceof ScalarNode scalar && scalar.getValue().equals(value);
        var empty = root instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
        Object was = empty ? List.of() : model(root, place, 0);
        var items = value == null && KeyPath.index(path.keys().getLast()) >= 0;
        if (!is || !was.equals(model(after.root, items ? List.of() : place, 0))) {
            throw path.problem("cannot be changed without changing more; use replace:");
        }
        return result;
    }

    /** What a node says, without what stands at {@code place}. */
    private static Object model(@Nullable Node node, List<String> place, int depth) {
        if (depth > DEEPEST) {
            throw new TargetProblem("it is nested deeper than " + DEEPEST + " levels");
        }
        return switch (node) {
            case ScalarNode scalar -> scalar.getTag() + " " + scalar.getValue();
            case SequenceNode list -> {
                var items = new ArrayList<Object>();
                int skip = place.isEmpty() ? -1 : KeyPath.index(place.getFirst());
                for (int i = 0; i < list.getValue().size(); i++) {
                    var below = i == skip ? place.subList(1, place.size()) : List.<String>of();
                    if (i != skip || !below.isEmpty()) {
                        items.add(model(list.getValue().get(i), below, depth + 1));
                    }
                }
                yield items;
            }
            case MappingNode map -> {
                var fields = new ArrayList<Object>();
                for (var tuple : map.getValue()) {
                    var here = !place.isEmpty()
                            && tuple.getKeyNode() instanceof ScalarNode name
                            && name.getValue().equals(place.getFirst());
                    var below = here ? place.subList(1, place.size()) : List.<String>of();
                    if (!here || !below.isEmpty()) {
                        fields.add(model(tuple.getKeyNode(), List.of(), depth + 1));
                        fields.add(model(tuple.getValueNode(), below, depth + 1));
                    }
                }
                yield fields;
            }
            case null, default -> "";
        };
    }
}
