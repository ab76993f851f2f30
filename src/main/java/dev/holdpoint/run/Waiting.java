package dev.holdpoint.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Signals that wait for their turn and for the disk, in order. Owned by the conductor's thread. */
final class Waiting {
    private final Deque<Told> told = new ArrayDeque<>();

    private record Told(Signal signal, CompletableFuture<@Nullable Void> written) {}

    /** @param written completed when what came of the signal is on disk */
    void add(Signal signal, CompletableFuture<@Nullable Void> written) {
        if (signal instanceof Signal.Again again) {
            told.removeIf(it -> it.signal().getClass() == again.getClass()
                    && it.signal() instanceof Signal.Again old
                    && old.step().equals(again.step()));
        }
        told.add(new Told(signal, written));
    }

    /**
     * @param taken false where the signal has to wait on, and all behind it
     * @param mistake told what a signal threw: it must not keep all that comes behind it from being heard
     * @return true where none is left
     */
    boolean drain(Predicate<Signal> taken, Consumer<RuntimeException> mistake) {
        for (var next = told.peek(); next != null; next = told.peek()) {
            try {
                if (!taken.test(next.signal())) {
                    return false;
                }
                next.written().complete(null);
            } catch (RuntimeException e) {
                mistake.accept(e);
                next.written().completeExceptionally(e);
            }
            told.remove();
        }
        return true;
    }
}
