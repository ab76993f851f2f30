package dev.holdpoint.checklist.words;

import dev.holdpoint.checklist.AtLeastOne;
import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Others;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of {@code steps:}. A step has an id and one kind (an action, {@code manual}, or {@code check}), or holds other steps
 * ({@code parallel}, {@code use}).
 */
@Doc("a step")
public record StepWords(
        @Doc(value = "its id, unique, in lower case with dashes", example = "move-accounts") @Nullable
        Said<String> step,

        @Doc("what the operator reads in the checklist; the id where it is left out") @Nullable
        Said<String> title,

        @Doc("the reason, and what to look for") @Nullable Said<String> why,

        @AtLeastOne @Doc("checks to look at, in place of an action") @Nullable
        List<KindUse> check,

        @Doc("the host that it works on; `local` where it is left out") @Nullable
        Said<String> on,

        @Doc("ids that must be done first; left out: everything above it in its phase") @Nullable
        List<Said<String>> needs,

        @Doc(value = "true where it may be done at any point of its phase", fallback = "false")
        boolean anytime,

        @AtLeastOne @Doc("steps that may run side by side") @Nullable
        List<StepWords> parallel,

        @Doc(value = "how many steps of `parallel` run at once; all where it is left out", example = "2") @Nullable
        Said<Integer> atOnce,

        @AtLeastOne
        @Doc(value = "makes one step for each value of a name", example = "{ database: [accounts, analysis] }")
        @Nullable
        Map<String, List<Said<String>>> forEach,

        @Doc(value = "the step stands as not applicable where this is not so", example = "${kind} == hot") @Nullable
        Said<String> when,

        @Doc(value = "the file whose steps stand here, behind this step's id", example = "parts/move.yml") @Nullable
        Said<String> use,

        @Doc("the values of the part's variables") @Nullable Map<String, Said<String>> with,

        @Doc(value = "how long it is expected to take", example = "3m") @Nullable
        Said<Duration> expect,

        @Doc(
                value =
                        "after how long it is stopped and has failed; a look at its gate or its `verify` is ended then too",
                example = "20m")
        @Nullable
        Said<Duration> timeout,

        @Doc("more tries after a failure") @Nullable RetryWords retry,

        @AtLeastOne @Doc("checks that must pass before the step counts as done") @Nullable
        List<KindUse> verify,

        @Doc(
                value = "how long `verify` is looked at again until it passes, at most; left out: one look",
                example = "5m")
        @Nullable
        Said<Duration> within,

        @Doc("makes it a hold point: it may not start until a person releases it") @Nullable
        HoldWords hold,

        @Doc(
                value =
                        "on a step with `check`: how often it is looked at again once it is done; while it is red every hold point behind it is locked",
                example = "10s")
        @Nullable
        Said<Duration> keep,

        @Doc("how long something must have gone well before the step may start") @Nullable
        SoakWords soak,

        @Doc("how to take it back") @Nullable UndoWords undo,

        @Doc("whether the application's downtime starts or ends with it") @Nullable
        Said<Step.Downtime> downtime,

        @Doc(value = "open items that it opens, by name", example = "maintenance mode") @Nullable
        List<Said<String>> opens,

        @Doc(value = "open items that it closes, by name", example = "maintenance mode") @Nullable
        List<Said<String>> closes,

        @Doc("variables that its output sets, by name") @Nullable
        Map<String, CaptureWords> capture,

        @Doc(
                value =
                        "a regular expression over its output: it has failed where it matches; with neither this nor succeeds_when a shell step fails also where psql, pg_dump or pg_restore print an error",
                example = "ERROR:")
        @Nullable
        Said<String> failsWhen,

        @Doc(value = "a regular expression over its output: it has failed where it does not match", example = "^done$")
        @Nullable
        Said<String> succeedsWhen,

        @Doc(
                value =
                        "for a step that could lock the operator out: after how long its host puts the old state back by itself, unless a new connection confirms it",
                example = "2m")
        @Nullable
        Said<Duration> guarded,

        @Doc(value = "true where its program needs a terminal", fallback = "false")
        boolean tty,

        @AtLeastOne @Doc("what may go wrong with it, or with a step inside it, and what to do then") @Nullable
        List<TroubleWords> troubles,

        @Others @Doc("the step's one kind: the name of an action, with its fields")
        List<KindUse> kinds,

        Place at) {}
