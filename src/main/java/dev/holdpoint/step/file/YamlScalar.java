package dev.holdpoint.step.file;

import dev.holdpoint.target.TargetProblem;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** How one value is written in YAML. */
final class YamlScalar {
    /** Texts that YAML 1.1, which many programs still read, takes for true and false. */
    private static final Set<String> OLD_BOOLEANS = Set.of("y", "n", "yes", "no", "on", "off");

    private YamlScalar() {}

    /** In the form that the old value had: what was a text stays one. */
    static String written(String value, ScalarNode old) {
        var quoted = old.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED;
        if (quoted || (old.getScalarStyle() == ScalarStyle.SINGLE_QUOTED && !printable(value))) {
            return inDouble(value);
        }
        if (old.getScalarStyle() == ScalarStyle.SINGLE_QUOTED) {
            return inSingle(value);
        }
        var text = old.getTag().equals(Tag.STR);
        return plain(value, text) ? value : inQuotes(value);
    }

    /** A new one: numbers, true and false are what they look like. */
    static String written(String value) {
        return plain(value, false) ? value : inQuotes(value);
    }

    static String key(String key) {
        return plain(key, true) ? key : inQuotes(key);
    }

    private static String inQuotes(String value) {
        return printable(value) ? inSingle(value) : inDouble(value);
    }

    private static boolean printable(String value) {
        return value.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029);
    }

    /** Whether it is read back as itself without quotes, in braces too. */
    private static boolean plain(String value, boolean text) {
        var old = OLD_BOOLEANS.contains(value.toLowerCase(Locale.ROOT));
        var read = read("{k: " + value + "}");
        return !old
                && printable(value)
                && read != null
                && read.isPlain()
                && read.getValue().equals(value)
                && (!text || read.getTag().equals(Tag.STR));
    }

    private static @Nullable ScalarNode read(String text) {
        try {
            Node root = new YamlTree(text).root();
            return root instanceof MappingNode map
                            && map.getValue().size() == 1
                            && map.getValue().getFirst().getValueNode() instanceof ScalarNode scalar
                    ? scalar
                    : null;
        } catch (TargetProblem no) {
            return null;
        }
    }

    private static String inSingle(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String inDouble(String value) {
        var text = new StringBuilder("\"");
        value.chars().forEach(c -> {
            switch (c) {
                case '"', '\\' -> text.append('\\').append((char) c);
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '\r' -> text.append("\\r");
                default ->
                    text.append(
                            printable(String.valueOf((char) c))
                                    ? String.valueOf((char) c)
                                    : String.format("\\u%04X", c));
            }
        });
        return text.append('"').toString();
    }
}
