package dev.holdpoint.run;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.step.Evidence;
import java.io.IOException;
import java.time.Instant;

/** Has the kind that opened an item look whether it is closed. What cannot be looked at is red evidence. */
final class ItemLook {
    private final Task task;
    private final Workplace workplace;
    private final Outputs outputs;
    private final Bindings bindings;

    ItemLook(Task task, Workplace workplace, Outputs outputs, Bindings bindings) {
        this.task = task;
        this.workplace = workplace;
        this.outputs = outputs;
        this.bindings = bindings;
    }

    Evidence at(String item, Instant now) throws InterruptedException {
        var stop = task.stop();
        if (!(stop.step().body() instanceof Step.Body.Act act)) {
            return Evidence.red(item, stop.id() + " only looks", now);
        }
        try (var sink = outputs.gate(stop.id(), task.values().secretValues())) {
            var seen = look(bindings.action(act.use(), task.values()), item, sink);
            sink.say((seen.green() ? "✔ " : "✘ ") + item + ": " + seen.sentence());
            return seen;
        } catch (IOException | RuntimeException e) {
            return Evidence.red(item, Words.of(e), now);
        }
    }

    private <S extends Record> Evidence look(Bindings.Bound<S> bound, String item, Outputs.Sink sink)
            throws IOException, InterruptedException {
        var name = task.name() + "." + ProcessHandle.current().pid();
        try (var work = workplace.open(name, task.stop().step(), task.values(), false, sink, task)) {
            task.holds(work);
            return bound.action().closed(bound.spec(), item, work.attempt());
        }
    }
}
