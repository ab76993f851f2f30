package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.Sensing;
import dev.holdpoint.checklist.Sensing.Soak;
import dev.holdpoint.checklist.words.SoakWords;
import dev.holdpoint.checklist.words.StepWords;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code keep} and {@code soak}: what is looked at while nobody waits for the look. */
final class Sense {
    private final KindReader kinds;
    private final Problems problems;

    Sense(KindReader kinds, Problems problems) {
        this.kinds = kinds;
        this.problems = problems;
    }

    /** @param soaked the steps that its {@code soak} counts from */
    Sensing read(StepWords words, List<String> soaked, Scope scope) {
        return new Sensing(keep(words), soak(words.soak(), soaked, scope));
    }

    private @Nullable Duration keep(StepWords words) {
        Said<Duration> keep = words.keep();
        if (keep == null) {
            return null;
        }
        if (words.check() == null) {
            problems.add(
                    keep.at(), "`keep` belongs to a step with `check`: what it has seen is looked at again that often");
        } else if (keep.value().compareTo(Sensing.LEAST_KEEP) < 0) {
            problems.add(keep.at(), "`keep` takes a time of a second or more, such as `10s`");
        }
        return keep.value();
    }

    private @Nullable Soak soak(@Nullable SoakWords words, List<String> soaked, Scope scope) {
        if (words == null) {
            return null;
        }
        if (!words.length().value().isPositive()) {
            problems.add(words.length().at(), "`for` takes a time above zero, such as `24h`");
        }
        kinds.checks(words.checks(), scope);
        return new Soak(soaked, words.length().value(), words.checks() == null ? List.of() : words.checks());
    }
}
