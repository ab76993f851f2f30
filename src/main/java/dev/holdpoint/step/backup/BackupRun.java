package dev.holdpoint.step.backup;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.ProgramText;
import dev.holdpoint.step.Progress;
import dev.holdpoint.step.Script;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One attempt to make a backup and to prove it. What its parts find is kept at once: who comes back hears it only once. */
final class BackupRun {
    private static final String SNAPSHOT = "snapshot";
    private static final String PROOF = "proof";
    private static final String LAST = "last line";

    private static final String ENVIRONMENT = """
            LC_ALL=C; RESTIC_PROGRESS_FPS=1; export LC_ALL RESTIC_PROGRESS_FPS
            set -f
            IFS='
            '
            """;

    /** Of a link restic keeps that it is one. */
    private static final String MAKE = ENVIRONMENT + """
            for path in $paths; do
                if [ -L "$path" ]; then
                    printf '%s is a link, and nothing behind it would be kept; name %s\\n' "$path" "$(readlink -f -- "$path")" >&2
                    exit 1
                fi
            done
            set --
            [ -z "$tag" ] || set -- --tag "$tag"
            exec restic backup "$@" -- $paths""";

    private static final String CHECK = ENVIRONMENT + "exec restic check";

    /** Which files are worth giving back as proof. */
    static final String PROOFS = " -type f -size +0c -size -65536k";

    /** Of a file that is being written another content comes back: of five, one must be the same. */
    private static final String PROVE = ENVIRONMENT + """
            find $paths@PROOFS@ 2> /dev/null | head -n 5 | {
                while IFS= read -r file; do
                    if restic dump "$snapshot" "$file" | cmp -s - "$file"; then
                        printf 'restored and compared: %s\\n' "$file"
                        exit 0
                    fi
                done
                exit 1
            }""".replace("@PROOFS@", PROOFS);

    private static final Pattern SAVED = Pattern.compile("snapshot ([0-9a-f]{8,64}) saved");
    private static final Pattern PERCENT = Pattern.compile("\\[[0-9:]+]\\s+(\\d{1,3}(?:\\.\\d+)?)%\\s*(.*)");
    private static final Pattern PROVEN = Pattern.compile("restored and compared: (.*)");

    private final Backup.Spec spec;
    private final Attempt attempt;

    BackupRun(Backup.Spec spec, Attempt attempt) {
        this.spec = spec;
        this.attempt = attempt;
    }

    Outcome run() throws InterruptedException {
        if (!attempt.resumed()) {
            for (var fact : List.of(SNAPSHOT, PROOF, LAST)) {
                attempt.remember(fact, "");
            }
        }
        return spec.run() == null ? restic() : own(spec.run().text());
    }

    private Outcome own(String text) throws InterruptedException {
        var environment = ProgramText.environment(attempt.values());
        var last = new String[] {fact(LAST)};
        var ended = attempt.job(spec.on(), "backup", Script.of(text, environment), line -> {
            last[0] = line.isBlank() ? last[0] : line.strip();
        });
        keep(LAST, last[0]);
        return ended.fine()
                ? Outcome.done(last[0].isEmpty() ? "exit 0" : Hidden.secretsOf(attempt.values(), last[0]))
                : failed(ended, "the backup", last[0]);
    }

    private Outcome restic() throws InterruptedException {
        var made = part("backup", MAKE);
        if (!made.ended.fine()) {
            return failed(made.ended, "restic backup", made.last);
        }
        if (fact(SNAPSHOT).isEmpty()) {
            return Outcome.failed("restic backup ended well and named no snapshot", "read its output, then retry");
        }
        var checked = part("check", CHECK);
        if (!checked.ended.fine()) {
            return failed(checked.ended, "restic check", checked.last);
        }
        var proven = part("prove", PROVE);
        if (!proven.ended.fine() || fact(PROOF).isEmpty()) {
            return proven.ended instanceof Ended.Lost
                    ? failed(proven.ended, "the restore", proven.last)
                    : Outcome.failed(
                            "no file of snapshot " + fact(SNAPSHOT) + " came back as it is on " + spec.on(),
                            "read the lines above; without a restored file it is no backup");
        }
        return Outcome.done(Hidden.secretsOf(
                attempt.values(),
                "snapshot " + fact(SNAPSHOT) + " in " + spec.repository() + ", checked; " + fact(PROOF)
                        + " came back the same"));
    }

    private record Part(Ended ended, String last) {}

    private Part part(String name, String text) throws InterruptedException {
        var environment = new TreeMap<String, String>(Map.of(
                "RESTIC_REPOSITORY", String.valueOf(spec.repository()),
                "paths", String.join("\n", spec.sources()),
                "tag", spec.tag() == null ? "" : spec.tag(),
                "snapshot", fact(SNAPSHOT)));
        if (spec.password() != null) {
            environment.put("RESTIC_PASSWORD", spec.password());
        }
        var last = new String[] {""};
        var ended = attempt.job(spec.on(), name, Script.of(text, environment), line -> {
            last[0] = line.isBlank() ? last[0] : line.strip();
            hear(line);
        });
        return new Part(ended, last[0]);
    }

    private void hear(String line) {
        var saved = SAVED.matcher(line);
        if (saved.find()) {
            keep(SNAPSHOT, saved.group(1));
        }
        var proven = PROVEN.matcher(line);
        if (proven.matches()) {
            keep(PROOF, proven.group(1));
        }
        var percent = PERCENT.matcher(line);
        if (percent.matches()) {
            attempt.progress(new Progress(
                    Math.min(1, Double.parseDouble(percent.group(1)) / 100),
                    null,
                    percent.group(2).strip(),
                    List.of()));
        }
    }

    private String fact(String name) {
        return attempt.ofThisAttempt(name).orElse("");
    }

    private void keep(String fact, String value) {
        try {
            attempt.remember(fact, Hidden.secretsOf(attempt.values(), value));
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        }
    }

    /** restic's documents, "Scripting": what its exit status means. */
    private Outcome failed(Ended ended, String what, String last) {
        return switch (ended) {
            case Ended.Lost(String reason) -> Outcome.unknown(reason);
            case Ended.Exited(int status) -> {
                var meaning = spec.run() != null
                        ? "exit " + status
                        : switch (status) {
                            case 3 -> "not all files could be read";
                            case 10 -> "the repository does not exist";
                            case 11 -> "the repository is locked";
                            case 12 -> "the password is wrong";
                            case 127 -> "restic is not on " + spec.on();
                            default -> "exit " + status;
                        };
                yield Outcome.failed(
                        what + " on " + spec.on() + ": " + meaning
                                + (last.isEmpty() ? "" : ": " + Hidden.secretsOf(attempt.values(), last)),
                        "read its last lines, mend the cause, then retry");
            }
        };
    }
}
