package dev.holdpoint.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Values of variables given on the command line. */
final class GivenValues {
    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A value for a variable. Not for secrets: a command line can be read by others.")
    @Nullable
    Map<String, String> set;

    @Option(
            names = "--vars",
            paramLabel = "FILE",
            description = "A YAML file of name: value. Secrets may stand in it: keep it readable by you only.")
    @Nullable
    Path vars;
}
