package dev.holdpoint.step.backup;

import dev.holdpoint.checklist.AtLeastOne;
import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.ShellText;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.ProgramText;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.host.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code backup}: restic makes a snapshot, checks the repository, and gives one file back as proof; or a program of the author's own. */
public final class Backup implements Action<Backup.Spec> {
    public record Spec(
            @Doc(value = "the host", example = "old") String on,

            @Doc(value = "restic's repository, as that host reaches it", example = "/backup/old") @Nullable
            String repository,

            @AtLeastOne @Doc(value = "absolute paths that are backed up", example = "[/var/lib/app]") @Nullable
            List<String> paths,

            @Doc(value = "a tag of the snapshot", example = "pre-migration") @Nullable
            String tag,

            @Doc("the repository's password, a secret") @Nullable
            String password,

            @Doc(
                    value =
                            "in place of restic: program text for sh that makes and proves a backup; its last line is the evidence",
                    example = "make-backup && verify-backup")
            @Nullable
            ShellText run) {
        List<String> sources() {
            return paths == null ? List.of() : paths;
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "backup of " + sources() + " on " + on;
        }
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public String says() {
        return "Backs up paths of a host with restic, checks the repository, and restores one file as proof; or runs another program that does.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> hosts(Spec spec) {
        return List.of(spec.on());
    }

    @Override
    public List<String> problems(Spec spec) {
        var problems = new ArrayList<String>();
        var restic = Stream.of(spec.repository(), spec.paths(), spec.tag(), spec.password())
                .anyMatch(it -> it != null);
        if (spec.run() != null) {
            if (restic) {
                problems.add("run: takes the place of restic's repository, paths, tag and password");
            }
            if (spec.run().text().isBlank()) {
                problems.add("the program text is empty; write what sh shall run");
            }
            return List.copyOf(problems);
        }
        if (spec.repository() == null || spec.paths() == null) {
            problems.add("needs repository: and paths: for restic, or run: for another program");
        }
        spec.sources().stream()
                .filter(it -> !it.startsWith("/") || it.indexOf('\n') >= 0)
                .forEach(it -> problems.add("paths: " + it.replace("\n", "\\n") + " is no absolute path in one line"));
        if (spec.tag() != null && !spec.tag().matches("[A-Za-z0-9_.:=-]+")) {
            problems.add("tag " + spec.tag() + " is no word; write for example pre-migration");
        }
        return List.copyOf(problems);
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        var lines = new ArrayList<String>();
        if (spec.run() != null) {
            lines.add("on " + spec.on() + ":");
            lines.addAll(ProgramText.preview(spec.run(), setting.values()));
        } else {
            var paths = ShellWords.quoted(spec.sources());
            lines.add(
                    "on " + spec.on() + ", with RESTIC_REPOSITORY=" + ShellWords.quoted("" + spec.repository()) + ":");
            lines.add("restic backup " + (spec.tag() == null ? "" : "--tag " + ShellWords.quoted(spec.tag()) + " ")
                    + "-- " + paths);
            lines.add("restic check");
            lines.add("find " + paths + BackupRun.PROOFS + ", and of one of the first five:");
            lines.add("restic dump SNAPSHOT FILE | cmp -s - FILE");
        }
        return lines.stream().map(it -> Hidden.secretsOf(setting.values(), it)).toList();
    }

    /** Each of its parts is a job. */
    @Override
    public Afterlife afterlife(Spec spec) {
        return Afterlife.REATTACH;
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        try {
            return new BackupRun(spec, attempt).run();
        } catch (TargetProblem problem) {
            return Outcome.failed(String.valueOf(problem.getMessage()), "mend that, then retry");
        }
    }
}
