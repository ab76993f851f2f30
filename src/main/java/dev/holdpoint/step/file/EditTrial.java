package dev.holdpoint.step.file;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import java.util.List;

/** {@code edit.trial}: reads the file of an {@link Edit} step and shows what it would change in it. Writes nothing. */
public final class EditTrial implements Check<Edit.Spec> {
    static final String NAME = "edit.trial";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String says() {
        return "Reads a text file on a host and shows what an edit would change in it; writes nothing.";
    }

    @Override
    public Class<Edit.Spec> spec() {
        return Edit.Spec.class;
    }

    @Override
    public List<String> hosts(Edit.Spec spec) {
        return List.of(spec.on());
    }

    @Override
    public List<String> problems(Edit.Spec spec) {
        return Edit.problemsOf(spec);
    }

    @Override
    public List<String> preview(Edit.Spec spec, Setting setting) {
        return Edit.previewOf(spec, setting);
    }

    @Override
    public Evidence observe(Edit.Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        try {
            var text = HostFile.read(attempt, spec.on(), spec.file()).text();
            var changes = new Changes(spec.file(), Edit.format(spec), text, Edit.edited(spec, text));
            var sentence = changes.none() ? "nothing: it is so already" : changes.says() + ": " + changes.brief();
            return Evidence.green(label(spec), Hidden.secretsOf(attempt.values(), sentence), began)
                    .with(changes.lines(attempt.values()));
        } catch (TargetProblem problem) {
            return Evidence.red(
                    label(spec), Hidden.secretsOf(attempt.values(), String.valueOf(problem.getMessage())), began);
        }
    }

    @Override
    public String label(Edit.Spec spec) {
        return "what it would change in " + spec.file() + " on " + spec.on();
    }
}
