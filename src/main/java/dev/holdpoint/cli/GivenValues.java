package dev.holdpoint.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;
import org.jspecify.annotations.Nullable;

/** Values of variables given on the command line. */
final class GivenValues {
    static final List<Option> OPTIONS = List.of(
            Verb.taking(
                    "set",
                    "NAME=VALUE",
                    "A value for a variable; may be given again. Not for secrets: a command line can be read by others."),
            Verb.taking(
                    "vars",
                    "FILE",
                    "A YAML file of name: value. Secrets may stand in it: keep it readable by you only."));

    final Map<String, String> set;
    final @Nullable Path vars;

    GivenValues(Words words) {
        set = words.pairs("set");
        vars = words.path("vars");
    }
}
