package dev.holdpoint.run;

import java.util.LinkedHashMap;
import java.util.Map;

/** The names of events in the journal. A name, once written by a release, is never changed or used for something else. */
public final class EventNames {
    /** Name to record, in the order of {@link Event}. */
    public static final Map<String, Class<? extends Event>> ALL = names();

    private EventNames() {}

    private static Map<String, Class<? extends Event>> names() {
        var names = new LinkedHashMap<String, Class<? extends Event>>();
        names.put("run.started", Event.RunStarted.class);
        names.put("run.resumed", Event.RunResumed.class);
        names.put("run.variables", Event.VariablesSet.class);
        names.put("run.left", Event.RunLeft.class);
        names.put("run.terminal-lost", Event.TerminalLost.class);
        names.put("run.finished", Event.RunFinished.class);
        names.put("run.aborted", Event.RunAborted.class);
        names.put("run-on.started", Event.RunOnStarted.class);
        names.put("run-on.stopped", Event.RunOnStopped.class);
        names.put("note.added", Event.NoteAdded.class);
        names.put("step.started", Event.StepStarted.class);
        names.put("step.retried", Event.StepRetried.class);
        names.put("step.ticked", Event.StepTicked.class);
        names.put("step.remembered", Event.StepRemembered.class);
        names.put("step.captured", Event.VariableCaptured.class);
        names.put("step.verifying", Event.StepVerifying.class);
        names.put("step.done", Event.StepDone.class);
        names.put("step.failed", Event.StepFailed.class);
        names.put("step.unknown", Event.StepUnknown.class);
        names.put("step.troubles", Event.TroublesFound.class);
        names.put("step.skipped", Event.StepSkipped.class);
        names.put("step.not-applicable", Event.StepNotApplicable.class);
        names.put("step.applies", Event.StepApplies.class);
        names.put("step.cancelling", Event.StepCancelling.class);
        names.put("step.undo-asked", Event.UndoAsked.class);
        names.put("step.undoing", Event.StepUndoing.class);
        names.put("step.undo-ticked", Event.StepUndoTicked.class);
        names.put("step.undone", Event.StepUndone.class);
        names.put("step.lapsed", Event.StepLapsed.class);
        names.put("step.undo-failed", Event.StepUndoFailed.class);
        names.put("hold.sensing", Event.HoldSensing.class);
        names.put("hold.armed", Event.HoldArmed.class);
        names.put("hold.locked", Event.HoldLocked.class);
        names.put("hold.mistyped", Event.PhraseMistyped.class);
        names.put("hold.typed", Event.PhraseTyped.class);
        names.put("hold.countdown", Event.CountdownStarted.class);
        names.put("hold.stopped", Event.CountdownStopped.class);
        names.put("hold.approvals-asked", Event.ApprovalsAsked.class);
        names.put("hold.approved", Event.HoldApproved.class);
        names.put("hold.approval-void", Event.ApprovalVoided.class);
        names.put("hold.code-refused", Event.CodeRefused.class);
        names.put("hold.released", Event.HoldReleased.class);
        names.put("keep.turned", Event.KeptTurned.class);
        names.put("soak.turned", Event.SoakTurned.class);
        names.put("soak.over", Event.SoakOver.class);
        names.put("hold.window-passed", Event.WindowPassed.class);
        names.put("lifetime.waived", Event.LifetimeWaived.class);
        names.put("item.opened", Event.ItemOpened.class);
        names.put("item.handed-over", Event.ItemHandedOver.class);
        names.put("item.sensing", Event.ItemSensing.class);
        names.put("item.stays-open", Event.ItemStaysOpen.class);
        names.put("item.closed", Event.ItemClosed.class);
        names.put("rollback.weighing", Event.RollbackWeighing.class);
        names.put("rollback.weighed", Event.RollbackWeighed.class);
        names.put("rollback.started", Event.RollbackStarted.class);
        names.put("rollback.halted", Event.RollbackHalted.class);
        names.put("rollback.went-on", Event.RollbackWentOn.class);
        names.put("rollback.countdown", Event.UndoAnnounced.class);
        names.put("rollback.stepped-over", Event.StepSteppedOver.class);
        names.put("rollback.proving", Event.SourceLooking.class);
        names.put("rollback.unproven", Event.SourceLooked.class);
        names.put("rollback.over", Event.RollbackEnded.class);
        names.put("rollback.forward", Event.ForwardAgain.class);
        names.put("downtime.started", Event.DowntimeStarted.class);
        names.put("downtime.ended", Event.DowntimeEnded.class);
        return names;
    }
}
