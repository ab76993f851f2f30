package dev.holdpoint.checklist;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a step locked until a person releases it.
 *
 * @param because why it is one, as the operator reads it; may hold {@code ${variables}}
 * @param fresh evidence older than this counts for nothing
 * @param type the phrase to type, with {@code ${variables}}; null means the kind's own or the step's id
 * @param approvals how many people besides the driver must agree
 * @param countdown from the phrase to the start; any key stops it
 */
public record Hold(
        @Nullable String because,
        List<KindUse> checks,
        Duration fresh,
        @Nullable String type,
        int approvals,
        Duration countdown) {
    public static final Duration FRESH = Duration.ofMinutes(2);
    /** For a look at its checks, where the step has no {@code timeout}. */
    public static final Duration LONGEST_LOOK = Duration.ofHours(1);

    public static final Duration COUNTDOWN = Duration.ofSeconds(5);

    /** More than ever sit in one call. */
    public static final int MOST_APPROVALS = 9;

    public Hold {
        checks = List.copyOf(checks);
    }

    /** Released by the driver alone. */
    public Hold(
            @Nullable String because, List<KindUse> checks, Duration fresh, @Nullable String type, Duration countdown) {
        this(because, checks, fresh, type, 0, countdown);
    }

    /** This gate with one more check. */
    public Hold and(KindUse check) {
        return new Hold(
                because, Stream.concat(checks.stream(), Stream.of(check)).toList(), fresh, type, approvals, countdown);
    }

    /** The gate of a kind that is a hold point whatever the file says. */
    public static Hold byKind() {
        return new Hold(null, List.of(), FRESH, null, COUNTDOWN);
    }
}
