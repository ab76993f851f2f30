package dev.holdpoint.run;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words that are about to become events, without secrets: whatever a server's message, an exception or a note has in it. */
final class Hush {
    private Hush() {}

    static Signal of(Signal signal, Values values) {
        return switch (signal) {
            case Signal.ActionEnded it ->
                new Signal.ActionEnded(it.step(), it.attempt(), outcome(it.outcome(), values), it.captured());
            case Signal.Verified it ->
                new Signal.Verified(
                        it.step(),
                        it.attempt(),
                        it.evidence().stream()
                                .map(seen -> evidence(seen, values))
                                .toList());
            case Signal.HoldSensed it ->
                new Signal.HoldSensed(
                        it.step(),
                        it.evidence().stream()
                                .map(seen -> evidence(seen, values))
                                .toList(),
                        it.ended(),
                        it.resolved().stream()
                                .map(line -> Hidden.secretsOf(values, line))
                                .toList(),
                        it.reviewers());
            case Signal.ItemSensed it -> new Signal.ItemSensed(it.item(), evidence(it.evidence(), values));
            case Signal.KeptSeen it -> new Signal.KeptSeen(it.step(), it.attempt(), evidence(it.evidence(), values));
            case Signal.SoakSeen it -> new Signal.SoakSeen(it.step(), evidence(it.evidence(), values));
            case Signal.SourceLooked it ->
                new Signal.SourceLooked(it.evidence().stream()
                        .map(seen -> evidence(seen, values))
                        .toList());
            case Signal.RollbackWeighed it -> new Signal.RollbackWeighed(losses(it.losses(), values), it.seen());
            case Signal.UndoEnded it -> new Signal.UndoEnded(it.step(), outcome(it.outcome(), values));
            // No words but facts, which their step goes by when it comes back: with dots in them they would be others.
            case Signal.Remembered _,
                    Signal.TroublesSeen _,
                    Signal.HungUp _,
                    Signal.Tick _,
                    Signal.WrittenAgain _,
                    Signal.Returned _ -> signal;
        };
    }

    static Intent of(Intent intent, Values values) {
        return switch (intent) {
            case Intent.RetryStep it -> new Intent.RetryStep(it.step(), Hidden.secretsOf(values, it.reason()));
            case Intent.AddNote it -> new Intent.AddNote(it.step(), Hidden.secretsOf(values, it.text()));
            case Intent.SkipStep it -> new Intent.SkipStep(it.step(), Hidden.secretsOf(values, it.reason()));
            case Intent.MarkDone it ->
                new Intent.MarkDone(it.step(), Hidden.secretsOf(values, it.reason()), it.values());
            case Intent.MarkFailed it -> new Intent.MarkFailed(it.step(), Hidden.secretsOf(values, it.reason()));
            case Intent.UndoStep it -> new Intent.UndoStep(it.step(), Hidden.secretsOf(values, it.reason()));
            case Intent.GoOnAnyway it -> new Intent.GoOnAnyway(it.step(), Hidden.secretsOf(values, it.reason()));
            case Intent.CloseItem it -> new Intent.CloseItem(it.item(), Hidden.secretsOf(values, it.reason()));
            case Intent.HandOver it ->
                new Intent.HandOver(it.item(), it.to(), it.due(), Hidden.secretsOf(values, it.reason()));
            case Intent.EndDowntime it -> new Intent.EndDowntime(Hidden.secretsOf(values, it.reason()));
            case Intent.Abort it -> new Intent.Abort(Hidden.secretsOf(values, it.reason()));
            case Intent.RollBack it -> new Intent.RollBack(Hidden.secretsOf(values, it.reason()), it.typed());
            case Intent.GoForward it -> new Intent.GoForward(Hidden.secretsOf(values, it.reason()));
            case Intent.AcceptRollback it -> new Intent.AcceptRollback(Hidden.secretsOf(values, it.reason()));
            case Intent.WeighRollback _ -> intent;
            // Values of variables: which of them are secret is declared, and the others are needed as they are.
            case Intent.SetVariables _, Intent.TickStep _ -> intent;
            // Names of people; a code is judged, and not kept.
            case Intent.ApproveHold _, Intent.SpeakCode _, Intent.RefuseCode _ -> intent;
            // Compared, and not kept.
            case Intent.TypePhrase _ -> intent;
            case Intent.StartStep _,
                    Intent.TrustKey _,
                    Intent.ArmHold _,
                    Intent.PassWindow _,
                    Intent.StopCountdown _,
                    Intent.CancelStep _ -> intent;
            case Intent.RunOn _, Intent.StopRunOn _, Intent.Leave _ -> intent;
        };
    }

    private static Map<String, List<String>> losses(Map<String, List<String>> losses, Values values) {
        var hushed = new HashMap<String, List<String>>();
        losses.forEach((step, lines) -> hushed.put(
                step, lines.stream().map(it -> Hidden.secretsOf(values, it)).toList()));
        return hushed;
    }

    private static Outcome outcome(Outcome outcome, Values values) {
        return switch (outcome) {
            case Outcome.Done it -> Outcome.done(Hidden.secretsOf(values, it.says()));
            case Outcome.Failed it ->
                Outcome.failed(Hidden.secretsOf(values, it.reason()), Hidden.secretsOf(values, it.remedy()));
            case Outcome.Unknown it -> Outcome.unknown(Hidden.secretsOf(values, it.reason()));
        };
    }

    private static List<Evidence> evidence(List<Evidence> seen, Values values) {
        return seen.stream().map(it -> evidence(it, values)).toList();
    }

    private static Evidence evidence(Evidence seen, Values values) {
        return new Evidence(
                seen.green(),
                Hidden.secretsOf(values, seen.label()),
                Hidden.secretsOf(values, seen.sentence()),
                seen.at(),
                seen.details().stream()
                        .map(line -> Hidden.secretsOf(values, line))
                        .toList(),
                seen.until());
    }
}
