package dev.holdpoint.run;

import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Progress;
import dev.holdpoint.step.Setting;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes one step back: in the kind's own way, or by the steps that its author wrote. A part that is done is remembered and never done again
 * for the same attempt; whoever comes back goes on with the part that ran. Its output follows the step's.
 */
final class Undoing {
    private final Task task;
    private final Workplace workplace;
    private final Outputs outputs;
    private final Bindings bindings;
    private final boolean resumed;
    /** Parts of it. */
    private int done;

    /** @param resumed the program was away while a part of it ran */
    Undoing(Task task, Workplace workplace, Outputs outputs, Bindings bindings, boolean resumed) {
        this.task = task;
        this.workplace = workplace;
        this.outputs = outputs;
        this.bindings = bindings;
        this.resumed = resumed;
        this.done = task.status().partsUndone();
    }

    static <S extends Record> List<String> preview(Bindings.Bound<S> bound, Setting setting) {
        return bound.action().undoPreview(bound.spec(), setting);
    }

    Outcome undo() throws InterruptedException {
        var stop = task.stop();
        try (var sink =
                outputs.open(stop.id(), task.status().attempt(), task.values().secretValues())) {
            sink.say((resumed ? "goes on to undo " : "undo ") + stop.id());
            var outcome = carryOut(sink);
            return task.stopped().isEmpty() ? outcome : stopped(outcome);
        } catch (InterruptedException e) {
            if (task.stopped().isEmpty()) {
                throw e;
            }
            return stopped(null);
        } catch (IOException | RuntimeException e) {
            return task.stopped().isEmpty() ? Outcome.failed(Words.of(e), "mend it, then undo again") : stopped(null);
        }
    }

    private Outcome stopped(@Nullable Outcome own) {
        var afterlife = task.stop()
                .traits()
                .undoPart(done)
                .map(Traits.UndoPart::afterlife)
                .orElse(Afterlife.REPEAT);
        return task.stoppedOutcome(own, afterlife, "see how far the undo came, then undo again");
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

    /** It relies on what the step has remembered. */
    private <S extends Record> Outcome automatic(Bindings.Bound<S> bound, Outputs.Sink sink)
            throws IOException, InterruptedException {
        try (var work = open(name(1), resumed, sink, task)) {
            return bound.action().undo(bound.spec(), work.attempt());
        }
    }

    private Outcome each(List<KindUse> uses, Outputs.Sink sink) throws IOException, InterruptedException {
        int before = done;
        for (int part = before + 1; part <= uses.size(); part++) {
            var use = uses.get(part - 1);
            var outcome = one(bindings.action(use, task.values()), part, resumed && part == before + 1, sink);
            if (!(outcome instanceof Outcome.Done)) {
                return outcome;
            }
            task.remember(StepStatus.partsUndone(task.status().attempt()), Integer.toString(part));
            done = part;
        }
        return Outcome.done("taken back by " + uses.size() + (uses.size() == 1 ? " step" : " steps"));
    }

    private <S extends Record> Outcome one(Bindings.Bound<S> bound, int part, boolean again, Outputs.Sink sink)
            throws IOException, InterruptedException {
        for (var line : bound.action()
                .preview(bound.spec(), bindings.setting(task.values().masked()))) {
            sink.say(line);
        }
        if (bound.action().byHand()) {
            task.progress(new Progress(-1, null, "by hand: space when it is done", List.of()));
            task.awaitTick(part - 1);
            return Outcome.done("done by hand");
        }
        var name = name(part);
        try (var work = open(name, again, sink, new PartReports(task, name))) {
            return bound.action().run(bound.spec(), work.attempt());
        }
    }

    /** An undo that was tried before is tried anew: its jobs have names of their own. */
    private String name(int part) {
        return task.name() + "." + part + "." + task.status().undos();
    }

    private Workplace.Work open(String name, boolean again, Outputs.Sink sink, Workplace.Reports reports)
            throws IOException {
        var work = workplace.open(name, task.stop().step(), task.values(), again, sink, reports);
        task.holds(work);
        return work;
    }
}
