package dev.holdpoint.step.file;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.DurationText;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code files.same}: two trees, on one host or two, hold the same files. */
public final class FilesSame implements Check<FilesSame.Spec> {
    public record Spec(
            @Doc(value = "HOST:PATH of the one tree, or file", example = "old:/var/lib/app")
            String source,

            @Doc(value = "HOST:PATH of the other", example = "new:/var/lib/app")
            String target,

            @Doc(
                    value =
                            "patterns that are left out, as the copy has them: with / at the begin from the top, with / at the end only folders",
                    example = "[/cache/, '*.tmp']")
            @Nullable
            List<String> exclude,

            @Doc(value = "whether contents are compared too, by SHA-256", fallback = "true")
            boolean checksums,

            @Doc(value = "whether the numbers of owner and group, and the mode, must be the same", fallback = "true")
            boolean owners,

            @Doc(
                    value =
                            "first while the service still runs: what is read is remembered, and no difference counts; final reads of it only what has changed since",
                    fallback = "final")
            Pass pass,

            @Doc(value = "whether all is read again, whatever a first pass of this run has read", fallback = "false")
            boolean all,

            @Doc("what is checked, as a line of a gate") @Nullable
            String label) {
        boolean first() {
            return pass == Pass.FIRST;
        }

        /** What was remembered is not read again. */
        boolean believes() {
            return !first() && checksums && !all;
        }
    }

    @Override
    public String name() {
        return "files.same";
    }

    @Override
    public String says() {
        return "Compares two trees on hosts: which files there are, their sizes, contents, owners, modes and links.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> hosts(Spec spec) {
        return List.of(
                Location.of(spec.source()).host(), Location.of(spec.target()).host());
    }

    @Override
    public List<String> problems(Spec spec) {
        var problems = new ArrayList<>(Location.problems("source", spec.source()));
        problems.addAll(Location.problems("target", spec.target()));
        problems.addAll(Excluding.problems(spec.exclude()));
        if (spec.first() && !spec.checksums()) {
            problems.add("pass: first remembers checksums; leave out checksums: false");
        }
        return List.copyOf(problems);
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        var what = spec.checksums() ? "find and sha256sum in " : "find in ";
        var lines = new ArrayList<String>();
        lines.add(what + Location.of(spec.source()));
        lines.add(what + Location.of(spec.target()));
        if (spec.first()) {
            lines.add("remembers there what was read, for the final pass");
        } else if (spec.believes()) {
            lines.add("does not read again what a first pass has read and what has not changed since");
        }
        if (spec.exclude() != null) {
            lines.add("without " + String.join(", ", spec.exclude()).replace("\n", "\\n"));
        }
        return lines.stream().map(it -> Hidden.secretsOf(setting.values(), it)).toList();
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        try (var two = Manifest.Two.of(attempt, spec)) {
            two.take();
            return spec.first() ? ahead(spec, attempt, two, began) : compared(spec, attempt, two, began);
        } catch (TargetProblem problem) {
            return Evidence.red(label(spec), shown(attempt, String.valueOf(problem.getMessage())), began);
        }
    }

    private Evidence compared(Spec spec, Attempt attempt, Manifest.Two two, Instant began) throws InterruptedException {
        if (two.same()) {
            two.forget();
            var contents = spec.checksums() ? ", the same contents" : ", the same sizes";
            return Evidence.green(label(spec), two.source().says() + contents + read(two, began), began);
        }
        var differences = differences(attempt, two);
        return Evidence.red(label(spec), differences.getFirst() + " (" + two.says() + ")" + read(two, began), began)
                .with(differences);
    }

    /** What differs while it is used is told, and does not count. */
    private Evidence ahead(Spec spec, Attempt attempt, Manifest.Two two, Instant began) throws InterruptedException {
        var differences = two.same() ? List.<String>of() : differences(attempt, two);
        var says = two.says() + "; files that are not read again unless they change: " + two.kept()
                + (differences.isEmpty()
                        ? "; the same contents"
                        : "; not the same yet, which does not count: " + differences.getFirst());
        return Evidence.green(label(spec), says, began).with(differences);
    }

    private static List<String> differences(Attempt attempt, Manifest.Two two) throws InterruptedException {
        var differences = new TreeDifferences(two.source(), two.target()).first();
        return differences.isEmpty()
                ? List.of("they differ")
                : differences.stream().map(it -> shown(attempt, it)).toList();
    }

    private static String read(Manifest.Two two, Instant now) {
        var read = two.read();
        return read.isEmpty()
                ? ""
                : "; read now: " + String.join(", ", read)
                        + two.before()
                                .map(it -> "; the others were read "
                                        + DurationText.of(
                                                Duration.between(it, now).truncatedTo(ChronoUnit.SECONDS))
                                        + " ago and have not changed")
                                .orElse("");
    }

    private static String shown(Attempt attempt, String text) {
        return Hidden.secretsOf(attempt.values(), text);
    }

    @Override
    public String label(Spec spec) {
        return spec.label() != null
                ? spec.label()
                : Location.of(spec.source()) + " and " + Location.of(spec.target())
                        + (spec.first() ? " are read ahead" : " are the same");
    }
}
