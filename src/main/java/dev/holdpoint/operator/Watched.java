package dev.holdpoint.operator;

import dev.holdpoint.run.Keeping;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Readiness;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.Senses.Colour;
import dev.holdpoint.run.Soaking;
import dev.holdpoint.run.Spans;
import dev.holdpoint.run.StepState;
import dev.holdpoint.run.Until;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is looked at while nobody waits for the look, in the words that every screen uses. */
public final class Watched {
    /** Less of it is the first look's own time. */
    private static final Duration AWAY = Duration.ofMinutes(1);

    private Watched() {}

    /** How long it is kept, and how it stands; empty where the step is not kept now. */
    public static String kept(Run run, Plan.Stop stop) {
        var kept = run.senses().kept().get(stop.id());
        var every = stop.step().sensing().keep();
        if (every == null) {
            return "";
        }
        if (kept == null) {
            return run.status(stop).state() == StepState.TO_DO
                    ? "every " + Spans.shortly(every) + " once it is done"
                    : "";
        }
        var how = switch (kept.colour()) {
            case GREEN -> "green";
            case RED -> "red, which locks the hold points behind it";
            case UNSEEN -> "not looked at since the program is back";
        };
        return "every " + Spans.shortly(every) + ": " + how;
    }

    /** How many looks that nobody waits for see red: one more wants a person. */
    public static long reds(Run run) {
        return Keeping.red(run).size()
                + run.senses().soaks().values().stream()
                        .filter(it -> it.colour() == Colour.RED)
                        .count();
    }

    /** What is red of it. */
    public static String red(Run run, Plan.Stop stop) {
        var kept = run.senses().kept().get(stop.id());
        return kept == null ? "" : SafeText.line(Keeping.said(kept.evidence()));
    }

    /** When it has turned red; {@code otherwise} where it is not kept. */
    public static Instant since(Run run, Plan.Stop stop, Instant otherwise) {
        var kept = run.senses().kept().get(stop.id());
        return kept == null ? otherwise : kept.since();
    }

    /** Whether the step is locked by its soak now. */
    public static boolean soaks(Run run, Plan.Stop stop) {
        return Soaking.soak(run, stop).isPresent();
    }

    /** Why it may not begin now, whoever wants it; with how much of its soak is left, where it is that. */
    public static Optional<String> obstacle(Run run, Plan.Stop stop, Instant now, ZoneId zone) {
        var why = Readiness.obstacle(run, stop);
        var soak = soak(run, stop, now, zone);
        return soak.isEmpty() || !why.equals(Soaking.obstacle(run, stop)) ? why : Optional.of("soaks " + soak);
    }

    /** "24h after switch, 23h 10m left": how its soak stands; empty where none locks it. */
    public static String soak(Run run, Plan.Stop stop, Instant now) {
        return soak(run, stop, now, null);
    }

    /** "24h after switch, 23h 10m left, until Fri 04:10". */
    public static String soak(Run run, Plan.Stop stop, Instant now, @Nullable ZoneId zone) {
        var wanted = stop.step().sensing().soak();
        var soak = Soaking.soak(run, stop);
        if (wanted == null || soak.isEmpty()) {
            return "";
        }
        var words = Spans.shortly(wanted.length()) + " after " + String.join(", ", wanted.after());
        words += soak.get().colour() == Colour.RED
                ? ", which begin when this is green again: "
                        + Keeping.said(soak.get().evidence())
                : ", " + left(run, stop, now) + " left" + until(run, stop, now, zone);
        if (soak.get().colour() == Colour.UNSEEN) {
            words += "; its checks are to be looked at first";
        }
        var unwatched = soak.get().unwatched();
        return SafeText.line(
                unwatched.compareTo(AWAY) < 0
                        ? words
                        : words + "; for " + Spans.roughly(unwatched) + " of it nobody looked, the program was away");
    }

    private static String until(Run run, Plan.Stop stop, Instant now, @Nullable ZoneId zone) {
        return zone == null
                ? ""
                : Soaking.ends(run, stop)
                        .filter(it -> it.isAfter(now))
                        .map(it -> ", until " + Until.words(it, now, zone))
                        .orElse("");
    }

    /** How much of its soak is left: "23h 10m"; empty where none locks the step. */
    public static String left(Run run, Plan.Stop stop, Instant now) {
        return Soaking.soak(run, stop)
                .map(it -> Spans.roughly(Soaking.left(stop, it, now)))
                .orElse("");
    }
}
