package dev.holdpoint.checklist.lint;

import dev.holdpoint.checklist.Place;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A secret among the arguments of a program: everybody on the machine can read those. */
final class SecretInArguments implements Trap {
    private static final Pattern IN_URL = Pattern.compile("\\b[a-z][a-z0-9+]*://[^\\s:/\"'@]+:[^\\s@\"'/]+@");
    private static final Pattern BY_OPTION =
            Pattern.compile("--?(?:password|passwd|secret|secret-key|token|api-key)[= ](?!-)[\"']?[^\\s\"'-]");
    private static final Pattern BY_POSITION =
            Pattern.compile("(?i)\\w*(?:password|passwd|secret|token)\\w*=[\"']?\\$\\{?\\d");

    @Override
    public String name() {
        return "secret-in-argv";
    }

    @Override
    public String advice() {
        return "everybody on the machine can read a command line; give it by the environment, by a file or on standard input";
    }

    @Override
    public Stream<Place> in(Reading reading) {
        var secrets =
                reading.secrets().stream().map(SecretInArguments::asArgument).toList();
        return reading.commands()
                .filter(it -> it.kind().equals("shell"))
                .filter(it -> Stream.concat(Stream.of(IN_URL, BY_OPTION, BY_POSITION), secrets.stream())
                        .anyMatch(pattern -> pattern.matcher(it.text()).find()))
                .map(Passage::at);
    }

    /**
     * The variable as a word of its own, or within one. An assignment before a command is environment, and what the shell's own
     * {@code printf}, {@code echo} and {@code test} are given is seen by nobody.
     */
    private static Pattern asArgument(String variable) {
        return Pattern.compile(
                "(?m)(?:^|[;|&(]|\\bdo\\b|\\bthen\\b)[ \\t]*(?:\\w+=\\S*[ \\t]+)*(?!\\w+=|printf\\b|echo\\b|test\\b|\\[|export\\b|:|case\\b|if\\b)"
                        + "[\\w./\"$-]+[^\\n;|&<]*?[ \\t=][^\\s;|&]*\\$\\{?" + Pattern.quote(variable) + "\\b");
    }
}
