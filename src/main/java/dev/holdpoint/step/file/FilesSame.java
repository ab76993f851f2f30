package dev.holdpoint.step.file;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
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
                            "patterns that are left out: with / at the begin from the top, with / at the end only folders",
                    example = "[/cache/, '*.tmp']")
            @Nullable
            List<String> exclude,

            @Doc(value = "whether contents are compared too, by SHA-256", fallback = "true")
            boolean checksums,

            @Doc(value = "whether the numbers of owner and group, and the mode, must be the same", fallback = "true")
            boolean owners,

            @Doc("what is checked, as a line of a gate") @Nullable
            String label) {
        String exclusions() {
            return exclude == null ? "" : String.join("\n", exclude);
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
        return List.copyOf(problems);
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        var what = spec.checksums() ? "find and sha256sum in " : "find in ";
        var lines = new ArrayList<String>();
        lines.add(what + Location.of(spec.source()));
        lines.add(what + Location.of(spec.target()));
        if (spec.exclude() != null) {
            lines.add("without " + String.join(", ", spec.exclude()).replace("\n", "\\n"));
        }
        return lines.stream().map(it -> Hidden.secretsOf(setting.values(), it)).toList();
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        try (var source = new Manifest(attempt, spec, Location.of(spec.source()));
                var target = new Manifest(attempt, spec, Location.of(spec.target()))) {
            Manifest.take(source, target);
            var here = source.says();
            var there = target.says();
            if (source.same(target)) {
                return Evidence.green(
                        label(spec), here + (spec.checksums() ? ", the same contents" : ", the same sizes"), began);
            }
            var differences = new TreeDifferences(source, target).first();
            var sentence = differences.isEmpty() ? "they differ" : differences.getFirst();
            return Evidence.red(label(spec), shown(attempt, sentence) + " (" + here + "; " + there + ")", began)
                    .with(differences.stream().map(it -> shown(attempt, it)).toList());
        } catch (TargetProblem problem) {
            return Evidence.red(label(spec), shown(attempt, String.valueOf(problem.getMessage())), began);
        }
    }

    private static String shown(Attempt attempt, String text) {
        return Hidden.secretsOf(attempt.values(), text);
    }

    @Override
    public String label(Spec spec) {
        return spec.label() != null
                ? spec.label()
                : Location.of(spec.source()) + " and " + Location.of(spec.target()) + " are the same";
    }
}
