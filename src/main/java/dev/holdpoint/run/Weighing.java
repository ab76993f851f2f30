package dev.holdpoint.run;

import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Looks up what going back would lose: every kind that can tell is asked, all at once, and none is waited for long. Read-only. */
final class Weighing {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Run run;
    private final Bindings bindings;
    private final Supplier<Values> values;

    Weighing(Run run, Bindings bindings, Supplier<Values> values) {
        this.run = run;
        this.bindings = bindings;
        this.values = values;
    }

    /** By step, a sentence each; none of a step about which nobody can say. */
    Map<String, List<String>> losses() throws InterruptedException {
        var losses = new ConcurrentHashMap<String, List<String>>();
        var threads = new ArrayList<Thread>();
        for (var part : WayBack.of(run).parts()) {
            var stop = part.stop();
            if (part.fate() != WayBack.Fate.CANNOT && stop.step().body() instanceof Step.Body.Act act) {
                threads.add(Thread.ofVirtual().start(() -> {
                    var told = asked(stop, act);
                    if (!told.isEmpty()) {
                        losses.put(stop.id(), told);
                    }
                }));
            }
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (var thread : threads) {
            if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                thread.interrupt();
            }
        }
        return Map.copyOf(losses);
    }

    private List<String> asked(Plan.Stop stop, Step.Body.Act act) {
        try {
            var seen = stop.step().scope(values.get());
            return asked(stop, bindings.action(act.use(), seen), seen);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("not known: no answer within " + Spans.shortly(PATIENCE));
        } catch (RuntimeException e) {
            return List.of("not known: " + Words.of(e));
        }
    }

    private <S extends Record> List<String> asked(Plan.Stop stop, Bindings.Bound<S> bound, Values seen)
            throws InterruptedException {
        var remembered = run.status(stop).remembered();
        return bound.action()
                .losses(bound.spec(), bindings.setting(seen), key -> Optional.ofNullable(remembered.get(key)));
    }
}
