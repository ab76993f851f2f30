package dev.holdpoint.step.file;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code copy}: a tree from one host to another, by rsync on one of the two, or through this machine. */
public final class Copy implements Action<Copy.Spec> {
    /** Of a folder that is mirrored into: those above hold what is many things'. */
    private static final int DEPTH = 3;

    enum Vanished {
        REFUSED,
        ALLOWED
    }

    public record Spec(
            @Doc(value = "HOST:PATH; of a folder the contents", example = "old:/var/lib/app")
            String from,

            @Doc(value = "HOST:PATH, which then is what from: is", example = "new:/var/lib/app")
            String to,

            @Doc(
                    value =
                            "whether what is not in from: is deleted in to:, which must have been empty before the first pass of this run",
                    fallback = "false")
            boolean mirror,

            @Doc(value = "patterns that are left out, as rsync's --exclude", example = "[/cache/]") @Nullable
            List<String> exclude,

            @Doc(value = "whom all of it shall belong to; left out: the same numbers as before", example = "app:app")
            @Nullable
            String owner,

            @Doc(
                    value =
                            "first while the service still runs, final when nothing changes any more: that one reports each change",
                    fallback = "final")
            Pass pass,

            @Doc(value = "allowed where files may vanish while they are copied", fallback = "refused")
            Vanished vanished) {
        Location source() {
            return Location.of(from);
        }

        Location target() {
            return Location.of(to);
        }

        /** Nothing goes over, and nothing is deleted: the way is tried. */
        boolean bringsNothing() {
            return List.of("*").equals(exclude);
        }
    }

    @Override
    public String name() {
        return "copy";
    }

    @Override
    public String says() {
        return "Copies a tree between hosts with rsync, on one of the two where it reaches the other, else through this machine.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> hosts(Spec spec) {
        return List.of(spec.source().host(), spec.target().host());
    }

    @Override
    public List<String> problems(Spec spec) {
        var problems = new ArrayList<>(Location.problems("from", spec.from()));
        problems.addAll(Location.problems("to", spec.to()));
        if (!problems.isEmpty()) {
            return List.copyOf(problems);
        }
        var from = spec.source();
        var to = spec.target();
        if (from.host().equals(to.host()) && (inside(from, to) || inside(to, from))) {
            problems.add("from and to are the same place, or one within the other");
        }
        if (spec.mirror()
                && !to.path().contains("${")
                && Path.of(to.path()).normalize().getNameCount() < DEPTH) {
            problems.add("mirror: true would delete what else is in " + to + "; name a folder of its own, "
                    + "at least three deep, such as /var/lib/app");
        }
        problems.addAll(Excluding.problems(spec.exclude()));
        if (spec.owner() != null
                && !spec.owner()
                        .matches(
                                "[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?|:[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
            problems.add("owner " + spec.owner() + " is no user:group");
        }
        return List.copyOf(problems);
    }

    private static boolean inside(Location inner, Location outer) {
        return (inner.bare() + "/").startsWith(outer.bare().equals("/") ? "/" : outer.bare() + "/");
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        return CopyText.preview(spec, setting).stream()
                .map(it -> Hidden.secretsOf(setting.values(), it).replace("\n", "\\n"))
                .toList();
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        try {
            return new CopyRun(spec, attempt).run();
        } catch (TargetProblem problem) {
            return Outcome.failed(String.valueOf(problem.getMessage()), "mend that, then retry");
        }
    }

    /** rsync runs as a job; after a failure it goes on where it was. */
    @Override
    public Afterlife afterlife(Spec spec) {
        return Afterlife.REATTACH;
    }
}
