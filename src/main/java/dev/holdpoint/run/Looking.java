package dev.holdpoint.run;

import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Setting;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Looks at a list of checks, all at once, and writes what they saw into the step's output. */
final class Looking {
    private static final AtomicLong LOOKS = new AtomicLong();
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final Task task;
    private final Workplace workplace;
    private final Outputs outputs;
    private final Bindings bindings;
    private final InstantSource clock;

    Looking(Task task, Workplace workplace, Outputs outputs, Bindings bindings, InstantSource clock) {
        this.task = task;
        this.workplace = workplace;
        this.outputs = outputs;
        this.bindings = bindings;
        this.clock = clock;
    }

    static <S extends Record> List<String> preview(Bindings.Looked<S> looked, Setting setting) {
        return looked.check().preview(looked.spec(), setting);
    }

    /** Looks once. Empty where it was stopped. */
    List<Evidence> look(List<KindUse> checks) throws InterruptedException {
        try (var sink = open()) {
            var seen = all(checks, sink);
            for (var evidence : seen) {
                sink.say((evidence.green() ? "✔ " : "✘ ") + evidence.label() + ": " + evidence.sentence());
                for (var detail : evidence.details()) {
                    sink.say("    " + detail);
                }
            }
            return seen;
        } catch (InterruptedException e) {
            if (task.stopped().isEmpty()) {
                throw e;
            }
            return List.of();
        } catch (IOException e) {
            return List.of(Evidence.red(task.stop().id(), Words.of(e), clock.instant()));
        }
    }

    private Outputs.Sink open() throws IOException {
        var secrets = task.values().secretValues();
        return task.purpose().equals("gate")
                ? outputs.gate(task.stop().id(), secrets)
                : outputs.open(task.stop().id(), task.status().attempt(), secrets);
    }

    /** Looks again and again until everything is green or the time is over. */
    List<Evidence> until(List<KindUse> checks, Duration within) throws InterruptedException {
        var end = clock.instant().plus(within);
        for (; ; ) {
            var seen = look(checks);
            if (seen.stream().allMatch(Evidence::green) || !clock.instant().isBefore(end)) {
                return seen;
            }
            try {
                Thread.sleep(BETWEEN);
            } catch (InterruptedException e) {
                if (task.stopped().isEmpty()) {
                    throw e;
                }
                return List.of();
            }
        }
    }

    private List<Evidence> all(List<KindUse> checks, Outputs.Sink sink) throws InterruptedException {
        var seen = new ArrayList<Evidence>(checks.size());
        var threads = new ArrayList<Thread>();
        for (var check : checks) {
            int place = seen.size();
            seen.add(Evidence.red(check.kind(), "was not looked at", clock.instant()));
            threads.add(Thread.ofVirtual().unstarted(() -> {
                var evidence = one(check, sink);
                synchronized (seen) {
                    seen.set(place, evidence);
                }
            }));
        }
        threads.forEach(Thread::start);
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            throw e;
        }
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    private Evidence one(KindUse use, Outputs.Sink sink) {
        try {
            return one(bindings.check(use, task.values()), sink);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Evidence.red(use.kind(), "stopped before it was seen", clock.instant());
        } catch (IOException | RuntimeException e) {
            return Evidence.red(use.kind(), Words.of(e), clock.instant());
        }
    }

    private <S extends Record> Evidence one(Bindings.Looked<S> looked, Outputs.Sink sink)
            throws IOException, InterruptedException {
        var name = task.name() + "." + ProcessHandle.current().pid() + "." + LOOKS.incrementAndGet();
        try (var work = workplace.open(name, task.stop().step(), task.values(), false, sink, task)) {
            task.holds(work);
            return looked.check().observe(looked.spec(), work.attempt());
        }
    }
}
