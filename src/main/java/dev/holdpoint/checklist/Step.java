package dev.holdpoint.checklist;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a checklist.
 *
 * @param id unique in the checklist; steps of a part stand behind the id of the step that uses it ({@code move.stop})
 * @param needs the ids that must be done first, filled in where the author left it out
 * @param group the {@code parallel} block it stands in, or null
 * @param on the host of a shell step
 * @param opens names of open items that it opens
 * @param capture variables that its output sets
 * @param sensing what is looked at again and again for it
 * @param locals values that only this step sees, by name: of the part it stands in, or of {@code for_each}; see {@link #scope}
 * @param guarded after how long its host puts the old state back unless a new connection confirms it; null where it does not
 */
public record Step(
        String id,
        String title,
        @Nullable String why,
        Body body,
        List<String> needs,
        boolean anytime,
        @Nullable Group group,
        @Nullable Condition when,
        @Nullable Duration expect,
        @Nullable Duration timeout,
        Retry retry,
        List<KindUse> verify,
        Duration verifyWithin,
        @Nullable Hold hold,
        UndoRule undo,
        @Nullable Downtime downtime,
        List<String> opens,
        List<String> closes,
        Map<String, Capture> capture,
        @Nullable String failsWhen,
        @Nullable String succeedsWhen,
        String on,
        boolean tty,
        Map<String, Local> locals,
        Place at,
        Sensing sensing,
        @Nullable Duration guarded) {
    public Step {
        needs = List.copyOf(needs);
        verify = List.copyOf(verify);
        opens = List.copyOf(opens);
        closes = List.copyOf(closes);
        capture = Collections.unmodifiableMap(new LinkedHashMap<>(capture));
        locals = Map.copyOf(locals);
    }

    /** A step with no values of its own. */
    public Step(
            String id,
            String title,
            @Nullable String why,
            Body body,
            List<String> needs,
            boolean anytime,
            @Nullable Group group,
            @Nullable Condition when,
            @Nullable Duration expect,
            @Nullable Duration timeout,
            Retry retry,
            List<KindUse> verify,
            Duration verifyWithin,
            @Nullable Hold hold,
            UndoRule undo,
            @Nullable Downtime downtime,
            List<String> opens,
            List<String> closes,
            Map<String, Capture> capture,
            @Nullable String failsWhen,
            @Nullable String succeedsWhen,
            String on,
            boolean tty,
            Place at) {
        this(
                id,
                title,
                why,
                body,
                needs,
                anytime,
                group,
                when,
                expect,
                timeout,
                retry,
                verify,
                verifyWithin,
                hold,
                undo,
                downtime,
                opens,
                closes,
                capture,
                failsWhen,
                succeedsWhen,
                on,
                tty,
                Map.of(),
                at,
                Sensing.NONE,
                null);
    }

    /** A check step that has nothing but its checks. */
    public static Step looking(String id, String title, List<KindUse> checks, @Nullable Group group, Place at) {
        return new Step(
                id,
                title,
                null,
                new Body.Look(checks),
                List.of(),
                false,
                group,
                null,
                null,
                null,
                Retry.NEVER,
                List.of(),
                Duration.ZERO,
                null,
                new UndoRule.Automatic(),
                null,
                List.of(),
                List.of(),
                Map.of(),
                null,
                null,
                "local",
                false,
                at);
    }

    /** The same step with other needs. */
    public Step withNeeds(List<String> ids) {
        return new Step(
                id,
                title,
                why,
                body,
                ids,
                anytime,
                group,
                when,
                expect,
                timeout,
                retry,
                verify,
                verifyWithin,
                hold,
                undo,
                downtime,
                opens,
                closes,
                capture,
                failsWhen,
                succeedsWhen,
                on,
                tty,
                locals,
                at,
                sensing,
                guarded);
    }

    /**
     * The values as this step sees them: everywhere its kind, its texts and its condition take values, they take these.
     *
     * @param values the values of the whole run
     */
    public Values scope(Values values) {
        if (locals.isEmpty()) {
            return values;
        }
        var seen = values;
        for (var local : locals.entrySet()) {
            seen = seen.without(local.getKey());
        }
        for (var local : locals.entrySet()) {
            var filled = Template.fill(local.getValue().template(), values);
            if (filled.missing().isEmpty()) {
                var secret = local.getValue().secret() || filled.secret();
                seen = seen.with(local.getKey(), filled.text(), secret);
            }
        }
        return seen;
    }

    /** A value of a step's own: text in which the run's variables are put in. */
    public record Local(String template, boolean secret) {}

    /** What the step does: change something, or look. */
    public sealed interface Body {
        /** {@code manual:} or the name of an action. */
        record Act(KindUse use) implements Body {}

        /** {@code check:} */
        record Look(List<KindUse> checks) implements Body {
            public Look {
                checks = List.copyOf(checks);
            }
        }
    }

    /** Steps of one {@code parallel:} block share a group; at most {@code atOnce} of them run side by side. */
    public record Group(String name, int atOnce) {}

    /** {@code retry: { times, wait }}: {@code times} more tries after the first, {@code pause} between them. */
    public record Retry(int times, Duration pause) {
        public static final Retry NEVER = new Retry(0, Duration.ZERO);
    }

    public enum Downtime {
        STARTS,
        ENDS
    }

    /** How a step is taken back. */
    public sealed interface UndoRule {
        /** How long its author expects it to take; null where they do not say. */
        default @Nullable Duration expect() {
            return null;
        }

        /** The kind's own way, where it has one. */
        record Automatic(@Nullable Duration expect) implements UndoRule {
            public Automatic() {
                this(null);
            }
        }

        /** Actions of the author's own, in the order written. */
        record Steps(List<KindUse> steps, @Nullable Duration expect) implements UndoRule {
            public Steps {
                steps = List.copyOf(steps);
            }

            public Steps(List<KindUse> steps) {
                this(steps, null);
            }
        }

        /** Cannot be taken back, and why. */
        record None(String because) implements UndoRule {}
    }

    /** Where a variable's value is found in a step's output: exactly one of the two is set. */
    public record Capture(@Nullable String regex, @Nullable String json) {}
}
