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
import org.jspecify.annotations.Nullable;

/** Looks at a list of checks, all at once, and writes what they saw into the step's output. */
final class Looking {
    private static final AtomicLong LOOKS = new AtomicLong();
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    /** A look in less time would only be ended. */
    private static final Duration LEAST = Duration.ofMillis(200);

    private final Task task;
    private final Workplace workplace;
    private final Outputs outputs;
    private final Bindings bindings;
    private final InstantSource clock;
    private final List<Thread> asked = new ArrayList<>();

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

    /** Looks once; empty where it was stopped. A check that has not answered within {@code limit} is ended, and red. */
    List<Evidence> look(List<KindUse> checks, @Nullable Duration limit) throws InterruptedException {
        return seen(checks, limit).evidence();
    }

    /** @param whole every check has answered */
    private record Seen(List<Evidence> evidence, boolean whole) {
        boolean green() {
            return whole && evidence.stream().allMatch(Evidence::green);
        }
    }

    private Seen seen(List<KindUse> checks, @Nullable Duration limit) throws InterruptedException {
        try (var sink = open()) {
            var seen = all(checks, limit, sink);
            for (var evidence : seen.evidence()) {
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
            return new Seen(List.of(), false);
        } catch (IOException e) {
            return new Seen(List.of(Evidence.red(task.stop().id(), Words.of(e), clock.instant())), true);
        }
    }

    private Outputs.Sink open() throws IOException {
        var secrets = task.values().secretValues();
        return task.purpose().equals("gate") || task.status().attempt() == 0
                ? outputs.gate(task.stop().id(), secrets)
                : outputs.open(task.stop().id(), task.status().attempt(), secrets);
    }

    /** Looks again and again until everything is green or the time is over: a look that is under way then is ended, and does not count. */
    List<Evidence> until(List<KindUse> checks, Duration within) throws InterruptedException {
        var end = clock.instant().plus(within);
        var last = seen(checks, within);
        while (last.whole() && !last.green()) {
            var left = Duration.between(clock.instant(), end);
            if (left.compareTo(LEAST) < 0) {
                break;
            }
            try {
                Thread.sleep(left.dividedBy(2).compareTo(BETWEEN) < 0 ? left.dividedBy(2) : BETWEEN);
            } catch (InterruptedException e) {
                if (task.stopped().isEmpty()) {
                    throw e;
                }
                return List.of();
            }
            var next = seen(checks, Duration.between(clock.instant(), end));
            if (!next.whole()) {
                break;
            }
            last = next;
        }
        return last.evidence();
    }

    private Seen all(List<KindUse> checks, @Nullable Duration limit, Outputs.Sink sink) throws InterruptedException {
        var seen = new ArrayList<Evidence>(checks.size());
        var threads = new ArrayList<Thread>();
        var silent = "no answer" + (limit == null ? "" : " within " + Spans.shortly(limit));
        for (var check : checks) {
            int place = seen.size();
            seen.add(Evidence.red(check.kind(), silent, clock.instant()));
            threads.add(Thread.ofVirtual().unstarted(() -> {
                var evidence = one(check, sink);
                synchronized (seen) {
                    seen.set(place, evidence);
                }
            }));
        }
        asked.addAll(threads);
        threads.forEach(Thread::start);
        try {
            var whole = answered(threads, limit);
            synchronized (seen) {
                return new Seen(List.copyOf(seen), whole);
            }
        } finally {
            threads.forEach(Thread::interrupt);
        }
    }

    /** Returns when every check that was asked has come back, also those that were not waited for. By the thread that has looked. */
    void awaitEnd() throws InterruptedException {
        for (var thread : asked) {
            thread.join();
        }
    }

    /** Waits for all of them; false where the time is over before. */
    private static boolean answered(List<Thread> threads, @Nullable Duration limit) throws InterruptedException {
        long end = limit == null ? 0 : System.nanoTime() + limit.toNanos();
        for (var thread : threads) {
            if (limit == null) {
                thread.join();
            } else if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                return false;
            }
        }
        return true;
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
