package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.Vocabulary.Guarding;
import dev.holdpoint.checklist.words.StepWords;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges {@code guarded}: it stands only where a host can put the old state back without this program. */
final class Guards {
    private static final Duration LEAST = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofHours(1);

    private final KindReader kinds;
    private final Problems problems;

    Guards(KindReader kinds, Problems problems) {
        this.kinds = kinds;
        this.problems = problems;
    }

    void judge(StepWords words, KindReader.Traits traits) {
        var guarded = words.guarded();
        if (guarded == null || words.check() != null || traits.byHand() || problems.at(guarded.at())) {
            return;
        }
        time(guarded, words.expect());
        switch (traits.guarding()) {
            case NEVER ->
                problems.add(
                        guarded.at(),
                        "`guarded` belongs to what a host can put back by itself: `edit`, `service`, or `shell` with `on:` and an `undo:` of shell steps");
            case BY_ITSELF -> byItself(words, traits, guarded.at());
            case BY_STEPS -> bySteps(words, guarded.at());
        }
    }

    private void time(Said<Duration> guarded, @Nullable Said<Duration> expect) {
        if (guarded.value().compareTo(LEAST) < 0 || guarded.value().compareTo(MOST) > 0) {
            problems.add(guarded.at(), "`guarded` takes a time from 5s to 1h, such as `2m`");
        } else if (expect != null && expect.value().compareTo(guarded.value()) >= 0) {
            problems.add(
                    guarded.at(),
                    "`guarded` is no longer than `expect`: the old state would be put back before the step is expected to end");
        }
    }

    private void byItself(StepWords words, KindReader.Traits traits, Place at) {
        var undo = words.undo();
        if (traits.hosts().contains(Hosts.LOCAL)) {
            here(at);
        }
        if (undo != null && (undo.none() || undo.steps() != null)) {
            problems.add(at, "`guarded` goes by the undo that the kind has by itself; leave `undo:` out here");
        }
    }

    private void bySteps(StepWords words, Place at) {
        if (words.on() == null || words.on().value().equals(Hosts.LOCAL)) {
            here(at);
        }
        var undo = words.undo();
        var steps = undo == null || undo.steps() == null ? List.<KindUse>of() : undo.steps();
        if (steps.isEmpty()) {
            problems.add(
                    at, "`guarded` needs to know how to put the old state back; write it as `undo: [{ shell: … }]`");
        }
        for (var use : steps) {
            if (kinds.guarding(use) != Guarding.BY_STEPS) {
                problems.add(
                        use.at(),
                        "a host cannot do `" + use.kind()
                                + "` without this program: the undo of a `guarded` step takes `shell` only");
            }
        }
    }

    private void here(Place at) {
        problems.add(at, "`guarded` is for another host, which is reached over a new connection; this step works here");
    }
}
