package dev.holdpoint.step.file;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML, changed where its value stands: comments, order and form of all else stay. Whether nothing else has changed is read back from
 * the result; where it has, the edit is refused.
 */
final class YamlEditor implements EditFormat.Editor {
    @Override
    public String set(String text, String path, String value) {
        var wanted = KeyPath.of(path);
        var yaml = new YamlTree(text);
        Node at = yaml.root();
        for (int depth = 0; depth < wanted.keys().size(); depth++) {
            var child = YamlTree.child(at, wanted.keys().get(depth));
            if (child == null) {
                return yaml.sameBut(added(yaml, at, wanted, depth, value), wanted, depth + 1, value);
            }
            if (yaml.alias(child)) {
                throw wanted.problem(
                        wanted.upTo(depth + 1) + " stands elsewhere in the file, behind an anchor; use replace:");
            }
            at = child.value();
        }
        if (!(at instanceof ScalarNode scalar)) {
            throw wanted.problem("is a list or fields, not one value; use replace:");
        }
        return scalar.getValue().equals(value) && !scalar.getTag().equals(Tag.NULL)
                ? text
                : yaml.sameBut(
                        changed(yaml, scalar, value), wanted, wanted.keys().size(), value);
    }

    private static String changed(YamlTree yaml, ScalarNode scalar, String value) {
        int start = yaml.start(scalar);
        int end = yaml.end(scalar);
        var written = YamlScalar.written(value, scalar);
        return yaml.text().substring(0, start)
                + (start == end ? " " : "")
                + written
                + yaml.text().substring(end);
    }

    private static String added(YamlTree yaml, Node parent, KeyPath wanted, int depth, String value) {
        var keys = wanted.keys().subList(depth, wanted.keys().size());
        var text = yaml.text();
        if (parent instanceof ScalarNode empty
                && empty.getTag().equals(Tag.NULL)
                && empty.getValue().isEmpty()
                && depth == 0) {
            return text
                    + (text.isEmpty() || text.endsWith("\n") ? "" : TextLines.endOf(text))
                    + block(keys, "", value, text)
                    + TextLines.endOf(text);
        }
        if (!(parent instanceof MappingNode fields)) {
            throw wanted.problem(
                    (depth == 0 ? "the file" : wanted.upTo(depth)) + " has no fields that one could be added to");
        }
        if (fields.getFlowStyle() == FlowStyle.FLOW) {
            int end = yaml.end(fields) - 1;
            var last = fields.getValue().isEmpty() ? null : fields.getValue().getLast();
            int at = last == null ? end : yaml.last(last);
            return text.substring(0, at) + (last == null ? "" : ", ") + flow(keys, value) + text.substring(at);
        }
        var first = fields.getValue().getFirst().getKeyNode();
        int at = yaml.lineEnd(yaml.last(fields.getValue().getLast()));
        var indent = " ".repeat(first.getStartMark().orElseThrow().getColumn());
        return text.substring(0, at) + TextLines.endOf(text) + block(keys, indent, value, text) + text.substring(at);
    }

    private static String block(List<String> keys, String indent, String value, String text) {
        var lines = new ArrayList<String>();
        var deeper = indent;
        for (int i = 0; i < keys.size(); i++) {
            var last = i == keys.size() - 1;
            lines.add(deeper + YamlScalar.key(keys.get(i)) + ":" + (last ? " " + YamlScalar.written(value) : ""));
            deeper += "  ";
        }
        return String.join(TextLines.endOf(text), lines);
    }

    private static String flow(List<String> keys, String value) {
        var written = YamlScalar.written(value);
        for (int i = keys.size() - 1; i >= 0; i--) {
            var field = YamlScalar.key(keys.get(i)) + ": " + written;
            written = i == 0 ? field : "{" + field + "}";
        }
        return written;
    }

    @Override
    public String remove(String text, String path) {
        var wanted = KeyPath.of(path);
        var yaml = new YamlTree(text);
        Node parent = yaml.root();
        for (var key : wanted.keys().subList(0, wanted.keys().size() - 1)) {
            var child = YamlTree.child(parent, key);
            if (child == null) {
                return text;
            }
            if (yaml.alias(child)) {
                throw wanted.problem("stands elsewhere in the file, behind an anchor; use replace:");
            }
            parent = child.value();
        }
        var gone = YamlTree.child(parent, wanted.keys().getLast());
        if (gone == null || !(parent instanceof CollectionNode<?> all)) {
            return text;
        }
        if (all.getValue().size() == 1) {
            throw wanted.problem("is all that stands there; remove "
                    + (wanted.keys().size() == 1
                            ? "the file"
                            : wanted.upTo(wanted.keys().size() - 1)) + " instead");
        }
        return yaml.sameBut(
                without(yaml, all, gone, wanted), wanted, wanted.keys().size(), null);
    }

    private static String without(YamlTree yaml, CollectionNode<?> all, YamlTree.Child gone, KeyPath wanted) {
        var text = yaml.text();
        if (all.getFlowStyle() == FlowStyle.FLOW) {
            var before = gone.index() == 0 ? -1 : yaml.last(all.getValue().get(gone.index() - 1));
            return before < 0
                    ? text.substring(0, yaml.start(gone.first()))
                            + text.substring(yaml.first(all.getValue().get(1)))
                    : text.substring(0, before)
                            + text.substring(yaml.last(all.getValue().get(gone.index())));
        }
        int line = text.lastIndexOf('\n', yaml.start(gone.first()) - 1) + 1;
        var lead = text.substring(line, yaml.start(gone.first()));
        if (!lead.matches(gone.key() == null ? " *- +" : " *")) {
            throw wanted.problem("shares its line with something else; use replace:");
        }
        int end = yaml.lineEnd(yaml.last(all.getValue().get(gone.index())));
        return text.substring(0, line) + text.substring(end < text.length() ? text.indexOf('\n', end) + 1 : end);
    }
}
