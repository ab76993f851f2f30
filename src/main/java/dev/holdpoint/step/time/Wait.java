package dev.holdpoint.step.time;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Shorthand;
import dev.holdpoint.checklist.Word;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Progress;
import dev.holdpoint.step.Setting;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** {@code wait}: lets a time pass. A resumed run counts from the first start, not from the resume. */
public final class Wait implements Action<Wait.Spec> {
    private static final String SINCE = "since";
    /** Milliseconds between two looks at the clock: a machine that slept in between is noticed at the next one. */
    private static final long LOOK = 500;

    public record Spec(
            @Shorthand @Word("for") @Doc(value = "how long", example = "10m")
            Duration length) {}

    @Override
    public String name() {
        return "wait";
    }

    @Override
    public String says() {
        return "Lets a time pass; it goes on counting while the program is away.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> problems(Spec spec) {
        return spec.length().isPositive() ? List.of() : List.of("wait takes a time above zero, for example 10m");
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        return List.of("waits " + words(spec.length()));
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        var until = since(attempt).plus(spec.length());
        var left = Duration.between(attempt.clock().instant(), until);
        while (left.isPositive()) {
            var passed =
                    1 - (double) left.toMillis() / Math.max(1, spec.length().toMillis());
            attempt.progress(new Progress(Math.clamp(passed, 0, 1), left, "until " + until, List.of()));
            Thread.sleep(Math.clamp(left.toMillis(), 1, LOOK));
            left = Duration.between(attempt.clock().instant(), until);
        }
        return Outcome.done("waited " + words(spec.length()));
    }

    private static Instant since(Attempt attempt) throws InterruptedException {
        if (attempt.resumed()) {
            var before = attempt.ofThisAttempt(SINCE).map(Instant::parse);
            if (before.isPresent()) {
                return before.get();
            }
        }
        var now = attempt.clock().instant();
        attempt.remember(SINCE, now.toString());
        return now;
    }

    /** As an author would write it: {@code 1h30m}, {@code 250ms}. */
    private static String words(Duration length) {
        return length.toMillis() < 1000
                ? length.toMillis() + "ms"
                : length.truncatedTo(ChronoUnit.SECONDS).toString().substring(2).toLowerCase(Locale.ROOT);
    }

    @Override
    public Afterlife afterlife(Spec spec) {
        return Afterlife.REPEAT;
    }
}
