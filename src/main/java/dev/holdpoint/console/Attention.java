package dev.holdpoint.console;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Looking.Page;
import dev.holdpoint.console.model.Panel;
import dev.holdpoint.console.terminal.Display;
import dev.holdpoint.console.view.ScreenView;
import dev.holdpoint.operator.Focal;
import dev.holdpoint.operator.Watched;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator must not miss: the bell rings, the pane of a failure comes to the front, a gate that is over closes. */
final class Attention {
    private final Looking at;
    private final Display display;
    private @Nullable String turnedFor;

    Attention(Looking at, Display display) {
        this.at = at;
        this.display = display;
    }

    /** The run has moved on from {@code before}. */
    void moved(Run before) {
        var changed = changed(before);
        if (at.panel() instanceof Panel.Typing typing
                && at.run().status(typing.step()).state() != StepState.RUNNING) {
            at.close();
            // What the hands still type was meant for the program that has just ended: another q must not leave the
            // run.
            at.startle(typing.step() + " has just ended: that key was meant for it, and did nothing");
        }
        turnBack();
        if (newlyWrong(before, changed)) {
            display.bell();
            showFailure();
        } else if (at.run().runOnStopped().isEmpty() != before.runOnStopped().isEmpty()
                && !at.run().runOnStopped().isEmpty()) {
            display.bell();
            at.say("It stopped running on: " + at.run().runOnStopped());
        }
        if (Watched.reds(at.run()) > Watched.reds(before)) {
            display.bell();
        }
        rollback(before);
        approvals(before, changed);
        undoGates(before, changed);
        if (at.panel() instanceof Panel.AtGate gate) {
            gate(gate, before);
        }
    }

    /**
     * The steps that may not be as they were, looked for once: a run has thousands, and an event changes one or two. What no event was
     * about is the same object still.
     */
    @SuppressWarnings("ReferenceEquality")
    private List<Plan.Stop> changed(Run before) {
        var now = at.run();
        boolean approved = !now.approvals().isEmpty() || !before.approvals().isEmpty();
        var changed = new ArrayList<Plan.Stop>();
        for (var stop : now.plan().stops()) {
            if (now.status(stop) != before.status(stop)
                    || (approved && !now.approvals(stop).equals(before.approvals(stop)))) {
                changed.add(stop);
            }
        }
        return changed;
    }

    /** It has halted, or is over: whoever looks away has to hear it. */
    private void rollback(Run before) {
        var now = at.run().rollback();
        if (before.rollback().going() && !now.going() && now.bars()) {
            display.bell();
        }
    }

    /** Whoever has typed the phrase may look elsewhere when the last approval comes: the countdown is shown, so that a key stops it. */
    private void approvals(Run before, List<Plan.Stop> changed) {
        for (var stop : changed) {
            var now = at.run().approvals(stop);
            var then = before.approvals(stop);
            if (now.given().size() > then.given().size()) {
                display.bell();
                at.say(now.given().getLast().by() + " has approved " + stop.id());
            } else if (!now.voided().equals(then.voided()) && !now.voided().isEmpty()) {
                display.bell();
                at.say(now.voided());
            }
            if (!at.watches()
                    && before.status(stop).gate() instanceof Gate.Waiting
                    && at.run().status(stop).gate() instanceof Gate.Counting) {
                at.goTo(stop);
                at.open(new Panel.AtGate(stop.id()));
            }
        }
    }

    /** The gate of an undo opens before whoever wants it, and closes with the reason where nothing is undone. */
    private void undoGates(Run before, List<Plan.Stop> changed) {
        if (at.watches()) {
            return;
        }
        for (var stop : changed) {
            var now = at.run().status(stop);
            var then = before.status(stop).gate();
            if (now.gate().back() != null && then.back() == null) {
                comes(stop);
            } else if (now.gate() instanceof Gate.Locked(String reason, var _)
                    && then.back() != null
                    && now.state() != StepState.UNDONE
                    && !now.state().active()) {
                at.say(stop.id() + " is not undone: " + reason);
            }
        }
    }

    /** In a rollback no key has asked for it: what is being typed stays where it is, and is not taken for an answer. */
    private void comes(Plan.Stop stop) {
        if (at.run().rollback().underWay()) {
            display.bell();
            if (writes(at.panel())) {
                at.say("the undo of " + stop.id() + " stands at its gate: go to it, then g");
                return;
            }
            at.startle("the gate of " + stop.id() + "'s undo has just opened: that key did nothing");
        }
        at.goTo(stop);
        at.open(new Panel.AtGate(stop.id()));
    }

    private static boolean writes(@Nullable Panel panel) {
        return switch (panel) {
            case Panel.Asking _, Panel.Filling _, Panel.Commanding _, Panel.Finding _, Panel.Confirming _ -> true;
            case Panel.Typing _ -> true;
            case Panel.AtGate _, Panel.AtRollback _, Panel.Helping _, Panel.Notes _, Panel.Items _ -> false;
            case null -> false;
        };
    }

    private boolean newlyWrong(Run before, List<Plan.Stop> changed) {
        for (var stop : changed) {
            var now = at.run().status(stop);
            var then = before.status(stop);
            if (Focal.wrong(now.state()) && (then.state() != now.state() || then.attempt() != now.attempt())) {
                return true;
            }
        }
        return false;
    }

    /** Only where the cursor is with the run: nobody's reading is turned over. */
    private void showFailure() {
        var status = at.selectedStatus();
        if (at.follows() && at.panel() == null && status != null && Focal.wrong(status.state())) {
            showStep();
        }
    }

    /** The arrows stay with the checklist where there is room for both. */
    private void showStep() {
        var stop = at.selected();
        if (!ScreenView.showsBoth(display.size()) && at.page() != Page.STEP && stop != null) {
            at.turnTo(Page.STEP);
            turnedFor = stop.id();
        }
    }

    /** What the program has turned over for a step it turns back when that is over; what a hand has turned stays. */
    private void turnBack() {
        var status = turnedFor == null ? null : at.run().status(turnedFor);
        if (status != null && !status.state().active() && !Focal.wrong(status.state())) {
            turnedFor = null;
            at.turnTo(Page.CHECKLIST);
        }
    }

    private void gate(Panel.AtGate panel, Run before) {
        var now = at.run().status(panel.step());
        var then = before.status(panel.step());
        var left = now.gate().back() == null && then.gate().back() != null;
        if (now.attempt() > then.attempt()
                || now.state().active()
                || left
                || (now.state().settled() && now.gate().back() == null)) {
            at.close();
            at.follow();
            showStep();
            if (now.attempt() > then.attempt() || (left && now.state().active())) {
                at.startle((left ? "the undo of " + panel.step() + " has begun" : panel.step() + " was released")
                        + ": that key came too late to stop it, and did nothing");
            }
        } else if (!(now.gate() instanceof Gate.Armed) || !(then.gate() instanceof Gate.Armed)) {
            panel.input().clear();
        } else if (((Gate.Armed) now.gate()).mistyped() > ((Gate.Armed) then.gate()).mistyped()) {
            at.refuse("that was not the phrase");
        }
    }
}
