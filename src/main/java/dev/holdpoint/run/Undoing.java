package dev.holdpoint.run;

import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Progress;
import dev.holdpoint.step.Setting;
import java.io.IOException;
import java.util.List;

/** Takes one step back: in the kind's own way, or by the steps that its author wrote. Its output follows the step's. */
final class Undoing {
    private final Task task;
    private final Workplace workplace;
    private final Outputs outputs;
    private final Bindings bindings;

    Undoing(Task task, Workplace workplace, Outputs outputs, Bindings bindings) {
        this.task = task;
        this.workplace = workplace;
        this.outputs = outputs;
        this.bindings = bindings;
    }

    static <S extends Record> List<String> preview(Bindings.Bound<S> bound, Setting setting) {
        return bound.action().undoPreview(bound.spec(), setting);
    }

    Outcome undo() throws InterruptedException {
        var stop = task.stop();
        try (var sink =
                outputs.open(stop.id(), task.status().attempt(), task.values().secretValues())) {
            sink.say("undo " + stop.id());
            var outcome = carryOut(sink);
            return task.stopped().isEmpty() ? outcome : stopped();
        } catch (InterruptedException e) {
            if (task.stopped().isEmpty()) {
                throw e;
            }
            return stopped();
        } catch (IOException | RuntimeException e) {
            return task.stopped().isEmpty() ? Outcome.failed(Words.of(e), "mend it, then undo again") : stopped();
        }
    }

    private Outcome stopped() {
        return task.stoppedOutcome("see how far the undo came, then undo again");
    }

    private Outcome carryOut(Outputs.Sink sink) throws IOException, InterruptedException {
        return switch (task.stop().step().undo()) {
            case Step.UndoRule.None none -> Outcome.failed("cannot be taken back: " + none.because(), "");
            case Step.UndoRule.Steps steps -> each(steps.steps(), sink);
            case Step.UndoRule.Automatic ignored ->
                task.stop().step().body() instanceof Step.Body.Act act
                        ? automatic(bindings.action(act.use(), task.values()), sink)
                        : Outcome.done("a check changes nothing");
        };
    }

    private <S extends Record> Outcome automatic(Bindings.Bound<S> bound, Outputs.Sink sink)
            throws IOException, InterruptedException {
        try (var work = open(1, sink)) {
            return bound.action().undo(bound.spec(), work.attempt());
        }
    }

    private Outcome each(List<KindUse> uses, Outputs.Sink sink) throws IOException, InterruptedException {
        int number = 0;
        for (var use : uses) {
            number++;
            var outcome = one(bindings.action(use, task.values()), number, sink);
            if (!(outcome instanceof Outcome.Done)) {
                return outcome;
            }
        }
        return Outcome.done("taken back by " + uses.size() + (uses.size() == 1 ? " step" : " steps"));
    }

    private <S extends Record> Outcome one(Bindings.Bound<S> bound, int part, Outputs.Sink sink)
            throws IOException, InterruptedException {
        for (var line : bound.action()
                .preview(bound.spec(), bindings.setting(task.values().masked()))) {
            sink.say(line);
        }
        if (bound.action().byHand()) {
            task.progress(new Progress(-1, null, "by hand: space when it is done", List.of()));
            task.awaitTick();
            return Outcome.done("done by hand");
        }
        try (var work = open(part, sink)) {
            return bound.action().run(bound.spec(), work.attempt());
        }
    }

    /** An undo that was tried before is tried anew: its jobs have names of their own. */
    private Workplace.Work open(int part, Outputs.Sink sink) throws IOException, InterruptedException {
        int tries = 1 + Integer.parseInt(task.remembered("undo tries").orElse("0"));
        task.remember("undo tries", Integer.toString(tries));
        var work = workplace.open(
                task.name() + "." + part + "." + tries, task.stop().step(), task.values(), false, sink, task);
        task.holds(work);
        return work;
    }
}
