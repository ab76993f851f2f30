package dev.holdpoint.cli;

import dev.holdpoint.checklist.Problem;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A file of values for variables: YAML, {@code name: value} on each line; every value is taken as text. */
final class VarsFile {
    private static final Pattern TWICE = Pattern.compile("stands here already, in line (\\d+)$");

    private VarsFile() {}

    /** @throws Trouble with exit code 2 where it cannot be read */
    static Map<String, String> read(Path file) {
        var problems = new Problems();
        var read = YamlText.text(file, file.toString(), problems)
                .orElseThrow(() ->
                        new Trouble(Exit.NOT_VALID, problems.sorted().getFirst().toString()));
        var document = YamlText.parse(read, file.toString(), problems);
        if (!problems.none()) {
            throw broken(problems.sorted().getFirst());
        }
        if (!(document.orElse(null) instanceof Value.Fields lines)) {
            throw wrong(file, "it needs lines of name: value");
        }
        var values = new HashMap<String, String>();
        for (var line : lines.fields()) {
            if (!(line.value() instanceof Value.Scalar value)) {
                throw new Trouble(Exit.NOT_VALID, line.at() + ": " + line.key() + " needs one plain value");
            }
            values.put(line.key(), value.text());
        }
        return values;
    }

    /** Only where: what the parser says quotes the line, and that may hold a secret, also as the name of a value. */
    private static Trouble broken(Problem first) {
        var twice = TWICE.matcher(first.says());
        return new Trouble(
                Exit.NOT_VALID,
                first.at() + ": "
                        + (twice.find()
                                ? "this name stands in line " + twice.group(1) + " already: leave out one of them"
                                : "it is not YAML of lines name: value"));
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
