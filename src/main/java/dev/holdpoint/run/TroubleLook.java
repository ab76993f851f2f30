package dev.holdpoint.run;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Trouble;
import dev.holdpoint.step.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Looks whether the output of a failed attempt, the reason of its failure, or what a red gate has seen speaks of a trouble that is known. */
final class TroubleLook {
    /** Of much output only the end: what a program failed of is what it says last. */
    private static final int TAIL = 4 << 20;

    private final Outputs outputs;
    private final Consumer<Signal> tell;

    TroubleLook(Outputs outputs, Consumer<Signal> tell) {
        this.outputs = outputs;
        this.tell = tell;
    }

    /** On a thread of its own; tells nothing where what is found is known already. */
    void look(Run run, Plan.Stop stop) {
        var status = run.status(stop);
        var troubles = run.plan().troubles(stop.id()).stream()
                .filter(it -> status.state() == StepState.FAILED || !ofItsFailure(it, stop))
                .toList();
        var undo = status.state() == StepState.FAILED && status.undo();
        if (troubles.isEmpty() || undo || !Mending.mayBeSeen(run, stop)) {
            return;
        }
        var known = Mending.known(run, stop);
        Thread.ofVirtual().name(stop.id() + " troubles").start(() -> {
            var found = in(text(stop, status), troubles);
            if (!found.equals(known)) {
                tell.accept(new Signal.TroublesSeen(stop.id(), status.attempt(), found));
            }
        });
    }

    /** What the author of a step that cannot be taken back says of its failure holds only once it has begun. */
    private static boolean ofItsFailure(Trouble trouble, Plan.Stop stop) {
        return stop.step().undo() instanceof Step.UndoRule.None && trouble.of().equals(List.of(stop.id()));
    }

    private String text(Plan.Stop stop, StepStatus status) {
        var lines = new ArrayList<String>();
        Mending.red(status).forEach(it -> lines.addAll(said(it)));
        if (status.state() != StepState.FAILED) {
            return String.join("\n", lines);
        }
        lines.add(status.says());
        status.evidence().stream().filter(it -> !it.green()).forEach(it -> lines.addAll(said(it)));
        outputs.source(stop.id(), status.attempt()).ifPresent(it -> lines.add(end(it)));
        return String.join("\n", lines);
    }

    private static List<String> said(Evidence evidence) {
        var lines = new ArrayList<>(evidence.details());
        lines.addFirst(evidence.label() + ": " + evidence.sentence());
        return lines;
    }

    private static String end(OutputSource output) {
        try {
            return output.printed(TAIL);
        } catch (IOException unread) {
            // Then only the reason of the failure speaks.
            return "";
        }
    }

    static List<String> in(String text, List<Trouble> troubles) {
        return troubles.stream()
                .filter(it -> matches(it, text))
                .map(Trouble::id)
                .toList();
    }

    private static boolean matches(Trouble trouble, String text) {
        try {
            return new Expression("when", trouble.when()).first(text).isPresent();
        } catch (Expression.Endless hopeless) {
            return false;
        }
    }
}
