package dev.holdpoint.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** A file of values for variables: YAML, {@code name: value} on each line; every value is taken as text. */
final class VarsFile {
    private VarsFile() {}

    /** @throws Trouble with exit code 2 where it cannot be read */
    static Map<String, String> read(Path file) {
        try {
            var settings = LoadSettings.builder()
                    .setLabel(file.toString())
                    .setSchema(new FailsafeSchema())
                    .build();
            var loaded = new Load(settings).loadFromString(Files.readString(file));
            if (!(loaded instanceof Map<?, ?> map)) {
                throw wrong(file, "it needs lines of name: value");
            }
            var values = new HashMap<String, String>();
            for (var entry : map.entrySet()) {
                if (!(entry.getValue() instanceof String text)) {
                    throw wrong(file, entry.getKey() + " needs one plain value");
                }
                values.put(String.valueOf(entry.getKey()), text);
            }
            return values;
        } catch (IOException e) {
            throw wrong(file, "it cannot be read");
        } catch (YamlEngineException e) {
            // The parser's own message quotes the line, and that may hold a secret.
            throw wrong(file, "it is not YAML of lines name: value");
        }
    }

    /** @throws Trouble with exit code 2 where others may read it: then its secrets are none any more */
    static void mustBePrivate(Path file) {
        try {
            var modes = Files.getPosixFilePermissions(file);
            if (modes.contains(PosixFilePermission.OTHERS_READ) || modes.contains(PosixFilePermission.GROUP_READ)) {
                throw wrong(file, "secrets stand in it and others can read it: chmod 600 it first");
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw wrong(file, "nobody can say who may read it");
        }
    }

    private static Trouble wrong(Path file, String what) {
        return new Trouble(Exit.NOT_VALID, file + ": " + what);
    }
}
