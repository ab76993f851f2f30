package dev.holdpoint.run;

import java.util.Optional;
import java.util.Set;

/** Where looks that are repeated for hours print: nowhere. What they have seen is evidence, and in the journal where its colour changes. */
final class Unheard implements Outputs {
    static final Outputs OUTPUTS = new Unheard();

    private Unheard() {}

    @Override
    public Sink open(String step, int attempt, Set<String> secrets) {
        return new Nowhere();
    }

    @Override
    public Sink gate(String step, Set<String> secrets) {
        return new Nowhere();
    }

    @Override
    public Optional<OutputSource> source(String step, int attempt) {
        return Optional.empty();
    }

    private static final class Nowhere implements Sink {
        @Override
        public void say(String line) {}

        @Override
        public void print(String line) {}

        @Override
        public void job(String job, byte[] bytes, int start, int length, long until) {}

        @Override
        public void end(String job) {}

        @Override
        public long offset(String job) {
            return 0;
        }

        @Override
        public void close() {}
    }
}
