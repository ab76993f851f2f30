package dev.holdpoint.target.host;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The two scripts of the protocol, and what is written in sh for them. */
final class Sh {
    /** What a caller runs on the host: {@code sh -c PROTOCOL sh VERB DIRECTORY ...}. */
    static final String PROTOCOL = Scripts.load(Sh.class, "job.sh");

    private static final String SUPERVISOR = Scripts.load(Sh.class, "supervise.sh");

    private Sh() {}

    /** What the verb {@code start} reads. Everything that may be secret is in here and nowhere else. */
    static byte[] start(JobCommand command) {
        String terminal = command.terminal()
                .map(t -> "yes " + t.columns() + " " + t.rows())
                .orElse("no");
        return ("hp_command=" + ShellWords.quoted(description(command))
                        + "\nhp_directory=" + ShellWords.quoted(command.directory())
                        + "\nhp_terminal=" + ShellWords.quoted(terminal)
                        + "\nhp_environment=" + ShellWords.quoted(exports(command.environment()) + "hp_ready=yes")
                        + "\nhp_supervisor=" + ShellWords.quoted(SUPERVISOR)
                        + "\nhp_complete=yes\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The content of {@code command}: two lines that make it this job and no other, then the text. */
    private static String description(JobCommand command) {
        return "# in " + command.directory() + "\n# terminal "
                + (command.terminal().isPresent() ? "yes" : "no") + "\n" + command.text();
    }

    private static String exports(Map<String, String> environment) {
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .map(e -> "export " + e.getKey() + "=" + ShellWords.quoted(e.getValue()) + "\n")
                        .collect(Collectors.joining());
    }
}
