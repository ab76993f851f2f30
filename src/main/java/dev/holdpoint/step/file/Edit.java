package dev.holdpoint.step.file;

import dev.holdpoint.checklist.AtLeastOne;
import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Vocabulary.Guarding;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.PutBack;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code edit}: a text file on a host is changed in few places; all other bytes stay. What it would change is shown before
 * ({@link EditTrial}), the old file stays beside the new one, and undo puts its bytes back.
 */
public final class Edit implements Action<Edit.Spec> {
    public record Spec(
            @Doc(value = "the host", example = "proxy") String on,

            @Doc(value = "absolute path of the file", example = "/etc/app/config.yml")
            String file,

            @AtLeastOne
            @Doc(
                    value =
                            "values by their path: keys with dots between, \\. for a dot in a key; in an INI file the part before the last dot is the section",
                    example = "{ proxy.address: 100.64.0.20 }")
            @Nullable
            Map<String, String> set,

            @AtLeastOne @Doc(value = "paths that shall be gone", example = "[proxy.old]") @Nullable
            List<String> remove,

            @Doc("text or matches to replace, in any kind of file") @Nullable
            Replacing replace,

            @Doc("yaml, env, ini or json; left out: by the name of the file") @Nullable
            EditFormat format) {}

    @Override
    public String name() {
        return "edit";
    }

    @Override
    public String says() {
        return "Changes a text file on a host in place: sets, removes or replaces, shows the difference first, keeps the old file beside it under a hidden name.";
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
        return problemsOf(spec);
    }

    static List<String> problemsOf(Spec spec) {
        var problems = new ArrayList<String>();
        if (!spec.file().startsWith("/") || spec.file().endsWith("/")) {
            problems.add(
                    "file " + spec.file() + " is no absolute path of a file; write for example /etc/app/config.yml");
        }
        if (Stream.of(spec.set(), spec.remove(), spec.replace())
                        .filter(it -> it != null)
                        .count()
                != 1) {
            problems.add("takes one of set:, remove: and replace:");
        } else if (spec.replace() != null) {
            problems.addAll(spec.replace().problems());
        } else if (format(spec).isEmpty()) {
            problems.add("what format " + spec.file()
                    + " has does not show in its name; write format: yaml, env, ini or json");
        }
        return List.copyOf(problems);
    }

    static Optional<EditFormat> format(Spec spec) {
        return spec.format() != null ? Optional.of(spec.format()) : EditFormat.of(spec.file());
    }

    /**
     * The text as it shall be.
     *
     * @throws TargetProblem with what is in the way
     */
    static String edited(Spec spec, String text) {
        if (spec.replace() != null) {
            return spec.replace().in(text, spec.file());
        }
        var editor = format(spec).orElseThrow().editor();
        var result = text;
        for (var one : (spec.set() == null ? Map.<String, String>of() : spec.set()).entrySet()) {
            result = editor.set(result, one.getKey(), one.getValue());
        }
        for (var path : spec.remove() == null ? List.<String>of() : spec.remove()) {
            result = editor.remove(result, path);
        }
        return result;
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        return previewOf(spec, setting);
    }

    static List<String> previewOf(Spec spec, Setting setting) {
        var lines = new ArrayList<String>();
        lines.add("on " + spec.on() + ", in " + spec.file());
        if (spec.set() != null) {
            spec.set().forEach((path, value) -> lines.add("  set " + path + " = " + value));
        }
        if (spec.remove() != null) {
            spec.remove().forEach(path -> lines.add("  remove " + path));
        }
        if (spec.replace() != null) {
            lines.addAll(spec.replace().preview());
        }
        return lines.stream()
                .map(it -> Hidden.secretsOf(setting.values(), it)
                        .replace("\r", "\\r")
                        .replace("\n", "\\n"))
                .toList();
    }

    /** It compares checksums before it changes anything. */
    @Override
    public Afterlife afterlife(Spec spec) {
        return Afterlife.REPEAT;
    }

    @Override
    public Optional<String> trial(Spec spec) {
        return Optional.of(EditTrial.NAME);
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        try {
            return new EditRun(spec, attempt).run();
        } catch (TargetProblem problem) {
            return Outcome.failed(
                    Hidden.secretsOf(attempt.values(), String.valueOf(problem.getMessage())),
                    "nothing was changed; mend that, then retry");
        }
    }

    @Override
    public boolean undoable(Spec spec) {
        return true;
    }

    @Override
    public Guarding guarding() {
        return Guarding.BY_ITSELF;
    }

    @Override
    public PutBack puttingBack(Spec spec) {
        return HostFile.puttingBack(spec.on(), spec.file());
    }

    @Override
    public List<String> undoPreview(Spec spec, Setting setting) {
        return List.of("on " + spec.on() + ": puts the old bytes of " + spec.file()
                + " back, unless somebody has changed it since");
    }

    @Override
    public Outcome undo(Spec spec, Attempt attempt) throws InterruptedException {
        try {
            return new EditRun(spec, attempt).undo();
        } catch (TargetProblem problem) {
            return Outcome.failed(
                    Hidden.secretsOf(attempt.values(), String.valueOf(problem.getMessage())),
                    "mend that, then undo again");
        }
    }
}
