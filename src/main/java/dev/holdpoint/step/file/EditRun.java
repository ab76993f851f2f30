package dev.holdpoint.step.file;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Script;
import dev.holdpoint.target.TargetProblem;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** One attempt to edit a file, or to put its old bytes back. */
final class EditRun {
    private static final String KEPT = "edited";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Edit.Spec spec;
    private final Attempt attempt;

    /**
     * What is kept of an edit before it is written, as one fact.
     *
     * @param before checksum of the old bytes
     * @param after checksum of the new ones
     * @param backup where the old ones are
     */
    private record Kept(String before, String after, String backup) {
        private static final Kept NOTHING = new Kept("", "", "");

        static Kept of(Attempt attempt) {
            var words = attempt.remembered(KEPT).orElse("").split(" ", 3);
            return words.length == 3 ? new Kept(words[0], words[1], words[2]) : NOTHING;
        }

        void keep(Attempt attempt) throws InterruptedException {
            attempt.remember(KEPT, before + " " + after + " " + backup);
        }

        String shown() {
            return backup.replace("\n", "\\n");
        }
    }

    EditRun(Edit.Spec spec, Attempt attempt) {
        this.spec = spec;
        this.attempt = attempt;
    }

    /** An edit is one of the file as it was before this step: what an earlier try has written is not edited once more. */
    Outcome run() throws InterruptedException {
        var now = HostFile.read(attempt, spec.on(), spec.file());
        var kept = Kept.of(attempt);
        var ours = now.sum().equals(kept.after());
        var result = Edit.edited(spec, ours ? old(kept).text() : now.text());
        var changes = new Changes(spec.file(), Edit.format(spec), now.text(), result);
        if (changes.none()) {
            return Outcome.done(
                    ours
                            ? "it was changed already; the old file is " + kept.shown()
                            : "nothing to change in " + where() + ": it is so already");
        }
        changes.lines(attempt.values()).forEach(attempt::say);
        var keep = ours
                ? new Kept(kept.before(), HostFile.sum(result), kept.backup())
                : new Kept(
                        now.sum(),
                        HostFile.sum(result),
                        now.backup(STAMP.format(attempt.clock().instant())));
        keep.keep(attempt);
        now.exchange(attempt, result, ours ? "" : keep.backup());
        return Outcome.done(changes.says() + " on " + spec.on() + "; the old file is " + keep.shown());
    }

    private String where() {
        return HostFile.at(spec.on(), spec.file());
    }

    private HostFile old(Kept kept) throws InterruptedException {
        var old = HostFile.read(attempt, spec.on(), kept.backup());
        if (!old.sum().equals(kept.before())) {
            throw new TargetProblem(kept.shown() + " on " + spec.on() + " is not the old file any more");
        }
        return old;
    }

    Outcome undo() throws InterruptedException {
        var kept = Kept.of(attempt);
        if (kept.after().isEmpty()) {
            return Outcome.done("nothing was changed, so nothing is taken back");
        }
        var now = HostFile.read(attempt, spec.on(), spec.file());
        if (!now.sum().equals(kept.before())) {
            if (!now.sum().equals(kept.after())) {
                return Outcome.failed(
                        where() + " has been changed by somebody else since",
                        "compare it with the old file, " + kept.shown() + ", and put back by hand what is needed");
            }
            var old = old(kept);
            new Changes(spec.file(), Edit.format(spec), now.text(), old.text())
                    .lines(attempt.values())
                    .forEach(attempt::say);
            now.exchange(attempt, old.text(), "");
        }
        attempt.capture(spec.on(), Script.of("rm -f -- \"$backup\"", Map.of("backup", kept.backup())));
        attempt.remember(KEPT, "");
        return Outcome.done("the old bytes of " + where() + " are back");
    }
}
