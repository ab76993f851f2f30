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

/** {@code copy.ready}: nothing is in the place that a copy will fill but what a pass of it in this run has brought there. */
public final class CopyReady implements Check<CopyReady.Spec> {
    public record Spec(
            @Doc(value = "where it comes from, HOST:PATH, as the copy has it", example = "old:/var/lib/app")
            String from,

            @Doc(value = "where it goes, HOST:PATH, as the copy has it", example = "new:/var/lib/app")
            String to,

            @Doc("what is checked, as a line of a gate") @Nullable
            String label) {}

    @Override
    public String name() {
        return "copy.ready";
    }

    @Override
    public String says() {
        return "Looks whether the place that a copy will fill is free, or holds what this run has copied there before.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> hosts(Spec spec) {
        return List.of(Location.of(spec.to()).host());
    }

    @Override
    public List<String> problems(Spec spec) {
        var problems = new ArrayList<>(Location.problems("from", spec.from()));
        problems.addAll(Location.problems("to", spec.to()));
        return List.copyOf(problems);
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        var place = Location.of(spec.to());
        return List.of("on " + place.host() + ": " + place.bare()
                + " is not there, or empty, or filled by a copy of this run from " + spec.from());
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        var from = Location.of(spec.from());
        var place = Location.of(spec.to());
        try {
            var end = CopyEnd.of(place, CopyEnd.look(attempt, place));
            if (end.free()) {
                return Evidence.green(label(spec), place + " is not there yet, or empty", began);
            }
            if (CopyEnd.isOurs(attempt, from, place)) {
                return Evidence.green(label(spec), "this run has copied into " + place + " before", began);
            }
            var aside = place.bare().replaceAll("/+$", "");
            return Evidence.red(
                    label(spec),
                    Hidden.secretsOf(
                            attempt.values(),
                            place + " is not empty (" + end.entries() + "), and this run has brought none of it: mv "
                                    + aside + " " + aside + ".before"),
                    began);
        } catch (TargetProblem problem) {
            return Evidence.red(
                    label(spec), Hidden.secretsOf(attempt.values(), String.valueOf(problem.getMessage())), began);
        }
    }

    @Override
    public String label(Spec spec) {
        return spec.label() != null ? spec.label() : Location.of(spec.to()) + " is free for the copy";
    }
}
