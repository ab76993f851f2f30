package dev.holdpoint.run;

import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Setting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One execution of an action, from opening its output to its outcome. Whatever it throws becomes a failure in one line. */
final class Doing {
    private final Task task;
    private final Workplace workplace;
    private final Outputs outputs;
    private final Bindings bindings;
    /** What came of it by its kind's own word; null before. A stop that comes behind it does not make it undone. */
    private Crew.@Nullable Acted acted;

    Doing(Task task, Workplace workplace, Outputs outputs, Bindings bindings) {
        this.task = task;
        this.workplace = workplace;
        this.outputs = outputs;
        this.bindings = bindings;
    }

    static <S extends Record> List<String> preview(Bindings.Bound<S> bound, Setting setting) {
        return bound.action().preview(bound.spec(), setting);
    }

    Crew.Acted act(KindUse use, boolean resumed) throws InterruptedException {
        var stop = task.stop();
        int attempt = task.status().attempt();
        if (resumed && neverBegan()) {
            return new Crew.Acted(Outcome.failed(task.status().neverBegan(""), "release it again"), Map.of());
        }
        try (var sink = outputs.open(stop.id(), attempt, task.values().secretValues())) {
            var outcome = run(bindings.action(use, task.values()), resumed, sink);
            var byItself = task.stopped().isEmpty();
            acted = outcome instanceof Outcome.Done done
                    ? new OutputRules(stop.step(), outputs.source(stop.id(), attempt)).judge(done)
                    : new Crew.Acted(outcome, Map.of());
            return byItself ? acted : stopped();
        } catch (InterruptedException e) {
            if (task.stopped().isEmpty()) {
                throw e;
            }
            return stopped();
        } catch (IOException | RuntimeException e) {
            return task.stopped().isEmpty()
                    ? new Crew.Acted(Outcome.failed(Words.of(e), "mend it, then try again"), Map.of())
                    : stopped();
        }
    }

    /** Behind a gate, the first thing that is done is done by a person's word of just now, and not by coming back. */
    private boolean neverBegan() {
        return task.stop().isHold()
                && task.stop().traits().afterlife() == Afterlife.REATTACH
                && !task.status().anyJob("");
    }

    private Step stop() {
        return task.stop().step();
    }

    private Crew.Acted stopped() {
        var own = acted;
        var outcome = task.stoppedOutcome(
                own == null ? null : own.outcome(),
                task.stop().traits().afterlife(),
                "see what it has done so far, then try again or undo it");
        return own != null && own.outcome().equals(outcome) ? own : new Crew.Acted(outcome, Map.of());
    }

    private <S extends Record> Outcome run(Bindings.Bound<S> bound, boolean resumed, Outputs.Sink sink)
            throws IOException, InterruptedException {
        if (resumed) {
            task.cameBack();
        }
        try (var work = workplace.open(task.name(), task.stop().step(), task.values(), resumed, sink, task)) {
            task.holds(work);
            var time = stop().guarded();
            return time == null
                    ? bound.action().run(bound.spec(), work.attempt())
                    : work.guarded(
                            time,
                            Guarding.puttingBack(bound, stop(), work.attempt().on(), bindings, task.values()),
                            () -> tell(bound, work.attempt()));
        }
    }

    /** Its failure is no reason to leave the guard. */
    private static <S extends Record> Outcome tell(Bindings.Bound<S> bound, Attempt attempt)
            throws InterruptedException {
        try {
            return bound.action().run(bound.spec(), attempt);
        } catch (RuntimeException e) {
            return Outcome.failed(Words.of(e), "mend it, then try again");
        }
    }
}
