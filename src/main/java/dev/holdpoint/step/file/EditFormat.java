package dev.holdpoint.step.file;

import java.util.Locale;
import java.util.Optional;

/** Kinds of text files whose values have paths. */
enum EditFormat {
    YAML,
    ENV,
    INI,
    JSON;

    /** Changes one value of a text and nothing else. What is in the way is a {@link dev.holdpoint.target.TargetProblem}. */
    interface Editor {
        String set(String text, String path, String value);

        /** The text as it is, where the path is not there. */
        String remove(String text, String path);
    }

    Editor editor() {
        return switch (this) {
            case YAML -> new YamlEditor();
            case ENV -> new EnvEditor();
            case INI -> new IniEditor();
            case JSON -> new JsonEditor();
        };
    }

    /** By the name of a file; empty where that does not tell. */
    static Optional<EditFormat> of(String file) {
        var name = file.substring(file.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (name.endsWith(".yml") || name.endsWith(".yaml")) {
            return Optional.of(YAML);
        }
        if (name.endsWith(".env") || name.startsWith(".env") || name.equals("environment")) {
            return Optional.of(ENV);
        }
        if (name.matches(".*\\.(ini|service|socket|timer|mount|network|netdev|nspawn)")) {
            return Optional.of(INI);
        }
        return name.endsWith(".json") ? Optional.of(JSON) : Optional.empty();
    }
}
