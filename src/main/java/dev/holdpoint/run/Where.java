package dev.holdpoint.run;

import dev.holdpoint.checklist.BindProblem;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** On which machine a step works, in words: the same command does something else on another one. */
final class Where {
    private Where() {}

    /** @return such as {@code on new (new.example.org), as root by sudo}; empty where it is this machine */
    static Optional<String> of(Step step, Values values, Setting setting) {
        var on = Template.show(step.on(), values);
        if (on.equals(Host.LOCAL)) {
            return Optional.empty();
        }
        try {
            var host = setting.host(on);
            return host.local()
                    ? Optional.empty()
                    : Optional.of("on " + host + (host.sudo() == null ? "" : ", as root by sudo"));
        } catch (TargetProblem | BindProblem unknown) {
            return Optional.of("on " + on);
        }
    }

    /** {@code lines} below where that is done. */
    static List<String> above(List<String> lines, Step step, Values values, Setting setting) {
        var where = of(step, values, setting);
        if (where.isEmpty()) {
            return lines;
        }
        var all = new ArrayList<String>();
        all.add(where.get());
        all.addAll(lines);
        return all;
    }
}
