package dev.holdpoint.step.file;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What is asked of several hosts, side by side. */
final class AtOnce {
    private AtOnce() {}

    /**
     * @return what each has answered, in their order
     * @throws RuntimeException what the first of them that failed has thrown; the others are ended then
     */
    static <T> List<T> all(List<Callable<T>> asked) throws InterruptedException {
        try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> answers = asked.stream().map(side::submit).toList();
            try {
                List<T> all = new ArrayList<>();
                for (var answer : answers) {
                    all.add(answer.get());
                }
                return List.copyOf(all);
            } catch (ExecutionException failed) {
                switch (failed.getCause()) {
                    case RuntimeException problem -> throw problem;
                    case Error error -> throw error;
                    case null, default -> throw new InterruptedException();
                }
            } finally {
                answers.forEach(it -> it.cancel(true));
            }
        }
    }
}
